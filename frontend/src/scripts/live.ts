import { follow } from "./stream";
import { newerLetters } from "./thread";
import { freshParts } from "./parts";

/** Facts come over the stream; what they mean for this page is fetched, with the reader's own rights. */
const SOON = 150;
const GAP = 2000;

export function liveUpdates(): void {
  const url = document.body.dataset.liveUrl;
  if (!url) return;
  const tickets = new Set<number>();
  let timer = 0;
  let last = 0;
  let stale = false;

  const refresh = (): void => {
    timer = 0;
    last = Date.now();
    stale = false;
    const about = new Set(tickets);
    tickets.clear();
    void newerLetters(about).then(freshParts).catch(() => (stale = true));
  };
  const soon = (): void => {
    stale = true;
    if (document.hidden || timer) return;
    timer = window.setTimeout(refresh, Math.max(SOON, last + GAP - Date.now()));
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && stale) soon();
  });
  const hear = (ticket: number): void => {
    tickets.add(ticket);
    soon();
  };
  follow(url, (fact) => hear(fact.ticket));
  // The back button shows the page as it was left: whatever happened meanwhile is not on it.
  addEventListener("pageshow", (event) => {
    if (event.persisted || wentBack()) hear(0);
  });
}

function wentBack(): boolean {
  const [here] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return here?.type === "back_forward";
}
