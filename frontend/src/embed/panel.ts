import type { SmartaiPrefill, SmartaiToken } from "../embedding";
import { Covering } from "./covering";
import { draw, type Drawn, label, showOpen } from "./drawing";
import { isKnownHere, know } from "./known";
import { Line } from "./line";
import { lookFor, lookOf, wordsIn } from "./looks";
import { whenNear } from "./near";
import type { Options } from "./options";
import type { Message } from "./protocol";
import { tell, type Told } from "./telling";

const MOST_KEYS = 20;
const MOST_BYTES = 2048;
const [LOWEST, HIGHEST] = [320, 6000];

/** One panel on the page: its button, and its frame once somebody wants it. */
export class Panel {
  readonly #drawn: Drawn;
  readonly #covering: Covering;
  readonly #line: Line;
  readonly #ending = new AbortController();
  readonly #key: string;
  readonly #isInline: boolean;
  #place = "";
  #isOpen = false;
  #opener: HTMLElement | null = null;
  #theme: string;
  #locale: string;
  #prefill: SmartaiPrefill;
  #told: Told = {};
  #suggested: string[] = [];
  #token: SmartaiToken | null;
  #count = 0;

  constructor(
    base: URL,
    readonly options: Options,
    into: Element,
    readonly owner: Element | null,
  ) {
    const { panel, mode, department, token, theme, locale } = options;
    this.#key = panel;
    this.#isInline = mode === "inline";
    this.#theme = theme;
    this.#locale = locale;
    this.#prefill = department ? { department } : {};
    this.#token = token || null;
    this.#drawn = draw(lookFor(options), mode, into);
    this.#covering = new Covering(() => this.#isOpen && !this.#isInline, () => this.close());
    this.#line = new Line(base, panel, {
      first: () => this.#first(),
      heard: (message) => this.#hear(message),
      late: () => this.#tell("error", { code: "unreachable" }),
    });
    this.#label();
    this.#begin();
  }

  /** Inline it may hang in a part of the page that was replaced, and so may the element that it belongs to. */
  get isThere(): boolean {
    return this.#drawn.place.isConnected && (this.owner?.isConnected ?? true);
  }

  greet(event: MessageEvent): void {
    this.#line.greet(event);
  }

  open(place = "", more: unknown = undefined): void {
    if (typeof more === "number" || typeof more === "string") place = `${place}:${more}`;
    else if (more) this.fillIn(more as SmartaiPrefill);
    const line = this.#line;
    if (this.#isOpen && !place) return line.frame?.focus();
    const active = document.activeElement;
    this.#opener = this.#isOpen ? this.#opener : active instanceof HTMLElement && active !== document.body ? active : null;
    this.#place = place;
    this.#turn(true);
    if (line.frame) line.send({ t: "open", at: place, page: page(), covers: this.#covering.isNarrow });
    else this.#make();
    if (!this.#isInline) line.frame?.focus();
    this.#tell("open");
  }

  close(): void {
    if (!this.#isOpen || this.#isInline) return;
    this.#turn(false);
    this.#line.send({ t: "close" });
    (this.#drawn.button && !this.#drawn.button.hidden ? this.#drawn.button : this.#opener)?.focus();
    this.#tell("close");
  }

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  show(): void {
    if (this.#drawn.button) this.#drawn.button.hidden = false;
  }

  hide(): void {
    if (this.#drawn.button) this.#drawn.button.hidden = true;
  }

  fillIn(prefill: SmartaiPrefill): void {
    this.#prefill = { ...this.#prefill, ...prefill };
    this.#line.send({ t: "prefill", prefill: this.#prefill });
  }

  /** Few and short: what is more is not taken at all, so that nobody relies on a half of it. */
  context(told: Told): void {
    if (Object.keys(told).length > MOST_KEYS || new TextEncoder().encode(JSON.stringify(told)).length > MOST_BYTES) {
      return this.#tell("error", { code: "context" });
    }
    this.#told = { ...told };
    this.#line.send({ t: "context", told: this.#told, page: page() });
  }

  suggest(slugs: string[]): void {
    this.#suggested = [...slugs];
    this.#line.send({ t: "suggest", suggest: this.#suggested });
  }

  identify(token: SmartaiToken | { token: SmartaiToken }): void {
    this.#token = typeof token === "object" ? token.token : token;
    if (this.#line.frame) void this.#name();
  }

  paint(theme: string): void {
    this.#theme = theme;
    this.#line.send({ t: "theme", theme: this.#forced() });
  }

  speak(locale: string): void {
    this.#locale = locale;
    this.#label();
    this.#line.send({ t: "locale", locale });
  }

  /** Also where the frame was not made on this page: the session of an earlier one is in its storage. */
  logout(): void {
    this.#token = null;
    if (!this.#line.frame && isKnownHere(this.#key)) this.#make();
    this.#line.send({ t: "logout" });
    this.forget();
  }

  destroy(): void {
    this.#ending.abort();
    this.#isOpen = false;
    this.#covering.end();
    this.#line.end();
    this.#drawn.place.remove();
  }

  forget(): void {
    know(this.#key, false);
  }

  #begin(): void {
    const { button, place } = this.#drawn;
    const { signal } = this.#ending;
    button?.addEventListener("click", () => this.toggle(), { signal });
    // The intent is seen before the press: what is asked for then is there sooner.
    for (const sign of ["pointerenter", "focus"]) button?.addEventListener(sign, () => this.#make(), { signal, once: true });
    if (this.#isInline) whenNear(place, signal, () => this.#isOpen || this.open(this.options.open));
    else if (this.options.open) queueMicrotask(() => this.open(this.options.open));
    else if (isKnownHere(this.#key)) (window.requestIdleCallback ?? setTimeout)(() => signal.aborted || this.#make());
  }

  #make(): void {
    if (this.#line.frame) return;
    this.#line.make(this.#drawn.box, this.#locale);
    this.#label();
  }

  /** What the frame is told first. */
  #first(): Told {
    const mode = this.#isInline ? "inline" : "launcher";
    return {
      mode, theme: this.#forced(), locale: this.#locale, opened: this.#isOpen, at: this.#place, page: page(), told: this.#told,
      prefill: this.#prefill, suggest: this.#suggested, covers: this.#covering.isNarrow, named: !!this.#token,
    };
  }

  #hear({ t, ...more }: Message): void {
    if (t === "close") this.close();
    else if (t === "wide") this.#drawn.place.toggleAttribute("data-wide", more.yes as boolean);
    else if (t === "size") this.#grow(more.height as number);
    else if (t === "unread") this.#mark(more.count as number);
    else if (t === "known") know(this.#key, more.yes as boolean);
    else {
      if (t !== "renew") this.#tell(t, more);
      if (t === "ready" || t === "renew") void this.#name();
    }
  }

  /** Asks the page for a name that its server signed; never kept anywhere. The frame waits for it, and is told when there is none. */
  async #name(): Promise<void> {
    if (!this.#token) return;
    let token = "";
    try {
      token = String(typeof this.#token === "function" ? await this.#token() : this.#token);
    } catch {
      this.#tell("error", { code: "token" });
    }
    if (!this.#ending.signal.aborted) this.#line.send(token ? { t: "identify", token } : { t: "unnamed" });
  }

  #grow(height: number): void {
    if (!this.#isInline) return;
    const shown = Math.min(Math.max(height, LOWEST), HIGHEST);
    this.#drawn.place.style.setProperty("--h", `${shown}px`);
    this.#tell("resize", { height: shown });
  }

  #mark(count: number): void {
    this.#count = count;
    this.#label();
    this.#tell("unread", { count });
  }

  #turn(open: boolean): void {
    this.#isOpen = open;
    showOpen(this.#drawn, open);
    this.#label();
    this.#covering.fit();
  }

  #label(): void {
    const spoken = wordsIn(this.#locale, this.#key);
    label(this.#drawn, lookOf(this.#key).words || spoken.help, this.#count, this.#isOpen ? spoken.close : null);
    if (this.#line.frame) this.#line.frame.title = spoken.help;
  }

  #forced(): string {
    return this.#theme === "light" || this.#theme === "dark" ? this.#theme : "";
  }

  #tell(event: string, more: Told = {}): void {
    if (!this.#ending.signal.aborted) tell(this.#key, event, more);
  }
}

/** The page without its query and its mark: they may hold what is nobody's business. */
function page(): string {
  return location.origin + location.pathname;
}
