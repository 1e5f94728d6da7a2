import { csrfToken } from "./element";
import { insertMarkdown } from "./marks";

/** What a mode of writing can do; both do the same to the same Markdown. */
export interface Mode {
  /** One of the toolbar's verbs; a link and a file come with what they lead to. */
  run(verb: string): void;
  link(address: string): void;
  place(file: Uploaded, at?: number): void;
  linkNow(): string;
  focus(): void;
}
export interface Uploaded {
  markdown: string;
  address: string;
  name: string;
  picture: boolean;
}

const CHOSEN = "smartai.writing";
const KEYS: Record<string, string> = { b: "bold", i: "italic", k: "link", e: "code" };

export function writeArticle(form: HTMLFormElement): void {
  const text = form.querySelector<HTMLTextAreaElement>("textarea[name=text]");
  const template = document.querySelector<HTMLTemplateElement>("#editor-tools");
  if (text && template) new Desk(form, text, template).begin();
}

/** The toolbar and the two modes under it; the textarea is what is sent, whichever is shown. */
class Desk {
  readonly tools: HTMLElement;
  readonly state: HTMLElement;
  private readonly chooser = document.createElement("input");
  private readonly markdown: Mode;
  private rich: (Mode & { read(): void; keep(): void; show(on: boolean): void }) | null = null;
  private mode: Mode;
  private uploading = 0;

  constructor(
    readonly form: HTMLFormElement,
    readonly text: HTMLTextAreaElement,
    readonly template: HTMLTemplateElement,
  ) {
    const drawn = template.content.cloneNode(true) as DocumentFragment;
    this.tools = drawn.querySelector<HTMLElement>(".tools")!;
    this.state = drawn.querySelector<HTMLElement>(".upload-state")!;
    text.closest(".control")!.prepend(drawn);
    this.markdown = insertMarkdown(text);
    this.mode = this.markdown;
    this.chooser.type = "file";
    this.chooser.multiple = true;
  }

  begin(): void {
    this.tools.addEventListener("click", (event) => this.pressed(event));
    this.tools.addEventListener("mousedown", (event) => event.target instanceof HTMLButtonElement && event.preventDefault());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("paste", (event) => this.take(event, event.clipboardData?.files));
    this.text.addEventListener("drop", (event) => this.take(event, event.dataTransfer?.files));
    this.chooser.addEventListener("change", () => {
      void this.upload([...(this.chooser.files ?? [])]);
      this.chooser.value = "";
    });
    this.box.addEventListener("keydown", (event) => this.boxKey(event));
    this.form.addEventListener("submit", (event) => this.sent(event), true);
    document.addEventListener("click", (event) => this.called(event));
    this.form.addEventListener("preview", () => this.rich?.keep());
    this.oneStop();
    if (remembered() !== "markdown") void this.change("rich", false);
  }

  /** Not while a file is on its way: it would be in no text. */
  private sent(event: Event): void {
    this.rich?.keep();
    if (!this.uploading) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.tell(this.template.dataset.uploading ?? "");
  }

  /** The label and the summary of errors lead to the textarea, which is hidden while the rich mode is shown. */
  private called(event: Event): void {
    const to = `label[for="${this.text.id}"], a[href="#${this.text.id}"]`;
    if (!this.text.hidden || !(event.target instanceof Element) || !event.target.closest(to)) return;
    event.preventDefault();
    this.mode.focus();
  }

  private get box(): HTMLElement {
    return this.tools.querySelector<HTMLElement>(".link-box")!;
  }

  private pressed(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { mode, do: verb, link } = button.dataset;
    if (mode) void this.change(mode, true);
    else if (link) this.linked(link);
    else if (verb === "link") this.askForLink();
    else if (verb === "file") this.chooser.click();
    else if (verb) this.mode.run(verb);
  }

  private key(event: KeyboardEvent): void {
    const verb = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey ? KEYS[event.key.toLowerCase()] : undefined;
    if (!verb) return;
    event.preventDefault();
    if (verb === "link") this.askForLink();
    else this.mode.run(verb);
  }

  askForLink(): void {
    const input = this.box.querySelector("input")!;
    this.box.hidden = false;
    input.value = this.mode.linkNow();
    input.focus();
  }

  private linked(what: string): void {
    const input = this.box.querySelector("input")!;
    this.box.hidden = true;
    if (what === "set" && input.value.trim()) this.mode.link(address(input.value.trim()));
    else if (what === "remove") this.mode.link("");
    this.mode.focus();
  }

  private boxKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    if (event.target instanceof HTMLButtonElement && event.key === "Enter") return;
    event.preventDefault();
    this.linked(event.key === "Enter" ? "set" : "close");
  }

  /** The rich editor is loaded when it is wanted first; where it can't be, Markdown stays. */
  private async change(mode: string, asked: boolean): Promise<void> {
    if (mode === "rich" && !this.rich) {
      try {
        const { openRich } = await import("./rich");
        this.rich = openRich(this);
      } catch (error) {
        reportError(error);
        return;
      }
    } else if (mode === "rich") this.rich?.read();
    else this.rich?.keep();
    const rich = mode === "rich";
    this.rich?.show(rich);
    this.text.hidden = rich;
    this.mode = rich && this.rich ? this.rich : this.markdown;
    for (const one of this.tools.querySelectorAll<HTMLElement>("[data-mode]")) one.setAttribute("aria-pressed", String(one.dataset.mode === mode));
    for (const one of this.tools.querySelectorAll("[data-do]")) one.removeAttribute("aria-pressed");
    for (const box of this.tools.querySelectorAll<HTMLElement>(".table-tools, .picture-tools, .link-box")) box.hidden = true;
    if (!asked) return;
    remember(mode);
    this.mode.focus();
  }

  take(event: Event, files: FileList | undefined | null, at?: number): boolean {
    if (!files?.length) return false;
    event.preventDefault();
    void this.upload([...files], at);
    return true;
  }

  /** One after the other, each placed when it has arrived. */
  private async upload(files: File[], at?: number): Promise<void> {
    for (const file of files) {
      this.tell(this.template.dataset.uploading ?? "");
      this.uploading += 1;
      const problem = await this.send(file, at);
      this.uploading -= 1;
      this.tell(problem && `${file.name}: ${problem}`, true);
      if (problem) return;
    }
  }

  private async send(file: File, at?: number): Promise<string> {
    const body = new FormData();
    body.append("file", file, file.name);
    const headers = { "X-CSRFToken": csrfToken(this.form), "X-Requested-With": "fetch", Accept: "application/json" };
    try {
      const answer = await fetch(this.form.dataset.filesUrl ?? "", { method: "POST", body, headers });
      const told = (await answer.json()) as Uploaded & { error?: string };
      if (answer.status !== 201) return told.error ?? this.failed;
      this.mode.place(told, at);
      return "";
    } catch {
      return this.failed;
    }
  }

  private get failed(): string {
    return this.template.dataset.failed ?? "";
  }

  private tell(told: string, wrong = false): void {
    this.state.textContent = told;
    this.state.classList.toggle("failed", wrong && told !== "");
  }

  /** One stop of TAB; arrows go from button to button, as in every toolbar. */
  private oneStop(): void {
    const buttons = (): HTMLButtonElement[] => [...this.tools.querySelectorAll("button")].filter((one) => one.offsetParent !== null && !one.closest(".link-box"));
    const only = (now: HTMLButtonElement): void => {
      for (const one of this.tools.querySelectorAll("button")) if (!one.closest(".link-box")) one.tabIndex = one === now ? 0 : -1;
    };
    const first = this.tools.querySelector("button");
    if (first) only(first);
    this.tools.addEventListener("focusin", ({ target }) => target instanceof HTMLButtonElement && !target.closest(".link-box") && only(target));
    this.tools.addEventListener("keydown", (event) => {
      if (!(event.target instanceof HTMLButtonElement) || event.target.closest(".link-box")) return;
      const on = event.key === (getComputedStyle(this.tools).direction === "rtl" ? "ArrowLeft" : "ArrowRight");
      const back = event.key === (getComputedStyle(this.tools).direction === "rtl" ? "ArrowRight" : "ArrowLeft");
      if (!on && !back) return;
      const row = buttons();
      event.preventDefault();
      row.at((row.indexOf(event.target) + (on ? 1 : -1)) % row.length)?.focus();
    });
  }
}

export type { Desk };

/** A bare host becomes an address; paths of the help pages stay. */
function address(typed: string): string {
  return /^([a-z][\w+.-]*:|[/#?])/i.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
}

function remembered(): string {
  try {
    return localStorage.getItem(CHOSEN) ?? "";
  } catch {
    return "";
  }
}

function remember(mode: string): void {
  try {
    localStorage.setItem(CHOSEN, mode);
  } catch {
    // nothing is kept on this device
  }
}
