import { refreshing } from "./refreshing";
import { follow } from "./stream";
import { newerLetters } from "./thread";

/** Facts come over the stream, and the page is refreshed. */
const LOOK = 10_000;

export function liveUpdates(): void {
  const url = document.body.dataset.liveUrl;
  if (!url) return lookNowAndThen();
  const open = document.querySelector<HTMLElement>("[data-live-read]");
  const hear = refreshing(() => tellRead());
  const tellOthers = follow(url, (fact) => hear(fact.ticket));
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
