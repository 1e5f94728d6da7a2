import { openComposer } from "./composer";
import { element } from "./element";
import { say, words } from "./words";

/**
 * Buttons that put something where the cursor stands: `data-insert="text"`, or `data-insert-from="url"` (JSON with `text`, or
 * `error`: why not). Into the composer, or into `data-insert-into="selector"`; `data-into="note"` makes a note of the letter first.
 * `data-article` is kept in the form, for the server to see whose text it was.
 */
export function insertOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("button[data-insert], button[data-insert-from]") : null;
    if (button) void insertFrom(button);
  });
}

async function insertFrom(button: HTMLElement): Promise<void> {
  const target = button.dataset.insertInto;
  const into = button.dataset.into ?? chosenMode();
  const text = button.dataset.insert ?? (await textFrom(button, into));
  if (!text) return;
  if (target && pasted(target, text)) return say(words("inserted"), true);
  const field = target ? document.querySelector<HTMLTextAreaElement>(target) : composerText(into);
  if (!field) return;
  insertAtCursor(field, text, target !== undefined || button.dataset.insert === undefined);
  const article = button.dataset.article;
  if (article && field.form) field.form.append(element("input", { type: "hidden", name: "article", value: article }));
  say(words("inserted"), true);
}

/** Where a richer editor stands in place of the field it takes the text as if it were pasted. */
function pasted(target: string, text: string): boolean {
  const field = document.querySelector<HTMLTextAreaElement>(target);
  const editor = field?.hidden ? field.form?.querySelector<HTMLElement>("[contenteditable=true]") : null;
  if (!editor) return false;
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", editor.textContent?.trim() ? `\n\n${text}` : text);
  editor.focus();
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  return true;
}

async function textFrom(button: HTMLElement, into: string): Promise<string> {
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${button.dataset.insertFrom ?? ""}?into=${into}`);
    const found = (await answer.json()) as { text?: string; error?: string };
    if (found.error) tell(button, found.error);
    return found.text ?? "";
  } catch {
    tell(button, words("notInserted"));
    return "";
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function tell(button: HTMLElement, why: string): void {
  const row = button.closest("li") ?? button;
  row.querySelector("[data-told]")?.remove();
  row.append(element("span", { class: "hint", "data-told": "" }, why));
  say(why, true);
}

/** What is written now: an answer or a note. */
export function chosenMode(): string {
  return document.querySelector<HTMLInputElement>("form[data-composer] .modes input:checked")?.value ?? "reply";
}

export function composerText(mode: string): HTMLTextAreaElement | null {
  openComposer(mode);
  return document.querySelector<HTMLTextAreaElement>("form[data-composer] textarea");
}

/** In place of what is chosen, so that one step of undo takes it away again; `apart` gives it lines of its own. */
export function insertAtCursor(field: HTMLTextAreaElement, text: string, apart = false): void {
  field.focus();
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const lead = !before || /\n\n$/.test(before) ? "" : apart ? (before.endsWith("\n") ? "\n" : "\n\n") : /\s$/.test(before) ? "" : " ";
  const tail = apart ? (after.startsWith("\n") ? "\n" : "\n\n") : after && !/^[\s.,;:!?)]/.test(after) ? " " : "";
  const whole = `${lead}${text}${tail}`;
  // The only way that leaves the browser's own undo in place.
  if (!document.execCommand("insertText", false, whole)) {
    field.setRangeText(whole, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
