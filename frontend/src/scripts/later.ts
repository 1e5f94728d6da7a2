import { parsed } from "./html";

/** `data-later="url"`: what a page can do without at first, drawn into the element once it stands. What is there stays on a failure. */
export function loadLater(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-later]")) void load(place);
}

export async function load(place: HTMLElement): Promise<void> {
  try {
    const answer = await fetch(place.dataset.later ?? "");
    if (answer.ok && !answer.redirected) place.replaceChildren(...parsed(await answer.text()).body.childNodes);
  } catch {
    // the link that stands there leads to the same
  }
}
