import { csrfToken, element } from "./element";
import { clearError, showError } from "./fields";
import { say, words } from "./words";

/** `<form data-saves="url">`: a field is saved when it is left or after a pause, one at a time; what is wrong stands beside it. */
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Answer = { saved?: string; reload?: string; error?: string };

const PAUSE = 1500;

export function saveAsTyped(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-saves]")) new SavingForm(form);
}

class SavingForm {
  private readonly stored = new Map<Field, string>();
  private readonly unsaved = new Set<Field>();
  private readonly status = element("span", { class: "saved hint" });
  private last: Promise<void> = Promise.resolve();
  private timer = 0;

  constructor(private readonly form: HTMLFormElement) {
    const fields = [...form.elements].filter(isField);
    // What came back with an error stands here and is stored nowhere yet.
    if (form.querySelector("[data-errors]")) for (const field of fields) this.unsaved.add(field);
    else for (const field of fields) this.stored.set(field, valueInPage(field));
    this.tell();
    form.addEventListener("input", (event) => this.typed(event as InputEvent));
    form.addEventListener("change", (event) => isField(event.target) && this.left(event.target));
    addEventListener("pagehide", () => {
      if (this.timer && isField(document.activeElement)) void this.save(document.activeElement);
    });
  }

  private typed(event: InputEvent): void {
    clearTimeout(this.timer);
    this.status.remove();
    const field = event.target;
    if (isField(field) && !event.isComposing) this.timer = window.setTimeout(() => this.left(field), PAUSE);
  }

  private left(field: Field): void {
    clearTimeout(this.timer);
    this.timer = 0;
    this.last = this.last.then(() => this.save(field));
  }

  private async save(field: Field): Promise<void> {
    const value = field.value;
    if (this.stored.get(field) === value) return;
    const answer = await this.send(field.name, value);
    if (answer.saved !== undefined) this.stored.set(field, value);
    if (field.value !== value) return; // written on meanwhile: its own turn comes
    clearError(field);
    if (answer.saved === undefined) this.failed(field, answer.error ?? this.form.dataset.failed ?? "");
    else this.saved(field, answer.saved, answer.reload ?? "");
    this.tell();
  }

  private async send(name: string, value: string): Promise<Answer> {
    const body = new FormData();
    body.append(name, value);
    const headers = { "X-CSRFToken": csrfToken(this.form), "X-Requested-With": "fetch", Accept: "application/json" };
    try {
      const response = await fetch(this.form.dataset.saves ?? "", { method: "POST", body, headers, keepalive: true });
      return response.status === 401 ? { error: words("signedOut") } : ((await response.json()) as Answer);
    } catch {
      return {};
    }
  }

  private saved(field: Field, said: string, reload: string): void {
    this.unsaved.delete(field);
    if (field.name === "theme") showTheme(field.value);
    this.status.replaceChildren(said);
    if (reload) this.status.append(" ", element("a", { class: "link", href: location.pathname }, reload));
    field.closest(".field")?.append(this.status);
    say(said);
  }

  private failed(field: Field, problem: string): void {
    this.unsaved.add(field);
    showError(field, problem);
    say(problem, true);
  }

  /** The button is there while something is not saved: it sends the whole form the plain way. */
  private tell(): void {
    this.form.toggleAttribute("data-unsaved", this.unsaved.size > 0);
  }
}

function isField(target: unknown): target is Field {
  const kinds = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement];
  return kinds.some((kind) => target instanceof kind) && (target as Field).type !== "hidden" && (target as Field).name !== "";
}

function valueInPage(field: Field): string {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  return [...field.options].find((option) => option.defaultSelected)?.value ?? field.value;
}

function showTheme(theme: string): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
