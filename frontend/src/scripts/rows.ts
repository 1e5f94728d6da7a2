/** A list is one stop of TAB: its open row, else its first. Arrows move in it, and J and K where keys are on. */
export function listsAreOneStop(): void {
  const stop = (): void => document.querySelectorAll<HTMLElement>("[data-rows]").forEach((list) => stopAt(list, startOf(list)));
  stop();
  for (const pane of document.querySelectorAll(".list.pane, [data-results]")) {
    new MutationObserver(stop).observe(pane, { childList: true, subtree: true });
  }
  document.addEventListener("focusin", ({ target }) => {
    const list = target instanceof HTMLElement ? target.closest<HTMLElement>("[data-rows]") : null;
    if (list && target instanceof HTMLAnchorElement) stopAt(list, target);
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (document.activeElement?.closest("[data-rows]") && moveRow(step)) event.preventDefault();
  });
}

export function moveRow(step: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-rows] > li")];
  if (!rows.length) return false;
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const here = focused >= 0 ? focused : rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = rows[Math.min(Math.max(here + step, 0), rows.length - 1)];
  next?.querySelector<HTMLElement>("a")?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return true;
}

function startOf(list: HTMLElement): HTMLElement | null {
  const focused = document.activeElement;
  if (focused instanceof HTMLAnchorElement && list.contains(focused)) return focused;
  return list.querySelector<HTMLElement>("[aria-current] a") ?? list.querySelector<HTMLElement>("a");
}

function stopAt(list: HTMLElement, link: HTMLElement | null): void {
  for (const one of list.querySelectorAll("a")) one.tabIndex = one === link ? 0 : -1;
}
