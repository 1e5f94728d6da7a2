import { element } from "./element";
import { parsed } from "./html";
import { say } from "./words";

/** `<form data-search-url>`: a few results below its field while somebody types. ENTER without one leads to all. */
const PAUSE = 200;
const SHORTEST = 2;

export function searchAsTyped(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-search-url]");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  if (form && field) new Found(form, field);
}

class Found {
  private readonly list = element("div", { class: "found", id: "found", role: "listbox" });
  private timer = 0;
  private asked = "";

  constructor(
    private readonly form: HTMLFormElement,
    private readonly field: HTMLInputElement,
  ) {
    this.list.hidden = true;
    this.list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
    form.after(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "found", "aria-autocomplete": "list" })) {
      field.setAttribute(name, value);
    }
    field.autocomplete = "off";
    this.close();
    this.asked = field.value.trim();
    field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.ask(), PAUSE);
    });
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  }

  private async ask(): Promise<void> {
    const asked = this.field.value.trim();
    if (asked === this.asked) return;
    this.asked = asked;
    const found = asked.length < SHORTEST ? null : await this.found(asked);
    if (asked !== this.asked || document.activeElement !== this.field) return; // somebody typed on, or left
    if (!found) return this.close();
    this.list.replaceChildren(...found.children);
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.choose(null);
    say(found.dataset.words ?? "");
  }

  /** Nothing when there is nothing to offer, and when nobody answers: the form is there all the same. */
  private async found(asked: string): Promise<HTMLElement | null> {
    try {
      const answer = await fetch(`${this.form.dataset.searchUrl}?${new URLSearchParams({ q: asked })}`);
      return answer.status === 200 ? parsed(await answer.text()).querySelector<HTMLElement>("[data-words]") : null;
    } catch {
      return null;
    }
  }

  private pressed(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing) return;
    const options = [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
    const at = options.findIndex((option) => option.ariaSelected === "true");
    const places = options.length + 1; // the field itself is one
    if (event.key === "ArrowDown") this.choose(options[(at + 2) % places - 1] ?? null);
    else if (event.key === "ArrowUp") this.choose(options[(at + places) % places - 1] ?? null);
    else if (event.key === "Enter" && at >= 0) options[at]?.click();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  private choose(chosen: HTMLElement | null): void {
    for (const option of this.list.querySelectorAll("[role=option]")) option.ariaSelected = String(option === chosen);
    if (chosen) this.field.setAttribute("aria-activedescendant", chosen.id);
    else this.field.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  private close(): void {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
