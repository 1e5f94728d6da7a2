import { type Command, commandsOf, folded, recentTickets, rememberTicket } from "./commands";
import { element } from "./element";
import { parsed } from "./html";
import { composerText, chosenMode, insertAtCursor } from "./insert";

/**
 * Ctrl+K or ⌘K, or a button `[data-palette]`, opens `<dialog id="palette">`: what can be done on this page, where one can go,
 * and what a search finds, drawn from the same answer as the search page; after `>` that of the settings. A combobox with a list box.
 */
const PAUSE = 200;
const ALL = /^[#@?]/;

export function commandPalette(): void {
  rememberTicket();
  const dialog = document.querySelector<HTMLDialogElement>("dialog#palette");
  const field = dialog?.querySelector("input");
  const list = dialog?.querySelector<HTMLElement>("[role=listbox]");
  if (!dialog || !field || !list) return;
  const palette = new Palette(dialog, field, list);
  document.addEventListener("keydown", (event) => {
    const called = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    if (!called || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    palette.toggle();
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-palette]")) palette.toggle();
  });
}

class Palette {
  private timer = 0;
  private asked = "";
  private running: AbortController | null = null;
  private shown: Command[] = [];
  private found: Command[] = [];
  private settings: Promise<Command[]> | null = null;
  private chosen = 0;
  private readonly status: HTMLElement | null;

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly field: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    this.status = dialog.querySelector("[role=status]");
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    list.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (row) this.take(Number(row.dataset.at), event.ctrlKey || event.metaKey);
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || (target instanceof Element && target.closest("[data-close]"))) dialog.close();
    });
  }

  toggle(): void {
    if (this.dialog.open) return this.dialog.close();
    if (document.querySelector("dialog:modal")) return;
    document.querySelector<HTMLElement>("[popover]:popover-open")?.hidePopover();
    this.field.value = "";
    this.asked = "";
    this.found = [];
    this.dialog.showModal();
    this.field.focus();
    void this.draw();
  }

  private typed(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    this.found = [];
    this.chosen = 0;
    void this.draw();
    this.timer = window.setTimeout(() => void this.search(), PAUSE);
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) this.choose((this.chosen + step + this.shown.length) % this.shown.length);
    else if (event.key === "Enter") this.take(this.chosen, event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  /** Closes first: the focus goes where the command leads it. */
  private take(at: number, apart: boolean): void {
    const command = this.shown[at];
    if (!command) return;
    if (apart && command.url) return void window.open(command.url, "_blank", "noopener");
    this.dialog.close();
    const field = command.insert ? composerText(chosenMode()) : null;
    if (field && command.insert) insertAtCursor(field, command.insert);
    else if (command.url) location.assign(command.url);
    else command.run?.();
  }

  private async search(): Promise<void> {
    const query = this.field.value.trim();
    const words = query.replace(/^>\s*/, "");
    const place = query.startsWith(">") ? this.dialog.dataset.findSettings : this.dialog.dataset.find;
    if (!place || words === "") return;
    this.asked = query;
    this.running = new AbortController();
    const ticket = document.querySelector<HTMLElement>("[data-live-ticket]")?.dataset.liveTicket ?? "";
    const address = `${place}?${new URLSearchParams({ q: words, ticket }).toString()}`;
    try {
      const answer = await fetch(address, { headers: { "X-Part": "palette" }, signal: this.running.signal });
      if (!answer.ok || answer.redirected || query !== this.asked) return;
      this.found = foundIn(parsed(await answer.text()));
      await this.draw();
      const { none, count } = this.dialog.dataset;
      this.say(this.shown.length ? (count ?? "").replace("{n}", String(this.shown.length)) : (none ?? ""));
    } catch {
      // somebody typed on, or there is no connection: what can be done here is shown all the same
    }
  }

  private async draw(): Promise<void> {
    const query = this.field.value.trim();
    const own = commandsOf(this.dialog);
    const settings = query && !ALL.test(query) ? await (this.settings ??= this.listed()) : [];
    if (query !== this.field.value.trim()) return; // typed on while the list of settings came
    const words = folded(query.replace(/^>/, "")).split(/\s+/).filter(Boolean);
    const fit = ALL.test(query) ? [] : [...own, ...settings].filter(({ label }) => fits(label, words));
    this.say("");
    const listed = new Set(fit.map(({ url }) => url)); // a page of the settings is found by its name already
    const found = this.found.filter(({ url }) => !url || !listed.has(url));
    this.show(query === "" ? [...recentTickets(this.dialog), ...own] : [...fit, ...found]);
  }

  /** Pages of the settings, of this page or of another one that lists them. */
  private async listed(): Promise<Command[]> {
    const links = (page: Document): Command[] =>
      [...page.querySelectorAll<HTMLAnchorElement>(".setting-nav li a")].map((link) => ({
        group: this.dialog.dataset.rows ?? "",
        label: link.firstChild?.textContent?.trim() ?? "",
        url: link.getAttribute("href") ?? "",
      }));
    if (document.querySelector(".setting-nav") || !this.dialog.dataset.settings) return links(document);
    try {
      const answer = await fetch(this.dialog.dataset.settings);
      return answer.ok ? links(parsed(await answer.text())) : [];
    } catch {
      return [];
    }
  }

  private show(commands: Command[]): void {
    const kept = this.shown[this.chosen];
    this.shown = commands;
    const groups: HTMLElement[] = [];
    commands.forEach((command, at) => {
      if (command.group !== commands[at - 1]?.group) {
        const heading = element("div", { class: "palette-group", "aria-hidden": "true" }, command.group);
        groups.push(element("div", { role: "group", "aria-label": command.group }, heading));
      }
      groups[groups.length - 1]?.append(option(command, at));
    });
    this.list.replaceChildren(...groups);
    // What an arrow chose stays chosen when what was found comes late.
    const again = kept && this.chosen ? commands.findIndex((one) => one.label === kept.label && one.group === kept.group) : 0;
    this.choose(Math.max(again, 0));
  }

  private choose(at: number): void {
    this.chosen = at;
    const rows = this.list.querySelectorAll<HTMLElement>("[role=option]");
    rows.forEach((row, place) => (row.ariaSelected = String(place === at)));
    const row = rows[at];
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  private say(words: string): void {
    if (this.status && this.status.textContent !== words) this.status.textContent = words;
  }
}

function fits(label: string, words: string[]): boolean {
  const name = folded(label);
  return words.every((word) => name.includes(word));
}

function option(command: Command, at: number): HTMLElement {
  const label = element("span", { class: "clip", dir: "auto" }, ...(command.title ?? [command.label]));
  const row = element("div", { role: "option", id: `palette-${at}`, "data-at": String(at), "aria-selected": "false" }, label);
  if (command.detail) row.append(element("span", { class: "quiet clip", dir: "auto" }, command.detail));
  if (command.key) row.append(element("kbd", { "aria-hidden": "true", dir: "ltr" }, command.key));
  return row;
}

/** The rows of the search page's answer, under its own headings. */
function foundIn(answer: Document): Command[] {
  return [...answer.querySelectorAll("section")].flatMap((section) => {
    const group = section.querySelector("h2")?.firstChild?.textContent?.trim() ?? "";
    return [...section.querySelectorAll("li")].map((row): Command => {
      const link = row.querySelector("a");
      const hidden = link?.querySelector(".hidden-words");
      const detail = (row.querySelector(".meta") ?? row.querySelector(".preview"))?.textContent ?? "";
      hidden?.remove();
      const who = row.querySelector(".who")?.textContent?.trim();
      return {
        group,
        label: link?.textContent?.trim() ?? "",
        title: [...(link?.childNodes ?? [])],
        detail: [who, detail.replace(/\s+/g, " ").trim()].filter(Boolean).join(" · "),
        url: link?.getAttribute("href") ?? "",
        insert: link?.dataset.insert ?? "",
      };
    });
  });
}
