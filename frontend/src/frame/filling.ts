/** What the site knows is typed for the person, where nothing is typed yet: they see it and may change it. */
export type Prefill = Record<string, unknown>;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const NAMES: Record<string, string> = {
  title: "title", message: "message", department: "department", priority: "priority", name: "name", email: "address",
};

export function fillIn(form: HTMLFormElement, prefill: Prefill): void {
  for (const [name, value] of Object.entries(prefill)) {
    if (NAMES[name]) fill(form.elements.namedItem(NAMES[name]), value);
  }
  const own = prefill.fields;
  if (typeof own !== "object" || own === null) return;
  for (const [label, value] of Object.entries(own)) fill(labelled(form, label), value);
}

/** The owner's own fields, by the words that stand beside them. */
function labelled(form: HTMLFormElement, words: string): Element | null {
  const wanted = words.trim().toLowerCase();
  for (const field of form.elements) {
    for (const label of (field as Field).labels ?? []) {
      if (plain(label) === wanted) return field;
    }
  }
  return null;
}

function plain(label: HTMLLabelElement): string {
  const copy = label.cloneNode(true) as HTMLElement;
  for (const mark of copy.querySelectorAll(".star, .hidden-words")) mark.remove();
  return copy.textContent.trim().toLowerCase();
}

function fill(field: Element | RadioNodeList | null, value: unknown): void {
  const words = typeof value === "string" || typeof value === "number" ? String(value).slice(0, 5000) : "";
  if (!words) return;
  if (field instanceof HTMLSelectElement) choose(field, words);
  else if ((field instanceof HTMLInputElement && isWritten(field)) || field instanceof HTMLTextAreaElement) {
    if (!field.value) tell(field, words);
  }
}

function isWritten(field: HTMLInputElement): boolean {
  return !["hidden", "password", "file", "checkbox", "radio", "submit", "button"].includes(field.type);
}

function choose(field: HTMLSelectElement, words: string): void {
  const wanted = words.trim().toLowerCase();
  const fits = [...field.options].find((one) => one.value === words || one.text.trim().toLowerCase() === wanted);
  if (fits) tell(field, fits.value);
}

function tell(field: Field, value: string): void {
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
}
