/**
 * ENTER sends where the owner or the person wants it; CTRL+ENTER and ⌘+ENTER send everywhere; SHIFT+ENTER never does.
 * Keyboards on glass have no such SHIFT: there ENTER makes a line and the button sends.
 */
export function sendOnEnter(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || event.altKey) return;
    if (!(field instanceof HTMLTextAreaElement) || !field.form) return;
    const wanted = event.ctrlKey || event.metaKey || (field.dataset.enter === "send" && !onGlass());
    if (!wanted) return;
    event.preventDefault();
    const button = [...field.form.querySelectorAll<HTMLButtonElement>("button:not([type=button])")].find(
      (candidate) => candidate.offsetParent !== null && !candidate.disabled,
    );
    field.form.requestSubmit(button);
  });
}

function onGlass(): boolean {
  return matchMedia("(pointer: coarse) and (hover: none)").matches;
}
