import { say, words } from "./words";

/** `<button data-copy="text">`: copies, and says so for a moment in its own place. */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (!button) return;
    void navigator.clipboard?.writeText(button.dataset.copy ?? "").then(() => confirmOn(button));
  });
}

function confirmOn(button: HTMLElement): void {
  say(words("copied"), true);
  if ("was" in button.dataset || button.childElementCount) return;
  button.dataset.was = button.textContent ?? "";
  button.textContent = words("copied");
  setTimeout(() => {
    button.textContent = button.dataset.was ?? "";
    delete button.dataset.was;
  }, 1600);
}
