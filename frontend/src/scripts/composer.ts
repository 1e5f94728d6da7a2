/** Reply and Note of the desk: which is written is shown by style alone; here are the ways to open it. */
export function openComposer(mode: string): boolean {
  const form = document.querySelector<HTMLFormElement>("form[data-composer]");
  const text = form?.querySelector("textarea");
  if (!form || !text) return false;
  const radio = form.querySelector<HTMLInputElement>(`.modes input[value="${CSS.escape(mode)}"]`);
  if (radio) radio.checked = true;
  form.closest(".conv")?.classList.add("writing");
  text.focus();
  return true;
}

export function composerButtons(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-write]") : null;
    if (button) openComposer(button.dataset.write ?? "reply");
  });
  document.addEventListener("change", (event) => {
    const radio = event.target instanceof HTMLElement ? event.target.closest(".modes input") : null;
    radio?.closest("form")?.querySelector("textarea")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const text = event.target;
    if (event.key !== "Escape" || event.isComposing || !(text instanceof HTMLTextAreaElement)) return;
    if (!text.closest("form[data-composer]")) return;
    text.closest(".conv")?.classList.remove("writing");
    text.blur();
  });
}
