const DAYS = 7 * 86_400_000;
/** Milliseconds of a day: a timer cannot wait for longer than some weeks, and no page stays open so long. */
const LONGEST = 86_400_000;

/** Says until when the team is there in the reader's own time, and nothing any more once that has passed. */
export function tellHours(): void {
  for (const line of document.querySelectorAll<HTMLElement>("[data-hours]")) {
    const until = new Date(line.dataset.hours ?? "");
    line.textContent = (line.dataset.words ?? "").replace("{time}", said(until, new Date()));
    const left = until.getTime() - Date.now();
    if (left < LONGEST) setTimeout(() => line.remove(), left);
  }
}

function said(moment: Date, now: Date): string {
  const today = moment.toDateString() === now.toDateString();
  const near = moment.getTime() - now.getTime() < DAYS;
  const day: Intl.DateTimeFormatOptions = today ? {} : near ? { weekday: "long" } : { day: "numeric", month: "long" };
  const clock: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }; // as all pages say it
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...day, ...clock }).format(moment);
}
