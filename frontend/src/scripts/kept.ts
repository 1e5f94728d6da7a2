import { csrfToken } from "./element";
import { words } from "./words";

/** What is typed into an article is kept on the server as a draft; the article itself changes only when it is saved. */
const PAUSE = 1_500;
const AT_LEAST_EVERY = 10_000;
const AGAIN_AFTER = 5_000;
const AGAIN_AT_MOST = 30_000;

export function keepOnServer(form: HTMLFormElement): void {
  new Keeper(form).listen();
}

class Keeper {
  private readonly status: HTMLElement | null;
  private readonly others = document.querySelector<HTMLElement>("[data-others]");
  private readonly held: boolean;
  private changed = 0; // how often something was typed
  private kept = 0; // of those, what the server has
  private since = 0;
  private timer = 0;
  private sending = false;
  private leaving = false;
  private wait = AGAIN_AFTER;

  constructor(private readonly form: HTMLFormElement) {
    this.status = form.querySelector<HTMLElement>("[data-kept]");
    this.held = "held" in form.dataset;
  }

  listen(): void {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.typed());
    this.form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      this.leaving = true;
      clearTimeout(this.timer);
    });
    addEventListener("pageshow", () => (this.leaving = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.changed > this.kept && void this.send());
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.changed > this.kept) event.preventDefault();
    });
  }

  private typed(): void {
    this.changed += 1;
    if (this.held) {
      this.say(this.status?.dataset.held ?? "");
      return;
    }
    this.since ||= Date.now();
    const overdue = Date.now() - this.since > AT_LEAST_EVERY;
    this.after(overdue ? 0 : PAUSE);
  }

  private after(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), pause);
  }

  /** One at a time, so that what was typed last is kept last. */
  private async send(): Promise<void> {
    if (this.sending || this.leaving || this.held) return;
    const sent = this.changed;
    this.sending = true;
    this.since = 0;
    try {
      const answer = await fetch(this.form.dataset.draftUrl ?? "", {
        method: "POST",
        body: this.typedValues(),
        headers: { "X-CSRFToken": csrfToken(this.form), "X-Requested-With": "fetch", Accept: "application/json" },
      });
      this.answered(answer.status, answer.ok || answer.status === 409 || answer.status === 422 ? await answer.json() : {}, sent);
    } catch {
      this.failed(this.status?.dataset.failed ?? "");
    } finally {
      this.sending = false;
    }
    if (this.changed > sent && this.kept === sent) this.after(PAUSE);
  }

  private answered(status: number, told: { saved?: string; others?: string; error?: string }, sent: number): void {
    if (status === 200) {
      this.kept = sent;
      this.wait = AGAIN_AFTER;
      this.say(told.saved ?? "");
      this.sayOthers(told.others ?? "");
    } else if (told.error) this.say(told.error);
    else this.failed(status === 401 ? words("signedOut") : (this.status?.dataset.failed ?? ""));
  }

  private failed(told: string): void {
    this.say(told);
    this.after(this.wait);
    this.wait = Math.min(this.wait * 2, AGAIN_AT_MOST);
  }

  private typedValues(): URLSearchParams {
    const values = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") values.append(name, value);
    return values;
  }

  private say(told: string): void {
    if (this.status && this.status.textContent !== told) this.status.textContent = told;
  }

  private sayOthers(told: string): void {
    const line = this.others?.querySelector("span");
    if (!this.others || !line || line.textContent === told) return;
    line.textContent = told;
    this.others.hidden = !told;
  }
}
