/** Menus stand at their button; without script they stand in the middle of the page. */
export function placeMenus(): void {
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[popovertarget]") : null;
    const menu = opener && document.getElementById(opener.getAttribute("popovertarget") ?? "");
    if (!opener || !menu?.classList.contains("menu")) return;
    requestAnimationFrame(() => {
      if (!menu.matches(":popover-open")) return;
      place(menu, opener.getBoundingClientRect());
      if (event.detail === 0) itemsOf(menu)[0]?.focus();
    });
  });
  document.addEventListener("keydown", moveInMenu);
}

function place(menu: HTMLElement, at: DOMRect): void {
  menu.classList.add("placed");
  const rtl = document.dir === "rtl";
  const start = rtl ? innerWidth - at.right : at.left;
  const room = innerWidth - menu.offsetWidth - 8;
  const below = at.bottom + 6 + menu.offsetHeight <= innerHeight - 8;
  menu.style.insetInline = `${Math.max(8, Math.min(start, room))}px auto`;
  menu.style.insetBlock = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - menu.offsetHeight)}px auto`;
}

function moveInMenu(event: KeyboardEvent): void {
  const menu = document.querySelector<HTMLElement>(".menu:popover-open");
  if (!menu || !["ArrowDown", "ArrowUp"].includes(event.key) || event.target instanceof HTMLSelectElement) return;
  const items = itemsOf(menu);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const step = event.key === "ArrowDown" ? 1 : -1;
  event.preventDefault();
  items[(here + step + items.length) % items.length]?.focus();
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input:not([type=hidden])")];
}
