/** The details are a drawer where there is no room for a fourth column. */
let opener: HTMLElement | null = null;

export function toggleSide(from: HTMLElement | null = null): void {
  const side = document.getElementById("side");
  if (!side) return;
  const open = side.classList.toggle("open");
  if (open) {
    opener = from;
    side.tabIndex = -1;
    side.focus();
  } else {
    opener?.focus();
  }
}

export function sideDrawer(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest<HTMLElement>("[data-side]");
    const side = document.getElementById("side");
    if (button) {
      event.preventDefault();
      toggleSide(button);
    } else if (side?.classList.contains("open") && !side.contains(event.target) && event.target.isConnected) {
      side.classList.remove("open");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("[popover]:popover-open, dialog[open]")) return;
    if (document.getElementById("side")?.classList.contains("open")) toggleSide();
  });
}
