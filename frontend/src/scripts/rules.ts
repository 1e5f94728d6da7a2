import { element } from "./element";

/** When a question of a form is shown or needed, as `smartai/lib/rules.py` decides it: there it counts. */
type Value = string | number | boolean;
type Answer = string | string[];
interface Rule {
  any: boolean;
  clauses: [on: string, operator: string, value: Value][];
}

const PARTS = "[data-departments], [data-shown-when], [data-needed-when]";

/** Questions stand there, and are sent, only while the other answers of their form call for them. */
export function followRules(): void {
  document.querySelectorAll("form").forEach(followIn);
}

/** Also for a form that came later. */
export function followIn(form: HTMLFormElement): void {
  if (!form.querySelector(PARTS)) return;
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => follow(form));
  form.addEventListener("reset", () => setTimeout(() => follow(form)));
  follow(form);
}

/** What is hidden is disabled, so its answer is none for the next round; the last one changes nothing. */
function follow(form: HTMLFormElement): void {
  const parts = [...form.querySelectorAll<HTMLFieldSetElement>(PARTS)];
  for (let round = 0; round <= parts.length; round++) {
    const answers = new FormData(form);
    const changed = parts.filter((part) => part.disabled === isAsked(part, form, answers));
    for (const part of changed) part.hidden = part.disabled = !part.disabled;
    if (!changed.length) break;
  }
  const answers = new FormData(form);
  for (const part of parts) {
    if (part.dataset.neededWhen) need(part, holds(part.dataset.neededWhen, form, answers));
  }
}

function isAsked(part: HTMLElement, form: HTMLFormElement, answers: FormData): boolean {
  const { departments, shownWhen } = part.dataset;
  const here = !departments || departments.split(" ").includes(String(answerTo("department", form, answers)));
  return here && (!shownWhen || holds(shownWhen, form, answers));
}

function holds(written: string, form: HTMLFormElement, answers: FormData): boolean {
  const { any, clauses } = JSON.parse(written) as Rule;
  const isTrue = ([on, operator, value]: Rule["clauses"][number]): boolean => compare(answerTo(on, form, answers), operator, value);
  return any ? clauses.some(isTrue) : clauses.every(isTrue);
}

/** A form that asks for no department or priority says which one it has. */
function answerTo(name: string, form: HTMLFormElement, answers: FormData): Answer {
  const found = answers.getAll(name).map(String);
  if (found.length > 1 || form.querySelector(`input[type=checkbox][name="${CSS.escape(name)}"]`)) return found;
  return found[0] || (["department", "priority"].includes(name) ? form.dataset[name] ?? "" : "");
}

function compare(answer: Answer, operator: string, value: Value): boolean {
  switch (operator) {
    case "filled": return plain(answer) !== "";
    case "empty": return plain(answer) === "";
    case "is": return isSame(answer, value);
    case "is_not": return !isSame(answer, value);
    case "contains": return has(answer, value);
    case "lacks": return !has(answer, value);
    case "greater": return isBefore(value, answer, value);
    default: return isBefore(answer, value, value);
  }
}

function isSame(answer: Answer, value: Value): boolean {
  if (typeof value === "boolean") return answer === (value ? "yes" : "no");
  if (typeof value === "number") return numberIn(answer) === value;
  return plain(answer) === plain(value);
}

function has(answer: Answer, value: Value): boolean {
  return Array.isArray(answer) ? answer.includes(String(value)) : plain(answer).includes(plain(String(value)));
}

/** Numbers where the rule has one, else days as they are sent: `2026-01-31`. */
function isBefore(first: Answer | Value, second: Answer | Value, like: Value): boolean {
  if (typeof like === "number") return numberIn(first) < numberIn(second);
  return first !== "" && second !== "" && String(first) < String(second);
}

/** As people write them; NaN is before nothing and after nothing. */
function numberIn(answer: Answer | Value): number {
  if (typeof answer === "number") return answer;
  const text = String(answer).replace(/\s/g, "");
  return text ? Number(text.includes(".") ? text : text.replace(",", ".")) : NaN;
}

function plain(answer: Answer): string {
  return String(answer).toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

/** The star says it, and the browser tells whoever hears the page. */
function need(part: HTMLElement, needed: boolean): void {
  for (const control of part.querySelectorAll<HTMLInputElement>("input:not([type=checkbox]), select, textarea")) control.required = needed;
  const label = part.querySelector("label, legend");
  const star = label?.querySelector(".star");
  if (needed === Boolean(star)) return;
  if (!needed) star?.remove();
  else label?.append(element("span", { class: "star", "aria-hidden": "true" }, " *"));
}
