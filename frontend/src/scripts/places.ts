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
  current?.scrollIntoView({ block: "nearest" });
  addEventListener("pagehide", () => keep(name, String(pane.scrollTop)));
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
