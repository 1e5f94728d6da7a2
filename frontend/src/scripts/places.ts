const OPENED = "smartai.opened";

/** Where somebody was: a conversation opens where its newest letter begins, a list stays as it was scrolled. */
export function openAtNewest(): void {
  const scroller = document.querySelector<HTMLElement>("[data-live-ticket]");
  if (!scroller || location.hash) return;
  scroller.scrollTop = scroller.scrollHeight;
  const letters = scroller.querySelectorAll<HTMLElement>("[data-message]");
  const hidden = letters[letters.length - 1];
  const above = hidden ? scroller.getBoundingClientRect().top - hidden.getBoundingClientRect().top : 0;
  if (above > 0) scroller.scrollTop -= above + 20;
}

/** The row that is open is seen; opening it, or coming back from it, does not send the list to its top. */
export function keepListPlace(): void {
  const rows = document.querySelector<HTMLElement>("[data-rows][data-list]");
  const pane = rows?.closest<HTMLElement>(".list.pane");
  if (!rows || !pane) return;
  const name = `smartai.list ${rows.dataset.list}`;
  const current = rows.querySelector("[aria-current]");
  if (current || /\/desk\/tickets\/\d/.test(document.referrer)) pane.scrollTop = Number(kept(name));
  if (current) stayWhereOpened(pane, current);
  addEventListener("pagehide", () => keep(name, String(pane.scrollTop)));
}

/** A row that is opened stays under the pointer, also where fewer rows stand above it than before. */
function stayWhereOpened(pane: HTMLElement, current: Element): void {
  const [path, top] = kept(OPENED).split(" ");
  if (path === location.pathname) pane.scrollTop += current.getBoundingClientRect().top - Number(top);
  keep(OPENED, "");
  current.scrollIntoView({ block: "nearest" });
}

/** Which row is opened, and how far from the top of the window it stands. */
export function rememberOpened(): void {
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("[data-rows] a") : null;
    const row = link?.closest("li");
    if (link && row) keep(OPENED, `${link.pathname} ${row.getBoundingClientRect().top}`);
  });
}

/** The settings list is longer than many screens; the page that is open is seen in it. */
export function showSetting(): void {
  document.querySelector(".setting-nav [aria-current]")?.scrollIntoView({ block: "nearest" });
}

function kept(name: string): string {
  try {
    return sessionStorage.getItem(name) ?? "0";
  } catch {
    return "0"; // nothing is kept on this device
  }
}

function keep(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // nothing is kept on this device
  }
}
