import { follow } from "./stream";
import { newerLetters } from "./thread";
import { freshParts } from "./parts";

/** Facts come over the stream; what they mean for this page is fetched, with the reader's own rights. */
const SOON = 150;
const GAP = 2000;
const LOOK = 30_000;

export function liveUpdates(): void {
  const url = document.body.dataset.liveUrl;
  if (!url) return lookNowAndThen();
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
    void newerLetters(about)
      .then((came) => came && tellRead())
      .then(freshParts)
      .catch(() => (stale = true));
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
  const tellOthers = follow(url, (fact) => hear(fact.ticket));
  const open = document.querySelector<HTMLElement>("[data-live-read]");
  const tellRead = (): void => {
    if (open) tellOthers({ ticket: Number(open.dataset.liveTicket), kind: "read" });
  };
  if (open?.dataset.liveRead === "now") tellRead();
  // The back button shows the page as it was left: whatever happened meanwhile is not on it.
  addEventListener("pageshow", (event) => {
    if (event.persisted || wentBack()) hear(0);
  });
}

/** Who came by the link of an e-mail has no stream: the open request is asked for what is newer. */
function lookNowAndThen(): void {
  if (!document.querySelector("[data-live-ticket]")) return;
  let last = Date.now();
  const look = (): void => {
    if (document.hidden || Date.now() - last < LOOK) return;
    last = Date.now();
    void newerLetters(new Set([0])).catch(() => undefined); // the next look is soon enough
  };
  setInterval(look, LOOK);
  document.addEventListener("visibilitychange", look);
}

function wentBack(): boolean {
  const [here] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return here?.type === "back_forward";
}
