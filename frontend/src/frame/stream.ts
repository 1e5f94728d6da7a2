import type { Carried } from "./carried";
import { later } from "./life";

/** The stream of facts, asked for by `fetch`: `EventSource` cannot send what is carried. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;
const SILENT = 50_000; // the server says something every 20 s
const OVER = [401, 403, 405]; // asked again after the next page, which says why

export class Stream {
  /** Whether facts come at this moment. */
  isOpen = false;
  private url = "";
  private ending: AbortController | null = null;
  private last = "";
  private mayHaveMissed = false;

  constructor(
    private readonly carried: Carried,
    private readonly heard: (ticket: number) => void,
  ) {}

  /** Follows the address until another one is wanted, or none: "". */
  want(url: string): void {
    if (url === this.url && (!url || this.ending)) return;
    this.ending?.abort();
    this.ending = null;
    this.isOpen = false;
    this.url = url;
    if (!url) return;
    const ending = new AbortController();
    this.ending = ending;
    void this.follow(url, ending).finally(() => {
      if (this.ending === ending) this.ending = null;
    });
  }

  private async follow(url: string, ending: AbortController): Promise<void> {
    const { signal } = ending;
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      const once = new AbortController();
      const stop = (): void => once.abort();
      signal.addEventListener("abort", stop);
      try {
        const answer = await this.carried.once(new URL(url, location.origin), { headers: this.headers(), signal: once.signal });
        if (OVER.includes(answer.status)) return;
        if (answer.ok && answer.body) {
          pause = FIRST_PAUSE;
          await this.read(answer.body, once);
        }
      } catch {
        // lost, silent, or not wanted any more
      }
      signal.removeEventListener("abort", stop);
      if (!signal.aborted) this.isOpen = false;
      this.mayHaveMissed = true;
      await new Promise((wake) => later(wake, pause * (0.7 + Math.random() * 0.6)));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }

  private headers(): Record<string, string> {
    return this.last ? { "Last-Event-ID": this.last } : {};
  }

  private async read(body: ReadableStream<Uint8Array>, once: AbortController): Promise<void> {
    this.isOpen = true;
    if (this.mayHaveMissed && !this.last) this.heard(0);
    const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
    let text = "";
    for (;;) {
      const silence = later(() => once.abort(), SILENT);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      const blocks = (text + value).split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const said = new Map(block.split("\n").map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]));
    if (said.get("event") !== "fact") return;
    this.last = said.get("id") ?? this.last;
    try {
      this.heard(Number((JSON.parse(said.get("data") ?? "") as { ticket?: unknown }).ticket ?? 0));
    } catch {
      this.heard(0);
    }
  }
}
