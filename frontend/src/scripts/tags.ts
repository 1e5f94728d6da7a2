import { parsed } from "./html";

/**
 * `data-tags="url"`: tags between commas. The one that is typed is looked for, and what is found is offered in the list box
 * below; ENTER or TAB takes the chosen one, and without a choice ENTER sends what is typed.
 */
const PAUSE = 120;

export function offerTags(): void {
  document.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.tags) later(target);
  });
  const keys = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLInputElement && event.target.dataset.tags && !event.isComposing) pressed(event, event.target);
  };
  document.addEventListener("keydown", keys, { capture: true }); // before the menu, which has arrows of its own
  document.addEventListener("click", ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-tag]") : null;
    const field = row?.closest("form")?.querySelector<HTMLInputElement>("[data-tags]");
    if (row && field) take(field, row);
  });
}

let timer = 0;

function later(field: HTMLInputElement): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => void ask(field), PAUSE);
}

async function ask(field: HTMLInputElement): Promise<void> {
  const typed = word(field);
  if (!typed) return show(field, []);
  const url = new URL(field.dataset.tags ?? "", location.href);
  url.searchParams.set("q", typed);
  const answer = await fetch(url).catch(() => null);
  if (!answer?.ok || answer.redirected || word(field) !== typed) return;
  const there = new Set(field.value.toLowerCase().split(",").map((one) => one.trim()));
  const found = [...parsed(await answer.text()).querySelectorAll<HTMLElement>("[data-tag]")];
  show(field, found.filter((row) => row.dataset.tag === typed || !there.has(row.dataset.tag ?? "")));
}

function pressed(event: KeyboardEvent, field: HTMLInputElement): void {
  const rows = rowsOf(field);
  const chosen = rows.findIndex((row) => row.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!rows.length) return;
  if (step) choose(field, rows[chosen < 0 && step < 0 ? rows.length - 1 : (chosen + step + rows.length) % rows.length]);
  else if ((event.key === "Enter" || event.key === "Tab") && rows[chosen]) take(field, rows[chosen]);
  else if (event.key === "Escape") show(field, []);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** In place of the word at the cursor, with a comma for the next one. */
function take(field: HTMLInputElement, row: HTMLElement): void {
  const [begin, end] = bounds(field);
  const lead = begin ? " " : "";
  const rest = field.value.slice(end).replace(/^\s*,?\s*/, "");
  field.value = `${field.value.slice(0, begin)}${lead}${row.dataset.tag ?? ""}, ${rest}`;
  const cursor = field.value.length - rest.length;
  field.focus();
  field.setSelectionRange(cursor, cursor);
  show(field, []);
}

function bounds(field: HTMLInputElement): [number, number] {
  const cursor = field.selectionStart ?? field.value.length;
  const comma = field.value.indexOf(",", cursor);
  return [field.value.lastIndexOf(",", cursor - 1) + 1, comma < 0 ? field.value.length : comma];
}

function word(field: HTMLInputElement): string {
  return field.value.slice(...bounds(field)).trim().toLowerCase();
}

function listOf(field: HTMLInputElement): HTMLElement | null {
  return document.getElementById(field.getAttribute("aria-controls") ?? "");
}

function rowsOf(field: HTMLInputElement): HTMLElement[] {
  return [...(listOf(field)?.querySelectorAll<HTMLElement>("[data-tag]") ?? [])];
}

function show(field: HTMLInputElement, rows: HTMLElement[]): void {
  listOf(field)?.replaceChildren(...rows);
  field.ariaExpanded = String(rows.length > 0);
  choose(field, undefined);
}

function choose(field: HTMLInputElement, chosen: HTMLElement | undefined): void {
  for (const row of rowsOf(field)) row.ariaSelected = String(row === chosen);
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
}
