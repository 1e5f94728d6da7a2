import { isKnown } from "./looks";
import { type Options, optionsOf } from "./options";
import { Panel } from "./panel";
import { tell } from "./telling";

/** `smartai(…)`: what the page calls, before this script is there and after. */
interface Call {
  (...given: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
}
type Script = HTMLScriptElement | null;
type Way = (panel: Panel, given: [never, never]) => void;

const ELEMENT = "smartai-tickets";
const VERBS = new Map<string, Way>(
  Object.entries<Way>({
    open: (panel, [place, more]) => panel.open(place, more),
    prefill: (panel, [prefill]) => panel.fillIn(prefill),
    context: (panel, [told]) => panel.context(told),
    identify: (panel, [token]) => panel.identify(token),
    suggest: (panel, [slugs]) => panel.suggest(slugs),
    theme: (panel, [theme]) => panel.paint(theme),
    locale: (panel, [locale]) => panel.speak(locale),
    destroy: (panel) => {
      panel.forget();
      destroy(panel.options.panel);
    },
  }),
);
const PLAIN = ["close", "toggle", "show", "hide", "logout"] as const;
for (const verb of PLAIN) VERBS.set(verb, (panel) => panel[verb]());

const panels = new Map<string, Panel>();
let waiting: { panel: string; verb: string; given: unknown[] }[] = [];
let listening: AbortController | null = null;
let base = new URL(location.href);

/** A page may load the snippet again (Turbo does): then the script that runs already takes it. */
export function begin(script: Script): void {
  const running = customElements.get(ELEMENT) as unknown as { attach: (again: Script) => void } | undefined;
  if (running) return running.attach(script);
  base = new URL(".", new URL(script?.src ?? "", location.href));
  listen();
  defineElement();
  attach(script);
}

/** On the window there is `smartai`, one listener for the frames, and one for what opens a panel. */
function listen(): void {
  if (listening) return;
  listening = new AbortController();
  const { signal } = listening;
  addEventListener("message", (event: MessageEvent) => panels.forEach((panel) => panel.greet(event)), { signal });
  document.addEventListener("click", openByElement, { signal });
  const page = window as unknown as { smartai?: Call };
  const earlier = page.smartai?.q ?? [];
  page.smartai = call;
  for (const given of earlier) call(...Array.from(given));
}

function call(...given: unknown[]): unknown {
  const panel = (given[0] as { panel?: string } | undefined)?.panel ?? "";
  const [verb, ...more] = panel ? given.slice(1) : given;
  if (verb === "on") return hear(`smartai:${String(more[0])}`, more[1] as EventListener, panel);
  return perform(panel, String(verb), more);
}

/** Without a panel the first one is meant; a call before it is there waits for it. */
function perform(panel: string, verb: string, given: unknown[]): void {
  const meant = panel ? panels.get(panel) : [...panels.values()][0];
  if (meant) VERBS.get(verb)?.(meant, given as [never, never]);
  else waiting.push({ panel, verb, given });
}

function hear(event: string, heard: EventListener, panel: string): () => void {
  const listener = (told: Event): void => {
    if (!panel || (told as CustomEvent<{ panel: string }>).detail.panel === panel) heard(told);
  };
  addEventListener(event, listener, listening ?? {});
  return () => removeEventListener(event, listener);
}

function attach(script: Script): void {
  const options = optionsOf((name) => script?.dataset[name]);
  if (options.panel) add(options, options.mode === "inline" ? document.querySelector(options.target) : document.documentElement);
}

function add(options: Options, into: Element | null, owner: Element | null = null): void {
  const { panel } = options;
  const before = panels.get(panel);
  if (before?.isThere) return;
  if (!into || !isKnown(panel)) return tell(panel, "error", { code: into ? "refused" : "target" });
  before?.destroy();
  listen();
  panels.set(panel, new Panel(base, options, into, owner));
  for (const call of waiting.splice(0)) perform(call.panel, call.verb, call.given);
}

function destroy(panel: string): void {
  panels.get(panel)?.destroy();
  panels.delete(panel);
  if (panels.size) return;
  listening?.abort();
  listening = null;
  waiting = [];
  delete window.smartai;
}

/** Any element with `data-smartai-open` opens the panel: `""`, `new`, `requests`, `article:slug`. */
function openByElement(event: Event): void {
  const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-smartai-open]") : null;
  if (!opener) return;
  event.preventDefault();
  perform(opener.dataset.smartaiPanel ?? "", "open", [opener.dataset.smartaiOpen]);
}

/** `<smartai-tickets panel="KEY" mode="inline">`: the same for people who prefer markup, and for frameworks. */
function defineElement(): void {
  class Tickets extends HTMLElement {
    static readonly attach = attach;

    connectedCallback(): void {
      const options = optionsOf((name) => this.getAttribute(name));
      const isInline = options.mode === "inline";
      if (isInline) this.style.display = "block";
      add(options, isInline ? this : document.documentElement, this);
    }

    disconnectedCallback(): void {
      const panel = this.getAttribute("panel") ?? "";
      queueMicrotask(() => this.isConnected || (panels.get(panel)?.owner === this && destroy(panel)));
    }
  }
  customElements.define(ELEMENT, Tickets);
}
