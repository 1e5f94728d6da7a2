import { drawPreview, type Drafted } from "./builder-preview";
import { changesIn } from "./changed";
import { parsed } from "./html";
import { ruleEditors } from "./rule-rows";
import { say } from "./words";

/** `[data-builder="url"]`: rows open in place and are saved from there; the preview follows what is typed. */
export function buildForm(): void {
  const place = document.querySelector<HTMLElement>("[data-builder]");
  if (!place) return;
  const builder = new Builder(place);
  for (const opened of place.querySelectorAll<HTMLElement>(".opened")) builder.prepare(opened);
  document.addEventListener("click", (event) => builder.press(event));
  addEventListener("beforeunload", (event) => builder.isUnsaved && event.preventDefault());
}

class Builder {
  private readonly preview: ReturnType<typeof drawPreview>;
  private leaving = false;

  constructor(private readonly place: HTMLElement) {
    this.preview = drawPreview(place);
    place.addEventListener("ordered", () => this.preview.draw());
    for (const kind of ["input", "change"]) place.addEventListener(kind, (event) => this.typed(event));
    place.addEventListener("focusin", (event) => this.look(event));
    place.addEventListener("submit", (event) => void this.save(event));
    for (const link of document.querySelectorAll<HTMLElement>("[data-opens]")) asButton(link);
  }

  get isUnsaved(): boolean {
    return !this.leaving && this.forms.some((form) => changesIn(form) > 0);
  }

  prepare(opened: HTMLElement): void {
    ruleEditors(opened);
  }

  press(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-opens]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !this.place.querySelector("ordered-rows")) return;
    event.preventDefault();
    const opened = this.openedBy(link);
    if (!opened) void this.open(link);
    else if (![...opened.querySelectorAll("form")].some((form) => changesIn(form) > 0)) close(opened, link);
    else opened.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }

  private get forms(): HTMLFormElement[] {
    return [...this.place.querySelectorAll<HTMLFormElement>("form[data-row]")];
  }

  private openedBy(link: HTMLElement): HTMLElement | null {
    return this.place.querySelector(`form[data-row="${CSS.escape(link.dataset.opens ?? "")}"]`)?.closest<HTMLElement>(".opened") ?? null;
  }

  private async open(link: HTMLAnchorElement): Promise<void> {
    const response = await this.ask(link.href);
    if (!response?.ok) return location.assign(link.href);
    const opened = parsed(await response.text()).querySelector<HTMLElement>(".opened");
    if (!opened) return;
    const row = link.closest("li[data-key]");
    if (row) row.append(opened);
    else link.parentElement?.after(opened);
    link.setAttribute("aria-expanded", "true");
    this.prepare(opened);
    opened.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: row !== null });
    if (!row) opened.scrollIntoView({ block: "nearest" });
    this.preview.show(link.dataset.opens ?? "", true);
  }

  private typed({ target }: Event): void {
    const form = target instanceof Element ? target.closest<HTMLFormElement>("form[data-row]") : null;
    if (form) this.preview.draw(drafted(form));
  }

  private look({ target }: FocusEvent): void {
    const form = target instanceof Element ? target.closest<HTMLFormElement>("form[data-row]") : null;
    if (form) this.preview.show(form.dataset.row ?? "", false);
  }

  private async save(event: SubmitEvent): Promise<void> {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
    const opened = form.closest<HTMLElement>(".opened");
    if (!opened || !form.dataset.row || !this.place.querySelector("ordered-rows")) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (button?.ariaBusy) return;
    button?.setAttribute("aria-busy", "true");
    const response = await this.ask(form.action, new FormData(form));
    button?.removeAttribute("aria-busy");
    if (!response) say(this.place.dataset.failed ?? "", true);
    else if (response.type === "opaqueredirect") await this.saved(opened);
    else await this.stopped(opened, response);
  }

  /** The list as it is now; rows with something unsaved stay as they are. */
  private async saved(opened: HTMLElement): Promise<void> {
    const key = opened.closest<HTMLElement>("li[data-key]")?.dataset.key ?? "";
    opened.remove();
    const response = await this.ask(this.place.dataset.builder ?? "");
    if (!response?.ok) return location.reload();
    const page = parsed(await response.text());
    const list = this.place.querySelector("ordered-rows > ul");
    const rows = [...page.querySelectorAll<HTMLElement>("ordered-rows > ul > li")];
    const before = new Set([...(list?.children ?? [])].map((row) => row.id));
    const made = key || (rows.find((row) => !before.has(row.id))?.dataset.key ?? "");
    list?.replaceChildren(...rows.map((row) => this.unsavedRow(row.id) ?? row));
    for (const link of this.place.querySelectorAll<HTMLElement>("ordered-rows [data-opens]")) asButton(link, this.openedBy(link) !== null);
    document.querySelector("[data-opens=new]")?.setAttribute("aria-expanded", "false");
    tell(page);
    document.getElementById(`row-${made}`)?.querySelector<HTMLElement>("[data-opens]")?.focus();
    this.preview.draw(undefined, made);
  }

  private async stopped(opened: HTMLElement, response: Response): Promise<void> {
    const again = parsed(await response.text()).querySelector<HTMLElement>(".opened");
    if (!again) return say(this.place.dataset.failed ?? "", true);
    opened.replaceWith(again);
    this.prepare(again);
    again.querySelector<HTMLElement>("[data-errors]")?.focus();
  }

  private unsavedRow(id: string): HTMLElement | null {
    const row = document.getElementById(id);
    return row?.querySelector(".opened") ? row : null;
  }

  /** A redirect says that it is saved; it is not followed, so that its words are for the page. */
  private async ask(url: string, body?: FormData): Promise<Response | null> {
    const headers = { "X-Part": "row" };
    try {
      return await fetch(url, body ? { method: "POST", body, headers, redirect: "manual" } : { headers });
    } catch {
      return null;
    }
  }
}

function drafted(form: HTMLFormElement): Drafted {
  const body = new FormData(form);
  body.set("row", form.dataset.row ?? "");
  return { row: form.dataset.row ?? "", body };
}

function asButton(link: HTMLElement, open = false): void {
  link.setAttribute("role", "button");
  link.setAttribute("aria-expanded", String(open));
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
}

function close(opened: HTMLElement, link: HTMLElement): void {
  opened.remove();
  link.setAttribute("aria-expanded", "false");
}

/** What the page says about the last change, in place of what it said before. */
function tell(page: Document): void {
  const main = document.getElementById("main");
  for (const old of main?.querySelectorAll(":scope > .notice") ?? []) old.remove();
  const notices = page.querySelectorAll("#main > .notice");
  main?.prepend(...notices);
  say([...notices].map((notice) => notice.textContent.trim()).join(" "), true);
}
