import { parsed } from "./html";
import { followIn } from "./rules";

const PAUSE = 300;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The row that somebody is writing, as its form would send it. */
export interface Drafted {
  row: string;
  body: FormData;
}

/** The frame beside the builder: drawn anew in place, so that what was tried in it stays, and at the row that is edited. */
export function drawPreview(place: HTMLElement): { draw(draft?: Drafted, row?: string): void; show(row: string, blink: boolean): void } {
  const frame = place.querySelector<HTMLIFrameElement>("iframe[name=form-preview]");
  const links = [...place.querySelectorAll<HTMLAnchorElement>("a[target=form-preview]")];
  let url = frame?.src ?? "";
  let timer = 0;
  let turn = 0;
  let edited = "";
  let written: Drafted | undefined;
  const hint = place.querySelector<HTMLElement>("[data-left-out]");
  const tellHidden = (): void => {
    const isOpen = edited && place.querySelector(`form[data-row="${CSS.escape(edited)}"]`);
    const isDrawn = edited !== "new" || written?.row === edited;
    const form = isOpen && isDrawn ? frame?.contentDocument?.querySelector("main form") : null;
    const field = form && fieldOf(form, edited);
    if (hint) hint.textContent = form && (!field || field.closest("fieldset[hidden]")) ? hint.dataset.leftOut ?? "" : "";
  };

  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const one of links) one.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
      look("as", new URL(link.href).searchParams.get("as") ?? "");
    });
  }
  place.querySelector<HTMLSelectElement>("select[name=panel]")?.addEventListener("change", ({ target }) => look("panel", (target as HTMLSelectElement).value));

  const tellLater = (): void => void setTimeout(tellHidden);
  const watch = (): void => frame?.contentDocument?.querySelector("main")?.addEventListener("change", tellLater);
  watch();
  frame?.addEventListener("load", () => {
    watch();
    if (written) void fill(written);
    else show(edited, false);
  });

  /** With other eyes, or in another panel; what is being written is there, too. */
  function look(name: string, value: string): void {
    const next = new URL(url, location.href);
    next.searchParams.set(name, value);
    url = next.href;
    frame?.contentWindow?.location.replace(url);
  }

  async function fill(draft?: Drafted, row = draft?.row ?? ""): Promise<void> {
    const mine = ++turn;
    const response = await fetch(url, draft ? { method: "POST", body: draft.body } : {}).catch(() => null);
    if (!response?.ok || mine !== turn) return;
    const main = parsed(await response.text()).querySelector("main");
    const shown = frame?.contentDocument?.querySelector("main");
    if (!main || !shown || mine !== turn) return;
    carry(shown, main);
    shown.replaceWith(main);
    main.querySelectorAll("form").forEach(followIn);
    watch();
    show(row, false);
  }

  function show(row: string, blink: boolean): void {
    const other = edited !== row;
    edited = row;
    const field = frame?.contentDocument && fieldOf(frame.contentDocument, row);
    tellHidden();
    if (!field) return;
    field.scrollIntoView({ block: other || blink ? "center" : "nearest" });
    if (!blink || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    field.animate([{ outline: "2px solid currentColor", outlineOffset: "8px" }, { outline: "2px solid transparent", outlineOffset: "8px" }], 900);
  }

  return {
    draw(draft, row): void {
      written = draft;
      clearTimeout(timer);
      timer = setTimeout(() => void fill(draft, row), draft ? PAUSE : 0);
    },
    show,
  };
}

/** As customers and as agents have it. */
function fieldOf(page: ParentNode, row: string): Element | null {
  const key = row === "new" ? "0" : row === "attachments" ? "files" : row;
  const names = [key, `field_${key}`, `value-${key}`].map((name) => `[name="${CSS.escape(name)}"]`);
  const control = page.querySelector(names.join(", "));
  return control?.closest(".field") ?? control;
}

/** What was tried in the old form is in the new one, too. */
function carry(from: ParentNode, to: ParentNode): void {
  for (const old of from.querySelectorAll<Field>("input:not([type=file], [type=hidden]), textarea, select")) {
    const choice = old.type === "radio" || old.type === "checkbox" ? `[value="${CSS.escape(old.value)}"]` : "";
    const next = to.querySelector<Field>(`[name="${CSS.escape(old.name)}"]${choice}`);
    if (!next || next.type !== old.type) continue;
    if (choice) (next as HTMLInputElement).checked = (old as HTMLInputElement).checked;
    else if (next.tagName !== "SELECT" || [...(next as HTMLSelectElement).options].some((one) => one.value === old.value)) next.value = old.value;
  }
}
