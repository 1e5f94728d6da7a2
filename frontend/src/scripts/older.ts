import { goTo } from "./going";
import { parsed } from "./html";

/** "Load older" in place: `<a data-older="id of the list">`; without script the link opens the older page. */
export function loadOlder(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-older]") : null;
    const list = link && document.getElementById(link.dataset.older ?? "");
    if (!link || !list || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void load(link, list);
  });
}

async function load(link: HTMLAnchorElement, list: HTMLElement): Promise<void> {
  link.setAttribute("aria-busy", "true");
  const response = await fetch(link.href).catch(() => null);
  const answer = response?.ok ? parsed(await response.text()) : null;
  const more = answer?.getElementById(list.id);
  if (!answer || !more) {
    goTo(link.href);
    return;
  }
  const fresh = rowsBeyond(list, more);
  const isAbove = list.matches("[data-live-messages]") || "above" in link.dataset;
  const next = answer.querySelector<HTMLAnchorElement>(
    `a[data-older="${CSS.escape(list.id)}"]${"above" in link.dataset ? "[data-above]" : ":not([data-above])"}`,
  );
  holding(list.firstElementChild, () => {
    if (isAbove) list.prepend(...fresh);
    else list.append(...fresh);
    if (next) link.replaceWith(next);
    else link.closest(".older")?.remove();
  });
  if (!list.matches("[data-live-messages]")) list.dataset.grown = "";
  (next ?? fresh[0]?.querySelector<HTMLElement>("a, h2"))?.focus({ preventScroll: true });
}

/** What is read stays where it is, whatever comes above it. */
function holding(row: Element | null, change: () => void): void {
  const scroller = row?.closest(".scroll, .list.pane") ?? document.documentElement;
  const top = row?.getBoundingClientRect().top ?? 0;
  change();
  scroller.scrollTop += (row?.getBoundingClientRect().top ?? 0) - top;
}

/** A list moves on while somebody reads it: a row that is there already does not come twice. */
function rowsBeyond(list: HTMLElement, more: HTMLElement): Element[] {
  const key = (row: Element): string => {
    const link = row.querySelector("a");
    return row.getAttribute("data-message") ?? (link ? link.pathname : "");
  };
  const known = new Set([...list.children].map(key));
  return [...more.children].filter((row) => !key(row) || !known.has(key(row)));
}
