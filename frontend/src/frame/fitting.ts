import type { Host } from "./port";

/** Inline the frame is as tall as its page; the site around hears of it at most once a picture. */
export function followHeight(host: Host): void {
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (Math.abs(height - told) < 2) return;
    told = height;
    host.tell("size", { height });
  }).observe(document.body);
}

/** In a frame as tall as its page a sheet stands where it was asked for: the end of the window may be far away. */
export function placeSheet(opener: HTMLElement): void {
  const sheet = document.querySelector<HTMLElement>("dialog[data-sheet]");
  if (sheet) sheet.style.insetBlockStart = `${opener.getBoundingClientRect().top + window.scrollY}px`;
}
