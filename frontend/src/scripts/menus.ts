/** Menus stand at their button; without script they stand in the middle of the page. */
export function placeMenus(): void {
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element ? event.target.closest<HTMLElement>("[popovertarget]") : null;
    const menu = opener && document.getElementById(opener.getAttribute("popovertarget") ?? "");
    if (!opener || !menu?.classList.contains("menu")) return;
    requestAnimationFrame(() => {
      if (!menu.matches(":popover-open")) return;
      place(menu, opener.getBoundingClientRect());
      if (event.detail === 0) (menu.querySelector<HTMLElement>("[aria-pressed=true]") ?? itemsOf(menu)[0])?.focus();
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

/** Arrows go up and down; letters go to the next row that begins with them, as in a select. */
function moveInMenu(event: KeyboardEvent): void {
  const menu = document.querySelector<HTMLElement>(".menu:popover-open");
  if (!menu || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
  const items = itemsOf(menu);
  const here = items.indexOf(document.activeElement as HTMLElement);
  const next = stepped(event.key, items, here) ?? lettered(event, items, here);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function stepped(key: string, items: HTMLElement[], here: number): HTMLElement | undefined {
  if (key === "ArrowDown") return items[(here + 1) % items.length];
  if (key === "ArrowUp") return items[(Math.max(here, 0) - 1 + items.length) % items.length];
  return undefined;
}

function lettered({ key, target }: KeyboardEvent, items: HTMLElement[], here: number): HTMLElement | undefined {
  if (key.length !== 1 || key === " " || target instanceof HTMLInputElement) return undefined;
  const inTurn = [...items.slice(here + 1), ...items.slice(0, here + 1)];
  return inTurn.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input:not([type=hidden])")];
}
