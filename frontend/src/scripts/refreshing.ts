import { freshParts } from "./parts";
import { newerLetters } from "./thread";

/** Facts say that something happened; what that means for this page is fetched, with the reader's own rights. */
const SOON = 150;
const GAP = 2000;

/** Returns how to say that something happened to a ticket; 0 stands for any. `came` hears when letters were added, `done` each time. */
export function refreshing(came: () => void, done: () => void = () => undefined): (ticket: number) => void {
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
      .then((any) => any && came())
      .then(freshParts)
      .then(done)
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
  return (ticket) => {
    tickets.add(ticket);
    soon();
  };
}
