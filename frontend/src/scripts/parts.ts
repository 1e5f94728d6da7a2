import { element } from "./element";
import { parsed } from "./html";
import { load } from "./later";
import { say, words } from "./words";

/** Parts of the page that the server draws anew: `data-live-part="key"`, from this page or from `data-live-from`. */
export async function freshParts(): Promise<void> {
  const sources = new Set<string>();
  for (const part of document.querySelectorAll<HTMLElement>("[data-live-part]")) {
    sources.add(new URL(part.dataset.liveFrom ?? location.href, location.href).href);
  }
  for (const source of sources) {
    const response = await fetch(source, { headers: { "X-Fragment": "1" } });
    if (!response.ok || response.redirected) continue;
    const answer = parsed(await response.text());
    for (const part of answer.querySelectorAll<HTMLElement>("[data-live-part]")) replacePart(part);
  }
}

/** Nothing moves under somebody who reads, points or has chosen rows: then a button offers what is new. */
export function replacePart(fresh: HTMLElement): void {
  const key = CSS.escape(fresh.dataset.livePart ?? "");
  const old = document.querySelector<HTMLElement>(`[data-live-part="${key}"]`);
  if (!old || content(old) === content(fresh)) return;
  if (fresh.dataset.madeOf) return loadAgain(old, fresh);
  const swap = (): void => {
    if (old.isConnected) old.replaceWith(fresh);
    waiting.get(old)?.remove();
    waiting.delete(old);
  };
  if (isFree(old)) swap();
  else if (old.matches("[data-rows], [data-live-gentle]")) offer(old, swap);
  else old.addEventListener("focusout", () => setTimeout(() => isFree(old) && swap()), { once: true });
}

const waiting = new Map<HTMLElement, HTMLElement>();

function isFree(part: HTMLElement): boolean {
  if (part.matches(":focus-within") || part.querySelector("input:checked, [popover]:popover-open")) return false;
  if (!part.matches("[data-rows], [data-live-gentle]")) return true;
  const scrolled = (part.closest<HTMLElement>(".pane")?.scrollTop ?? 0) > 8 || scrollY > 200;
  return !part.matches(":hover") && !scrolled && !part.matches("[data-grown], :has([data-grown])");
}

/** What was drawn later (`data-later`) is drawn again, out of sight, once nobody reads or points at it. */
function loadAgain(old: HTMLElement, fresh: HTMLElement): void {
  const swap = (): void => {
    if (!old.isConnected || old.matches(":hover, :focus-within")) return;
    for (const kind of left) old.removeEventListener(kind, later);
    void load(fresh).then(() => old.replaceWith(fresh));
  };
  const later = (): number => window.setTimeout(swap);
  const left = ["pointerleave", "focusout"];
  for (const kind of left) old.addEventListener(kind, later);
  swap();
}

/** What the server wrote, or what it was made of (`data-made-of`): without the stops of TAB that a script sets. */
function content(part: HTMLElement): string {
  if (part.dataset.madeOf) return part.dataset.madeOf;
  return part.innerHTML.replaceAll(/ tabindex="-?\d"/g, "");
}

function offer(part: HTMLElement, swap: () => void): void {
  waiting.get(part)?.remove();
  const button = element("button", { type: "button", class: "btn solid sm" }, `${words("newRows")} ↑`);
  const bar = element("div", { class: "more-above" }, button);
  button.addEventListener("click", () => {
    swap();
    document.querySelector(".list.pane")?.scrollTo({ top: 0 });
    if (!document.querySelector(".list.pane")) scrollTo({ top: 0 });
  });
  part.addEventListener("pointerleave", () => waiting.get(part) === bar && isFree(part) && swap(), { once: true });
  part.before(bar);
  waiting.set(part, bar);
  say(words("newRows"));
}
