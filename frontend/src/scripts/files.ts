import { csrfToken, element } from "./element";
import { say, words } from "./words";

/** Files go up as they are added, each by itself; the form carries only their tokens. */
type Stored = { token: string; name: string; size: number };

export function takeFiles(): void {
  for (const area of document.querySelectorAll<HTMLElement>("[data-files]")) new FileArea(area);
}

class FileArea {
  private readonly list: HTMLElement;
  private readonly problems: HTMLElement;
  private readonly form: HTMLFormElement | null;
  private uploading = 0;
  private submitter: HTMLElement | null = null;
  private waiting = false;

  constructor(private readonly area: HTMLElement) {
    this.list = area.querySelector<HTMLElement>(".file-list")!;
    this.problems = area.querySelector<HTMLElement>("[data-file-errors]")!;
    this.form = area.closest("form");
    const input = area.querySelector<HTMLInputElement>("input[type=file]")!;
    input.addEventListener("change", () => {
      this.add([...(input.files ?? [])]);
      input.value = "";
    });
    area.addEventListener("click", (event) => this.removeClicked(event));
    this.takeDropped(this.form ?? area);
    this.form?.addEventListener("submit", (event) => this.holdBack(event), { capture: true });
  }

  private takeDropped(place: HTMLElement): void {
    place.addEventListener("dragover", (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      this.area.classList.add("over");
    });
    place.addEventListener("dragleave", (event) => {
      if (!place.contains(event.relatedTarget as Node | null)) this.area.classList.remove("over");
    });
    place.addEventListener("drop", (event) => {
      this.area.classList.remove("over");
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.add([...event.dataTransfer.files]);
    });
    place.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length) return;
      event.preventDefault();
      this.add(files);
    });
  }

  private add(files: File[]): void {
    this.problems.replaceChildren();
    for (const file of files) {
      const problem = this.problemWith(file);
      if (problem) this.problems.append(element("p", {}, problem));
      else this.upload(file);
    }
  }

  private problemWith(file: File): string {
    const maxBytes = Number(this.area.dataset.maxBytes);
    const maxFiles = this.area.dataset.maxFiles ?? "0";
    if (this.list.children.length >= Number(maxFiles)) return words("fileTooMany", { name: file.name, limit: maxFiles });
    if (file.size === 0) return words("fileEmpty", { name: file.name });
    if (file.size > maxBytes) {
      return words("fileTooBig", { name: file.name, size: sizeWords(file.size), limit: sizeWords(maxBytes) });
    }
    return "";
  }

  private upload(file: File): void {
    const row = new FileRow(this.area.querySelector("template")!, file, () => this.send(file, row));
    this.list.append(row.item);
    this.send(file, row);
  }

  private send(file: File, row: FileRow): void {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    this.uploading += 1;
    row.begin(request);
    request.open("POST", this.area.dataset.uploadUrl ?? "");
    request.setRequestHeader("X-CSRFToken", csrfToken(this.form ?? document));
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => row.progress(event.loaded, event.total));
    request.addEventListener("load", () => {
      const answer = answerOf(request);
      if (request.status === 201 && answer.token) row.done(answer as Stored);
      else row.failed(request.status === 401 ? words("signedOut") : (answer.error ?? words("fileFailed")));
    });
    request.addEventListener("error", () => row.failed(words("fileFailed")));
    request.addEventListener("loadend", () => this.finished());
    request.send(body);
  }

  private finished(): void {
    this.uploading -= 1;
    if (this.uploading || !this.waiting) return;
    this.waiting = false;
    this.problems.replaceChildren();
    this.submitter?.removeAttribute("aria-busy");
    this.form?.requestSubmit(this.submitter);
  }

  /** Sent too early: the form goes by itself when the last file is up. Never without one that could not be uploaded. */
  private holdBack(event: SubmitEvent): void {
    const failed = this.list.querySelector<HTMLElement>(".failed button");
    if (!this.uploading && !failed) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.uploading) {
      this.problems.replaceChildren(element("p", {}, words("fileUnsent")));
      failed?.focus();
      return;
    }
    this.waiting = true;
    this.submitter = event.submitter;
    this.submitter?.setAttribute("aria-busy", "true");
    this.problems.replaceChildren(element("p", { class: "hint" }, words("fileWaiting")));
  }

  private removeClicked(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest("[data-remove]") : null;
    if (!button) return;
    button.closest("li")?.dispatchEvent(new Event("removed"));
    button.closest("li")?.remove();
    this.problems.replaceChildren();
    this.area.querySelector<HTMLInputElement>("input[type=file]")?.focus();
  }
}

class FileRow {
  readonly item: HTMLLIElement;
  private readonly bar = element("progress", { max: "1", value: "0", "aria-label": words("fileUploading") });
  private readonly hint: HTMLElement;
  private readonly again = element("button", { type: "button", class: "link" }, words("fileAgain"));
  private request: XMLHttpRequest | null = null;

  constructor(
    template: HTMLTemplateElement,
    private readonly file: File,
    retry: () => void,
  ) {
    this.item = template.content.firstElementChild!.cloneNode(true) as HTMLLIElement;
    this.hint = this.item.querySelector<HTMLElement>(".hint")!;
    this.item.querySelector(".words > b")!.textContent = file.name;
    if (/^image\/(png|jpeg|gif|webp)$/.test(file.type)) showPicture(file, this.item.querySelector(".thumb")!);
    const remove = this.item.querySelector<HTMLElement>("[data-remove]")!;
    remove.setAttribute("aria-label", words("fileRemove", { name: file.name }));
    remove.before(this.bar);
    this.item.addEventListener("removed", () => this.request?.abort());
    this.again.addEventListener("click", () => {
      remove.focus();
      retry();
    });
  }

  begin(request: XMLHttpRequest): void {
    this.request = request;
    this.item.classList.remove("failed");
    this.again.remove();
    this.bar.hidden = false;
    this.hint.replaceChildren(element("bdi", {}, sizeWords(this.file.size)));
  }

  progress(loaded: number, total: number): void {
    if (total) this.bar.value = loaded / total;
  }

  done(stored: Stored): void {
    this.bar.hidden = true;
    this.item.append(element("input", { type: "hidden", name: "uploads", value: stored.token }));
  }

  failed(problem: string): void {
    this.bar.hidden = true;
    this.item.classList.add("failed");
    this.hint.replaceChildren(problem, " ", this.again);
    say(`${this.file.name}: ${problem}`, true);
  }
}

/** In place of the drawing of a file, once the browser could read it. */
function showPicture(file: File, thumb: Element): void {
  const url = URL.createObjectURL(file);
  const picture = element("img", { src: url, alt: "" });
  picture.addEventListener("load", () => thumb.replaceChildren(picture));
  for (const end of ["load", "error"]) picture.addEventListener(end, () => URL.revokeObjectURL(url));
}

function answerOf(request: XMLHttpRequest): Partial<Stored> & { error?: string } {
  try {
    return JSON.parse(request.responseText) as Partial<Stored> & { error?: string };
  } catch {
    return {};
  }
}

/** As the pages say it (`in_bytes`), also in other languages. */
function sizeWords(bytes: number): string {
  const kilobytes = Math.round(bytes / 1024);
  const megabytes = Math.round((bytes / 1024 / 1024) * 10) / 10;
  const said =
    kilobytes < 1000
      ? words("kilobytes", { n: String(Math.max(kilobytes, 1)) })
      : words("megabytes", { n: String(megabytes).replace(".", words("decimal")) });
  return said.replace(" ", "\u00a0");
}
