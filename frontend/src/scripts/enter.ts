/** ENTER sends where the owner or the person wants it; CTRL+ENTER and ⌘+ENTER send everywhere; SHIFT+ENTER never does. */
export function sendOnEnter(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return;
    if (!(field instanceof HTMLTextAreaElement) || !field.form) return;
    const wanted = event.ctrlKey || event.metaKey || field.dataset.enter === "send";
    if (!wanted) return;
    event.preventDefault();
    const button = [...field.form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")].find(
      (candidate) => candidate.offsetParent !== null && !candidate.disabled,
    );
    field.form.requestSubmit(button);
  });
}
