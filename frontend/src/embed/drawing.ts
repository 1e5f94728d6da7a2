import type { Look } from "./looks";

/** All that the page around sees of us, in a closed shadow root: no rule of the page reaches in, none of ours out. */
export interface Drawn {
  place: HTMLElement;
  box: HTMLElement;
  button: HTMLButtonElement | null;
  words: HTMLElement;
  badge: HTMLElement;
}

const Z = 2147483000;
const STYLES = `
:host{all:initial!important;color-scheme:light dark}
:host([data-inline]){display:block!important;min-block-size:480px!important}
*{box-sizing:border-box}
[hidden]{display:none!important}
button{position:fixed;inset-block-end:calc(var(--b) + env(safe-area-inset-bottom));z-index:${Z};display:flex;align-items:center;gap:8px;
min-block-size:48px;max-inline-size:calc(100vw - 24px);padding:0 18px 0 16px;border:0;border-radius:999px;cursor:pointer;
background:var(--a);color:#fff;font:600 15px/1.2 system-ui,sans-serif;
box-shadow:0 0 0 1px #0000000d,0 6px 20px -4px #0000004d}
:host([data-side=end]) :is(button,.box){inset-inline-end:var(--i)}
:host([data-side=start]) :is(button,.box){inset-inline-start:var(--i)}
button:focus-visible{outline:3px solid var(--a);outline-offset:3px;box-shadow:0 0 0 3px #fff}
svg{flex:none}
.words{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.badge{min-inline-size:20px;padding:2px 6px;border-radius:999px;background:#fff;color:var(--a);font-size:12px;text-align:center}
.box{position:fixed;inset-block-end:calc(var(--b) + 60px);z-index:${Z};inline-size:400px;max-inline-size:calc(100vw - 24px);
block-size:min(680px,100dvh - var(--b) - 80px);border-radius:16px;overflow:hidden;background:Canvas;
box-shadow:0 0 0 1px #00000014,0 12px 32px -8px #0000003d,0 32px 64px -16px #0000003d}
:host([data-bare]) .box{inset-block-end:var(--b);block-size:min(680px,100dvh - var(--b) - 20px)}
:host([data-wide]) .box{inline-size:720px;block-size:calc(100dvh - var(--b) - 80px)}
:host([data-inline]) .box{position:static;inline-size:100%;max-inline-size:none;block-size:var(--h,480px);border-radius:0;box-shadow:none;background:none}
iframe{display:block;inline-size:100%;block-size:100%;border:0}
@media (max-width:519px){
:host(:not([data-inline])) .box{inset:0!important;inline-size:100%;max-inline-size:none;block-size:100dvh;border-radius:0}
:host([data-open]) button{display:none}}
@media (prefers-reduced-motion:no-preference){
:host(:not([data-inline])) .box{animation:smartai .16s cubic-bezier(.2,.8,.2,1)}
@keyframes smartai{from{opacity:0;transform:translateY(8px)}}}
@media (forced-colors:active){button{border:2px solid}}
@media print{:host{display:none!important}}`;

export function draw(look: Look, mode: string, into: Element): Drawn {
  const place = document.createElement("div");
  const root = place.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  root.adoptedStyleSheets = [sheet];
  place.dataset.side = look.side === "start" ? "start" : "end";
  place.toggleAttribute("data-inline", mode === "inline");
  place.toggleAttribute("data-bare", mode === "none");
  for (const [name, value] of [["--i", `${look.inline}px`], ["--b", `${look.block}px`], ["--a", look.accent]] as const) {
    place.style.setProperty(name, value);
  }
  const [box, words, badge] = [part("div", "box"), part("span", "words"), part("span", "badge")];
  box.id = "box";
  box.hidden = badge.hidden = true;
  const button = mode === "launcher" ? document.createElement("button") : null;
  if (button) {
    button.type = "button";
    button.setAttribute("aria-controls", "box");
    button.append(drawing("M4 5h16v11h-7l-5 4v-4H4z"), words, badge);
    root.append(button);
  }
  root.append(box);
  into.append(place);
  return { place, box, button, words, badge };
}

export function showOpen({ place, box, button }: Drawn, open: boolean): void {
  box.hidden = !open;
  place.toggleAttribute("data-open", open);
  if (!button) return;
  button.ariaExpanded = String(open);
  button.firstChild?.replaceWith(drawing(open ? "m6 9 6 6 6-6" : "M4 5h16v11h-7l-5 4v-4H4z"));
}

/** `closing` names the button while the panel is open. */
export function label({ words, badge, button }: Drawn, shown: string, count: number, closing: string | null): void {
  words.textContent = shown;
  words.dir = "auto";
  badge.textContent = String(count);
  badge.hidden = count === 0;
  if (button) button.ariaLabel = closing;
}

function part(name: string, kind: string): HTMLElement {
  const made = document.createElement(name);
  made.className = kind;
  return made;
}

function drawing(path: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  const said = { width: "22", height: "22", viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "aria-hidden": "true" };
  for (const [name, value] of Object.entries({ ...said, "stroke-width": "2", "stroke-linejoin": "round", "stroke-linecap": "round" })) {
    svg.setAttribute(name, value);
  }
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
