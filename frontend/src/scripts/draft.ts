import { element } from "./element";
import { words } from "./words";

/** What somebody types stays on the device until it was sent: `<form data-draft="key">`. */
type Kept = { at: number; fields: Record<string, string> };
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const PREFIX = "smartai.draft.";
const SENT = "smartai.sent.";
const DAYS = 30 * 24 * 60 * 60 * 1000;
const PAUSE = 400;
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);

export function keepDrafts(): void {
  for (const marker of document.querySelectorAll<HTMLElement>("[data-draft-sent]")) forget(marker.dataset.draftSent ?? "", true);
  sweep();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) keep(form, form.dataset.draft ?? "");
}

/** The form is not wanted any more; `keepDraft` takes that back. */
export function dropDraft(form: HTMLFormElement): void {
  forget(form.dataset.draft ?? "");
}

export function keepDraft(form: HTMLFormElement): void {
  store(form, form.dataset.draft ?? "");
}

function keep(form: HTMLFormElement, key: string): void {
  const status = form.querySelector<HTMLElement>("[data-draft-status]");
  if (restore(form, key)) showRestored(form, key, status);
  let timer = 0;
  const save = (): void => {
    clearTimeout(timer);
    timer = 0;
    if (store(form, key) && status) status.textContent = words("draftSaved");
  };
  const later = (event: Event): void => {
    if (event.target instanceof Element && skipped(event.target as Field)) return;
    clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  addEventListener("pagehide", () => timer && save());
  document.addEventListener("visibilitychange", () => timer && save());
  addEventListener("pageshow", () => dropSent(form, key));
}

/** The back button brings back what was typed, also when it was sent: that would be sent twice. */
function dropSent(form: HTMLFormElement, key: string): void {
  const sent = read(SENT + key, () => sessionStorage);
  const written = fieldsOf(form).filter((field) => isText(field) && field.value.trim() !== "");
  if (sent && written.length && written.every((field) => sent.fields[nameOf(field)] === field.value)) form.reset();
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement) &&
      field.name !== "" &&
      !skipped(field),
  );
}

function skipped(field: Field): boolean {
  return SKIPPED.has(field.type) || "code" in field.dataset || field.closest(".trap, [data-files]") !== null;
}

function isChoice(field: Field): field is HTMLInputElement {
  return field.type === "checkbox" || field.type === "radio";
}

function store(form: HTMLFormElement, key: string): boolean {
  if (form.hidden) return false; // it was dropped: a pause that ends only now must not bring it back
  const fields: Record<string, string> = {};
  let written = false;
  for (const field of fieldsOf(form)) {
    if (isChoice(field) ? field.checked : field.value !== "") fields[nameOf(field)] = field.value;
    written ||= isText(field) && field.value.trim() !== "";
  }
  try {
    if (!written) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields } satisfies Kept));
  } catch {
    return false; // the device keeps nothing: private mode or full
  }
  return written;
}

/** Only what the server left empty is filled: its own words are newer. */
function restore(form: HTMLFormElement, key: string): boolean {
  const kept = read(PREFIX + key);
  const fields = fieldsOf(form);
  if (!kept || fields.some((field) => isText(field) && field.value.trim() !== "")) return false;
  for (const field of fields) {
    const value = kept.fields[nameOf(field)];
    if (isChoice(field)) field.checked = value !== undefined;
    else if (value !== undefined && accepts(field, value)) field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return true;
}

function showRestored(form: HTMLFormElement, key: string, status: HTMLElement | null): void {
  const drop = element("button", { type: "button", class: "link" }, words("draftDrop"));
  const note = element("span", { class: "hint" }, words("draftRestored"), " ", drop);
  drop.addEventListener("click", () => {
    forget(key);
    form.reset();
    note.remove();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    fieldsOf(form).find(isText)?.focus();
  });
  if (status) status.replaceChildren(note);
  else form.prepend(note);
}

function accepts(field: Field, value: string): boolean {
  return !(field instanceof HTMLSelectElement) || [...field.options].some((option) => option.value === value);
}

function isText(field: Field): boolean {
  return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && !isChoice(field));
}

function nameOf(field: Field): string {
  return isChoice(field) ? `${field.name}=${field.value}` : field.name;
}

function forget(key: string, sent = false): void {
  try {
    const kept = localStorage.getItem(PREFIX + key);
    if (sent && kept) sessionStorage.setItem(SENT + key, kept);
    localStorage.removeItem(PREFIX + key);
  } catch {
    // nothing is kept on this device
  }
}

function read(name: string, where = (): Storage => localStorage): Kept | null {
  try {
    const kept = JSON.parse(where().getItem(name) ?? "null") as Kept | null;
    return kept && typeof kept.at === "number" && Date.now() - kept.at < DAYS ? kept : null;
  } catch {
    return null;
  }
}

function sweep(): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && !read(name)) localStorage.removeItem(name);
    }
  } catch {
    // nothing is kept on this device
  }
}
