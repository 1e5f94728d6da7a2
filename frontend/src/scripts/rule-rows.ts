import { element } from "./element";

interface Subject {
  kind: string;
  operators: string[];
  options: string[] | null;
}
interface About {
  subjects: Record<string, Subject>;
  bare: string[];
}

/** Conditions are added and taken out, and offer what fits what they look at. */
export function ruleEditors(place: ParentNode): void {
  for (const rule of place.querySelectorAll<HTMLElement>("[data-rule]")) {
    const about = JSON.parse(rule.dataset.rule ?? "{}") as About;
    const list = rule.querySelector<HTMLElement>(".clauses");
    if (!list) continue;
    for (const row of [...list.children] as HTMLElement[]) {
      if (controls(row).on.value) fit(row, about);
      else row.remove();
    }
    const follow = (): void => {
      rule.classList.toggle("bare", list.children.length === 0);
      rule.classList.toggle("single", list.children.length < 2);
    };
    rule.addEventListener("change", ({ target }) => {
      const row = target instanceof Element ? target.closest<HTMLElement>(".clause") : null;
      if (row) fit(row, about);
    });
    rule.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.matches("[data-add]")) add(rule, list);
      else if (button?.matches("[data-drop]")) drop(rule, button.closest(".clause"));
      follow();
    });
    follow();
  }
}

function add(rule: HTMLElement, list: HTMLElement): void {
  const row = rule.querySelector("template")?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!row) return;
  list.append(row);
  controls(row).on.focus();
}

function drop(rule: HTMLElement, row: Element | null): void {
  const near = row?.previousElementSibling ?? row?.nextElementSibling;
  row?.remove();
  (near?.querySelector<HTMLElement>("select") ?? rule.querySelector<HTMLElement>("[data-add]"))?.focus();
  rule.dispatchEvent(new Event("change", { bubbles: true }));
}

type Value = HTMLInputElement | HTMLSelectElement;

function controls(row: HTMLElement): { on: HTMLSelectElement; is: HTMLSelectElement; value: Value } {
  return {
    on: row.querySelector<HTMLSelectElement>("select[name$=_on]")!,
    is: row.querySelector<HTMLSelectElement>("select[name$=_is]")!,
    value: row.querySelector<Value>("[name$=_value]")!,
  };
}

function fit(row: HTMLElement, about: About): void {
  const { on, is, value } = controls(row);
  const subject = about.subjects[on.value];
  for (const option of is.options) option.hidden = option.disabled = Boolean(subject) && !subject?.operators.includes(option.value);
  if (is.selectedOptions[0]?.disabled) is.value = subject?.operators[0] ?? "";
  const fitting = valueFor(value, subject);
  if (fitting !== value) value.replaceWith(fitting);
  // Rows are read by their places: what needs no value sends an empty one.
  fitting.classList.toggle("unseen", about.bare.includes(is.value));
  if (fitting.classList.contains("unseen")) fitting.value = "";
}

function valueFor(value: Value, subject: Subject | undefined): Value {
  const same = { name: value.name, "aria-label": value.getAttribute("aria-label") ?? "" };
  if (subject?.options) {
    const options = subject.options.includes(value.value) ? subject.options : ["", ...subject.options];
    if (value instanceof HTMLSelectElement && [...value.options].map((one) => one.value).join("\n") === options.join("\n")) return value;
    const isChosen = (one: string): boolean => one === (subject.options?.includes(value.value) ? value.value : "");
    const option = (one: string): HTMLOptionElement => new Option(one || "—", one, isChosen(one), isChosen(one));
    return element("select", same, ...options.map(option));
  }
  const type = subject?.kind === "date" ? "date" : "text";
  if (value instanceof HTMLInputElement && value.type === type) return value;
  const written = value instanceof HTMLInputElement ? value.value : "";
  return element("input", { ...same, type, value: written, dir: "auto", maxlength: "500" });
}
