import { parsed } from "./html";
import { chosenMode, composerText, insertAtCursor } from "./insert";
import { say, words } from "./words";

/**
 * Searches while a letter is written, for what `data-insert-search` gives: a button in the composer opens each, or what
 * `data-opens` says, typed as a word (a single sign: at the beginning of a line). ENTER inserts what is chosen.
 */
const PAUSE = 150;

export function searchToInsert(): void {
  for (const box of document.querySelectorAll<HTMLFormElement>("form[data-insert-search]")) searchIn(box);
}

function searchIn(box: HTMLFormElement): void {
  const field = box.querySelector("input");
  const list = box.querySelector<HTMLElement>("[role=listbox]");
  const opener = document.querySelector<HTMLButtonElement>(`[popovertarget="${box.id}"]`);
  const text = document.querySelector<HTMLTextAreaElement>("form[data-composer] textarea");
  if (!field || !list || !opener || !text) return;
  const search = new Search(box, field, list);
  field.addEventListener("input", () => search.later());
  field.addEventListener("keydown", (event) => search.pressed(event));
  list.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[role=option]") : null;
    if (row) search.take(row);
  });
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    search.take(search.current());
  });
  box.addEventListener("beforetoggle", () => search.emptied()); // at once: Escape clears a filled field instead of closing
  box.addEventListener("toggle", () => box.matches(":popover-open") && search.opened());
  text.addEventListener("input", () => {
    if (endsWith(text.value.slice(0, text.selectionStart), box.dataset.opens)) opener.click();
  });
}

function endsWith(before: string, sign = ""): boolean {
  if (!sign || !before.endsWith(sign)) return false;
  const rest = before.slice(0, -sign.length);
  return rest === "" || (sign.length > 1 ? /\s$/ : /\n$/).test(rest);
}

class Search {
  private timer = 0;
  private asked = "";
  private moved = false;
  private readonly hint: HTMLElement | null;
  private readonly usual: string;

  constructor(
    private readonly box: HTMLFormElement,
    private readonly field: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    this.hint = box.querySelector(".hint");
    this.usual = this.hint?.textContent ?? "";
  }

  emptied(): void {
    clearTimeout(this.timer);
    this.moved = false;
    this.field.value = "";
    this.asked = "";
    this.show([]);
  }

  opened(): void {
    this.field.focus();
    void this.ask(); // before anything is typed: what may answer the ticket
  }

  later(): void {
    this.moved = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  pressed(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation(); // the menu has arrows of its own
    const rows = this.rows();
    const here = rows.findIndex((row) => row.ariaSelected === "true");
    this.moved = true;
    this.choose(rows[(here + step + rows.length) % rows.length]);
  }

  current(): HTMLElement | undefined {
    return this.rows().find((row) => row.ariaSelected === "true");
  }

  /** What the customer may not read goes into a note only. */
  take(row: HTMLElement | undefined): void {
    if (!row) return;
    const mode = chosenMode();
    if (row.dataset.refusal && mode !== "note") return this.say(row.dataset.refusal);
    this.box.hidePopover();
    const field = composerText(mode);
    if (!field) return;
    const end = field.selectionStart;
    const sign = this.box.dataset.opens ?? "";
    if (endsWith(field.value.slice(0, end), sign)) field.setSelectionRange(end - sign.length, field.selectionEnd);
    insertAtCursor(field, row.dataset.insert ?? "");
    say(words("inserted"), true);
  }

  private async ask(): Promise<void> {
    const query = this.field.value.trim();
    this.asked = query;
    const url = new URL(this.box.dataset.insertSearch ?? "", location.href);
    url.searchParams.set("q", query);
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok || answer.redirected || this.asked !== query) return;
    this.show([...parsed(await answer.text()).querySelectorAll<HTMLElement>("[role=option]")]);
    this.say(this.rows().length || !query ? this.usual : (this.hint?.dataset.wordsNone ?? ""));
  }

  private rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  /** An answer that comes late does not take away what an arrow has chosen meanwhile. */
  private show(rows: HTMLElement[]): void {
    const chosen = this.moved ? this.current()?.dataset.insert : undefined;
    this.list.replaceChildren(...rows);
    this.field.ariaExpanded = String(rows.length > 0);
    this.choose(rows.find((row) => row.dataset.insert === chosen) ?? rows[0]);
  }

  private choose(chosen: HTMLElement | undefined): void {
    for (const row of this.rows()) row.ariaSelected = String(row === chosen);
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  private say(why: string): void {
    if (this.hint) this.hint.textContent = why;
  }
}
