import { checked, type Message, TO_PAGE } from "./protocol";
import type { Told } from "./telling";

const PATIENCE = 15_000;
interface Ways {
  first: () => Told;
  heard: (message: Message) => void;
  late: () => void;
}

/** The frame of a panel, once somebody wants it, and the port that no other script of the page has. */
export class Line {
  frame: HTMLIFrameElement | null = null;
  #port: MessagePort | null = null;
  #waiting: Told[] = [];
  #timer = 0;

  readonly #base: URL;
  readonly #panel: string;
  readonly #ways: Ways;

  constructor(base: URL, panel: string, ways: Ways) {
    this.#base = base;
    this.#panel = panel;
    this.#ways = ways;
  }

  make(into: Element, locale: string): void {
    const frame = document.createElement("iframe");
    frame.referrerPolicy = "strict-origin";
    frame.allow = "clipboard-write";
    const [panel, language, site] = [this.#panel, locale, location.origin].map(encodeURIComponent);
    frame.src = `${this.#base.href}w/${panel}/?l=${language}#o=${site}`;
    this.frame = frame;
    into.append(frame);
    this.#timer = window.setTimeout(this.#ways.late, PATIENCE);
  }

  /** The frame says hello from exactly our origin. */
  greet({ source, origin, data }: MessageEvent<{ smartai?: number; t?: string } | null>): void {
    const { frame } = this;
    if (!frame || source !== frame.contentWindow || origin !== this.#base.origin) return;
    if (data?.smartai !== 1 || data.t !== "hello") return;
    clearTimeout(this.#timer);
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }) => {
      const message = checked(data, TO_PAGE);
      if (message) this.#ways.heard(message);
    };
    frame.contentWindow?.postMessage({ smartai: 1, t: "init", ...this.#ways.first() }, this.#base.origin, [port2]);
    for (const message of this.#waiting.splice(0)) port1.postMessage(message);
  }

  send(message: Told): void {
    if (this.#port) this.#port.postMessage(message);
    else if (this.frame && message.t !== "open") this.#waiting.push(message);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#port?.close();
  }
}
