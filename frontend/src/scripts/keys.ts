import { openComposer } from "./composer";
import { isTyping } from "./element";
import { moveRow } from "./rows";
import { toggleSide } from "./side";

/** Single letters of the desk. They never reach somebody who types, and `data-keys="off"` ends them. */
const GO_WITHIN = 1200;
let goPressed = 0;

export function shortcuts(): void {
  if (document.body.dataset.keys === "off") return;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target)) return;
    if (pressed(letterOf(event))) event.preventDefault();
  });
}

function pressed(key: string): boolean {
  if (Date.now() - goPressed < GO_WITHIN) {
    goPressed = 0;
    return press(`[data-go="${CSS.escape(key)}"]`);
  }
  switch (key) {
    case "g":
      goPressed = Date.now();
      return true;
    case "j":
      return moveRow(1);
    case "k":
      return moveRow(-1);
    case "x":
      return chooseRow();
    case "r":
      return openComposer("reply");
    case "n":
      return openComposer("note");
    case "/":
      return focusSearch();
    case "]":
      toggleSide();
      return true;
    case "?":
      document.querySelector<HTMLDialogElement>("dialog#keys")?.showModal();
      return true;
    default:
      return press(`[data-key="${CSS.escape(key)}"]`);
  }
}

/** The letter on the key, also on keyboards that write other alphabets. */
function letterOf(event: KeyboardEvent): string {
  if (event.key.length === 1 && event.key.charCodeAt(0) > 127 && event.code.startsWith("Key")) {
    return event.code.slice(3).toLowerCase();
  }
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

function press(selector: string): boolean {
  const target = document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null;
}

function chooseRow(): boolean {
  const box = document.activeElement?.closest("li")?.querySelector<HTMLInputElement>("input[type=checkbox]");
  box?.click();
  return box !== null && box !== undefined;
}

function focusSearch(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>("input[type=search]")];
  const seen = fields.filter((one) => one.offsetParent !== null);
  const field = seen.find((one) => !one.closest(".setting-nav")) ?? seen[0];
  if (!field) return press(".rail .searchbox button");
  field.focus();
  field.select();
  return true;
}
