import { csrfToken, element } from "./element";

/** A page of choices: what is typed is kept on the server as a draft, which the preview shows; it holds once it is published. */
const PAUSE = 300;
const AGAIN_AFTER = 4_000;
const AGAIN_AT_MOST = 30_000;

interface Told {
  changes: number;
  words: string;
  wrong: Record<string, string>;
}

export class Drafting {
  private readonly status: HTMLElement | null;
  private readonly discard: HTMLButtonElement | null;
  private changed = 0; // how often something was typed
  private kept = 0; // of those, what the server has
  private timer = 0;
  private sending: Promise<void> | null = null;
  private leaving = false;
  private wait = AGAIN_AFTER;
  private picture: File | null = null; // the last one that was sent

  constructor(
    private readonly form: HTMLFormElement,
    private readonly keptNow: () => void,
  ) {
    this.status = form.querySelector<HTMLElement>("[data-changes]");
    this.discard = form.querySelector<HTMLButtonElement>("[data-discard]");
  }

  listen(): void {
    // No "change": it comes when a field is left, and would draw the preview anew under whoever clicks there.
    this.form.addEventListener("input", () => this.typed());
    this.form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("pageshow", () => (this.leaving = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.changed > this.kept && this.send());
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && (this.changed > this.kept || this.hasSecret())) event.preventDefault();
    });
  }

  private typed(): void {
    this.changed += 1;
    if (this.discard) this.discard.hidden = false;
    this.after(PAUSE);
  }

  private after(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), pause);
  }

  /** What is on its way to the draft is kept first: else it would come after the end of the draft. */
  private submitted(event: SubmitEvent): void {
    if (event.defaultPrevented) return;
    clearTimeout(this.timer);
    if (this.sending) {
      event.preventDefault();
      const button = event.submitter;
      void this.sending.finally(() => this.form.requestSubmit(button));
      return;
    }
    if (event.submitter?.getAttribute("formtarget") !== "_blank") this.leaving = true;
  }

  /** One at a time, so that what was typed last is kept last. */
  private send(): void {
    if (this.sending || this.leaving) return;
    this.sending = this.keep().finally(() => (this.sending = null));
  }

  private async keep(): Promise<void> {
    const sent = this.changed;
    try {
      const answer = await fetch(this.form.dataset.draftUrl ?? "", {
        method: "POST",
        body: this.values(),
        keepalive: document.hidden,
        headers: { "X-CSRFToken": csrfToken(this.form), "X-Requested-With": "fetch", Accept: "application/json" },
      });
      if (!answer.ok) return this.failed(answer.status === 401);
      this.kept = sent;
      this.wait = AGAIN_AFTER;
      this.tell((await answer.json()) as Told);
      if (this.changed > sent) this.after(PAUSE);
    } catch {
      this.failed(false);
    }
  }

  private failed(signedOut: boolean): void {
    this.say((signedOut ? this.status?.dataset.signedOut : this.status?.dataset.failed) ?? "");
    this.after(this.wait);
    this.wait = Math.min(this.wait * 2, AGAIN_AT_MOST);
  }

  private tell(told: Told): void {
    this.say(told.words);
    if (this.discard) this.discard.hidden = !told.changes;
    for (const field of this.form.querySelectorAll<HTMLElement>(".control [name], .choice [name]")) {
      this.mark(field, told.wrong[field.getAttribute("name") ?? ""] ?? "");
    }
    this.keptNow();
  }

  /** Beside its field, while it is wrong; the server's own words of a page that came back give way to them. */
  private mark(field: HTMLElement, wrong: string): void {
    const id = `${field.id}_error`;
    document.getElementById(id)?.remove();
    field.toggleAttribute("aria-invalid", wrong !== "");
    const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    if (wrong) {
      field.setAttribute("aria-invalid", "true");
      field.closest(".control, .choice")?.after(element("p", { class: "error", id }, wrong));
      described.push(id);
    }
    if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  }

  /** Without secrets, and with a picture once. */
  private values(): FormData {
    const values = new FormData(this.form);
    for (const field of this.form.querySelectorAll<HTMLInputElement>("input[type=password]")) values.delete(field.name);
    const chosen = values.get("logo");
    if (chosen instanceof File && (!chosen.size || chosen === this.picture)) values.delete("logo");
    else if (chosen instanceof File) this.picture = chosen;
    return values;
  }

  private hasSecret(): boolean {
    return [...this.form.querySelectorAll<HTMLInputElement>("input[type=password]")].some((field) => field.value);
  }

  private say(told: string): void {
    if (this.status && this.status.textContent !== told) this.status.textContent = told;
  }
}
