/**
 * A view of the frame is a page without being one: what its scripts begin on the window, the document and the clock
 * ends with it. Only they run while a life is on; what the frame itself began before, stays.
 */
const plain = {
  setTimeout: window.setTimeout.bind(window),
  setInterval: window.setInterval.bind(window),
};
let life = new AbortController();
let timers: number[] = [];

export const later = plain.setTimeout;
export const often = plain.setInterval;

/** From now on listeners and timers belong to the view that is shown. */
export function bindToViews(): void {
  for (const target of [window, document] as EventTarget[]) {
    const add = target.addEventListener.bind(target);
    target.addEventListener = (type: string, heard: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions) => {
      if (isOfOthers()) return add(type, heard, options);
      const wanted = typeof options === "object" ? options : { capture: options === true };
      add(type, heard, { signal: life.signal, ...wanted });
    };
  }
  const timed = (name: "setTimeout" | "setInterval"): void => {
    window[name] = ((...given: Parameters<typeof setTimeout>) => {
      const timer = plain[name](...given);
      if (!isOfOthers()) timers.push(timer);
      return timer;
    }) as typeof window.setTimeout & typeof window.setInterval;
  };
  timed("setTimeout");
  timed("setInterval");
}

/** The script of a company's check is there once for all views: what it listens to for its widgets stays. */
function isOfOthers(): boolean {
  const callers = new Error().stack?.match(/https?:\/\/[^\s)]+/g) ?? [];
  return callers.some((url) => !url.startsWith(`${location.origin}/`));
}

/** As a browser does when a page is left: what is typed is kept first. */
export function endView(): void {
  window.dispatchEvent(new Event("pagehide"));
  life.abort();
  life = new AbortController();
  for (const timer of timers) clearTimeout(timer);
  timers = [];
}
