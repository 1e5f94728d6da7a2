import type { Carried } from "./carried";

/** Pictures behind a session: the browser asks for them without our headers, so the script does, and shows what came. */
const BEHIND = 'img[src^="/support/"]';

/** Before an answer is shown: no picture of it asks by itself. */
export function holdPictures(answer: Document): void {
  for (const picture of answer.querySelectorAll<HTMLImageElement>(BEHIND)) {
    picture.dataset.carried = picture.getAttribute("src") ?? "";
    picture.removeAttribute("src");
  }
}

/** Whatever comes into the page, with a view or later. */
export function fetchPictures(carried: Carried): void {
  const show = (place: ParentNode): void => {
    for (const picture of place.querySelectorAll<HTMLImageElement>("img[data-carried]")) void fetchOne(picture, carried);
  };
  new MutationObserver((changes) => {
    for (const change of changes) if (change.addedNodes.length) show(change.target as Element);
  }).observe(document.documentElement, { childList: true, subtree: true });
}

async function fetchOne(picture: HTMLImageElement, carried: Carried): Promise<void> {
  const url = picture.dataset.carried ?? "";
  delete picture.dataset.carried;
  try {
    const { answer, moved } = await carried.ask(new URL(url, location.origin));
    if (!answer.ok || moved) return;
    const shown = URL.createObjectURL(await answer.blob());
    for (const end of ["load", "error"]) picture.addEventListener(end, () => URL.revokeObjectURL(shown), { once: true });
    picture.src = shown;
  } catch {
    // its name stands beside it
  }
}
