import { csrfToken } from "./element";
import { say } from "./words";

const ENDS = ["pointerup", "pointercancel"] as const;

/**
 * `<ordered-rows data-url>`: its `<li data-key>` are put in order by their grips, or by their buttons without a new page.
 * The order is posted at once; when that fails, the rows go back to where they were, and the page says so.
 */
class OrderedRows extends HTMLElement {
  private sending: Promise<void> = Promise.resolve();

  connectedCallback(): void {
    this.addEventListener("pointerdown", (event) => this.grab(event));
    this.addEventListener("submit", (event) => this.press(event));
  }

  private get list(): HTMLElement | null {
    return this.querySelector<HTMLElement>(":scope > ul");
  }

  private get rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(":scope > ul > li")];
  }

  /** The row of this list that something is in, unless it is in a list within that row. */
  private rowOf(target: EventTarget | null): HTMLElement | null {
    if (!(target instanceof Element) || target.closest("ordered-rows") !== this) return null;
    return target.closest<HTMLElement>("li[data-key]");
  }

  private grab(event: PointerEvent): void {
    const row = this.rowOf(event.target);
    const grip = event.target instanceof Element ? event.target.closest<HTMLElement>(".grip") : null;
    if (!row || !grip || event.button !== 0) return;
    event.preventDefault();
    const before = this.rows;
    row.classList.add("dragged");
    const follow = ({ clientY }: PointerEvent): void => passed(row, clientY);
    const drop = (last: PointerEvent): void => {
      removeEventListener("pointermove", follow);
      for (const name of ENDS) removeEventListener(name, drop);
      row.classList.remove("dragged");
      if (last.type === "pointercancel") this.list?.append(...before);
      else void this.keep(before);
    };
    addEventListener("pointermove", follow);
    for (const name of ENDS) addEventListener(name, drop);
  }

  private press(event: SubmitEvent): void {
    const row = this.rowOf(event.target);
    const button = event.submitter;
    if (!row || !(button instanceof HTMLButtonElement) || button.name !== "to") return;
    event.preventDefault();
    const before = this.rows;
    if (button.value === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    this.tellEnds();
    const other = button.form?.querySelector<HTMLButtonElement>("button[name=to]:enabled");
    (button.disabled ? other : button)?.focus();
    void this.keep(before);
  }

  private keep(before: HTMLElement[]): Promise<void> {
    const order = this.rows.map((row) => row.dataset.key ?? "").join(",");
    this.tellEnds();
    if (order === before.map((row) => row.dataset.key ?? "").join(",")) return this.sending;
    this.sending = this.sending.then(() => this.send(order, before));
    return this.sending;
  }

  private async send(order: string, before: HTMLElement[]): Promise<void> {
    const body = new FormData();
    body.append("order", order);
    if (this.dataset.parent) body.append("parent", this.dataset.parent);
    const headers = { "X-CSRFToken": csrfToken(this), "X-Requested-With": "fetch" };
    try {
      const response = await fetch(this.dataset.url ?? "", { method: "POST", body, headers, keepalive: true });
      if (!response.ok) throw new Error(response.statusText);
      this.tell(this.dataset.moved ?? "", false);
      this.dispatchEvent(new Event("ordered", { bubbles: true }));
    } catch {
      this.list?.append(...before);
      this.tellEnds();
      this.tell(this.dataset.failed ?? "", true);
    }
  }

  private tellEnds(): void {
    const rows = this.rows;
    for (const [place, row] of rows.entries()) {
      for (const button of row.querySelectorAll<HTMLButtonElement>(":scope > .movers button")) {
        button.disabled = button.value === "up" ? place === 0 : place === rows.length - 1;
      }
    }
  }

  /** What went wrong stands above the rows until it is right again. */
  private tell(text: string, wrong: boolean): void {
    this.querySelector(":scope > .notice")?.remove();
    say(text, true);
    if (!wrong) return;
    const notice = document.createElement("p");
    notice.className = "notice bad";
    notice.append(text);
    this.prepend(notice);
  }
}

/** Rows that were passed by more than half change places with it; it stays itself, so that the pointer keeps it. */
function passed(row: HTMLElement, y: number): void {
  for (let next = row.nextElementSibling; next && y > middleOf(next); next = row.nextElementSibling) row.before(next);
  for (let last = row.previousElementSibling; last && y < middleOf(last); last = row.previousElementSibling) row.after(last);
}

function middleOf(row: Element): number {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

export function orderByDragging(): void {
  customElements.define("ordered-rows", OrderedRows);
}
