import { element } from "./element";
import { say, words } from "./words";

/** In `.prose[data-copy-link]`: headings with an id get a link to copy, blocks of code a button. */
export function offerCopies(): void {
  const prose = document.querySelector<HTMLElement>(".prose[data-copy-link]");
  if (!prose) return;
  const { copyLink = "", copyCode = "" } = prose.dataset;
  for (const heading of prose.querySelectorAll<HTMLElement>(":is(h2, h3)[id]")) heading.append(linkTo(heading, copyLink));
  for (const block of prose.querySelectorAll<HTMLElement>("pre")) addButton(block, copyCode);
}

function linkTo(heading: HTMLElement, label: string): HTMLElement {
  const link = element("a", { class: "anchor", href: `#${heading.id}`, "aria-label": label }, "#");
  link.addEventListener("click", () => {
    void navigator.clipboard?.writeText(new URL(link.href, location.href).href).then(() => confirmOn(link));
  });
  return link;
}

function addButton(block: HTMLElement, label: string): void {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0; // so that the keyboard scrolls it too
  const text = block.textContent ?? "";
  if (!navigator.clipboard) return;
  const button = element("button", { class: "btn line sm", type: "button" }, label);
  button.addEventListener("click", () => void navigator.clipboard.writeText(text).then(() => confirmOn(button)));
  const frame = element("div", { class: "code" });
  block.replaceWith(frame);
  frame.append(block, button);
}

/** Says so for a moment in its own place. */
function confirmOn(place: HTMLElement): void {
  const was = place.dataset.was ?? place.textContent ?? "";
  place.dataset.was = was;
  place.textContent = place.matches("button") ? words("copied") : "✓";
  say(words("copied"), true);
  setTimeout(() => (place.textContent = was), 1600);
}
