import { dropDraft, keepDraft } from "./draft";
import { csrfToken } from "./element";
import { goTo } from "./going";
import { parsed } from "./html";
import { say } from "./words";

/**
 * Articles that may answer what somebody is writing: `<form data-suggest-url>`, the place `[data-suggestions]` beside it,
 * on a phone the line `[data-suggestions-line]` in it. Each opens in `<dialog data-sheet>` over the help, so the form stays.
 */
const PAUSE = 300;
const SHORTEST = 3;
const WRITING = "smartai.writing.";
const NARROW = "(max-width: 759px)";
type Written = HTMLInputElement | HTMLTextAreaElement;

export function suggestArticles(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-suggest-url]");
  const place = document.querySelector<HTMLElement>("[data-suggestions]");
  const sheet = document.querySelector<HTMLDialogElement>("dialog[data-sheet]");
  if (!form || !place || !sheet) return;
  keepWriting(form);
  const open = new Sheet(form, sheet);
  followWriting(form, place, () => open.renew(place));
  form.querySelector("[data-suggestions-line]")?.addEventListener("click", (event) => {
    if (event.target instanceof HTMLElement) open.list(place, event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-sheet-url]") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void open.article(link);
  });
  sheet.addEventListener("click", (event) => {
    const yes = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-answered]") : null;
    if (yes) void answered(form, open, yes);
  });
}

/** A page that is loaded again, or shown again with what is wrong, goes on with the same writing: it counts once. */
function keepWriting(form: HTMLFormElement): void {
  const field = form.elements.namedItem("writing") as HTMLInputElement | null;
  const name = WRITING + (form.dataset.draft ?? "");
  if (!field) return;
  try {
    if (form.querySelector("[data-errors]")) sessionStorage.setItem(name, field.value);
    field.value = sessionStorage.getItem(name) ?? field.value;
    sessionStorage.setItem(name, field.value);
  } catch {
    // nothing is kept on this device
  }
}

/** It was sent: what is written next is another request. */
export function endWritings(): void {
  for (const sent of document.querySelectorAll<HTMLElement>("[data-draft-sent]")) endWriting(sent.dataset.draftSent);
}

function endWriting(draft = ""): void {
  try {
    sessionStorage.removeItem(WRITING + draft);
  } catch {
    // nothing was kept
  }
}

function writingOf(form: HTMLFormElement): string {
  return (form.elements.namedItem("writing") as HTMLInputElement | null)?.value ?? "";
}

/** Outlives the page: who reads an article may leave before the answer comes. */
function tell(form: HTMLFormElement, url: string): Promise<unknown> {
  const body = new URLSearchParams({ writing: writingOf(form), csrfmiddlewaretoken: csrfToken(form) });
  return fetch(url, { method: "POST", body, keepalive: true }).catch(() => null);
}

function followWriting(form: HTMLFormElement, place: HTMLElement, told: () => void): void {
  const title = form.elements.namedItem("title") as Written | null;
  const message = form.elements.namedItem("message") as Written | null;
  const line = form.querySelector<HTMLElement>("[data-suggestions-line]");
  const usual = [...place.childNodes];
  let timer = 0;
  let asked = "";
  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    const written = { title: title?.value.trim() ?? "", message: message?.value.trim() ?? "" };
    const now = JSON.stringify(written);
    if (now === asked) return;
    asked = now;
    const nothing = Math.max(written.title.length, written.message.length) < SHORTEST;
    const found = nothing ? usual : await suggested(form, written);
    if (now !== asked || found === null) return; // another question is on its way, or nobody answered this one
    place.replaceChildren(...found);
    told();
    const words = nothing ? "" : (place.querySelector<HTMLElement>("[data-words]")?.dataset.words ?? "");
    if (line) line.hidden = words === "";
    if (line) line.textContent = words;
    say(words);
  };
  title?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, PAUSE);
  });
  for (const field of [title, message]) field?.addEventListener("change", () => void ask());
  if (title?.value || message?.value) void ask();
}

/** Nothing when none fits; null when there was no answer, so that what is there stays. */
async function suggested(form: HTMLFormElement, written: Record<string, string>): Promise<ChildNode[] | null> {
  const body = new URLSearchParams({ ...written, writing: writingOf(form), csrfmiddlewaretoken: csrfToken(form) });
  if ("shown" in form.dataset) body.set("again", "1");
  try {
    const answer = await fetch(form.dataset.suggestUrl ?? "", { method: "POST", body });
    if (!answer.ok) return null;
    if (answer.status === 204) return [];
    form.dataset.shown = "";
    return [...parsed(await answer.text()).body.childNodes];
  } catch {
    return null;
  }
}

class Sheet {
  private opener: HTMLElement | null = null;
  private listed: Node[] = [];

  constructor(
    private readonly form: HTMLFormElement,
    private readonly dialog: HTMLDialogElement,
  ) {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || (event.target instanceof Element && event.target.closest("[data-close]"))) this.back();
    });
    dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    dialog.addEventListener("close", () => this.opener?.focus());
  }

  /** On a phone: what stands beside the form on wide screens. */
  list(place: HTMLElement, opener: HTMLElement): void {
    this.listed = [...place.childNodes].map((node) => node.cloneNode(true));
    this.show(this.listed, opener);
  }

  /** What was opened while an answer was on its way shows that answer, now or when it is gone back to. */
  renew(place: HTMLElement): void {
    if (!this.dialog.open || !this.listed.length || !place.querySelector("[data-words]")) return;
    this.listed = [...place.childNodes].map((node) => node.cloneNode(true));
    if (this.dialog.querySelector("[data-words]")) this.show(this.listed, this.opener);
  }

  async article(link: HTMLElement): Promise<void> {
    try {
      const answer = await fetch(link.dataset.sheetUrl ?? "");
      if (!answer.ok) throw new Error(String(answer.status));
      this.show([...parsed(await answer.text()).body.childNodes], link);
      const opened = this.dialog.querySelector<HTMLElement>("[data-opened]")?.dataset.opened;
      if (opened) void tell(this.form, opened);
    } catch {
      goTo((link as HTMLAnchorElement).href); // the draft is kept on the device
    }
  }

  close(): void {
    this.listed = [];
    this.dialog.close();
  }

  /** Closes without leading back to where it was opened from. */
  leave(): void {
    this.opener = null;
    this.close();
  }

  private back(): void {
    if (!this.listed.length || this.dialog.querySelector("[data-words]")) this.close();
    else this.show(this.listed, this.opener);
  }

  private show(content: Node[], opener: HTMLElement | null): void {
    if (!this.dialog.open || !this.dialog.contains(opener)) this.opener = opener;
    this.dialog.replaceChildren(...content);
    if (!this.dialog.open) {
      if (matchMedia(NARROW).matches) this.dialog.showModal();
      else this.dialog.show();
    }
    this.dialog.scrollTop = 0;
    this.dialog.querySelector<HTMLElement>("h2")?.focus();
  }
}

/** Nothing is sent, and nothing is lost: the form is only out of sight until its page is left. */
async function answered(form: HTMLFormElement, sheet: Sheet, yes: HTMLElement): Promise<void> {
  const thanks = document.querySelector<HTMLElement>("[data-thanks]");
  const undo = thanks?.querySelector<HTMLButtonElement>("[data-undo]");
  if (!thanks || !undo) return;
  sheet.leave();
  dropDraft(form);
  endWriting(form.dataset.draft);
  form.hidden = true;
  thanks.hidden = false;
  thanks.querySelector<HTMLElement>("h2")?.focus();
  const told = tell(form, yes.dataset.answered ?? "");
  undo.onclick = () => {
    void told.then(() => tell(form, yes.dataset.takenBack ?? "")); // never before the yes itself
    thanks.hidden = true;
    form.hidden = false;
    keepDraft(form);
    keepWriting(form);
    form.querySelector<HTMLElement>("[name=title], [name=message]")?.focus();
  };
  await told;
}
