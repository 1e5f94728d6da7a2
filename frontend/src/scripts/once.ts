/** Somebody stopped the browser, or the network did: the server knows a form that it has already taken. */
const PATIENCE = 15_000;

/** A form is sent once: a second press while the answer is on its way does nothing. */
export function sendOnce(): void {
  const sent = new WeakSet<HTMLFormElement>();

  const ready = (form: HTMLFormElement): void => {
    sent.delete(form);
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    if (form.method !== "post" || "again" in form.dataset) return;
    if (sent.has(form)) {
      event.preventDefault();
      return;
    }
    sent.add(form);
    event.submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => ready(form), PATIENCE);
  });

  // A frame inside another site sends it itself, and says so when that did not work.
  document.addEventListener("unsent", ({ target }) => target instanceof HTMLFormElement && ready(target));
  // Coming back with the back button shows the page as it was left: forms can be sent again.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) ready(form);
  });
}
