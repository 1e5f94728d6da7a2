import { draw, load, type Task, watched } from "./company";
import { worker } from "./html";
import { words } from "./words";
import workerUrl from "./proof.worker.ts?worker&url";

/** Tells a person from a robot, as soon as somebody begins to fill in the form: by a short calculation (ALTCHA),
 * or by a company's widget. Nothing of a company is loaded before. */
type Challenge = { algorithm: string; challenge: string; salt: string; maxnumber?: number; signature: string };

const RENEW = 15 * 60 * 1000;
const LONGEST_WAIT = 4000;

export function proveWork(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-proof]")) {
    const form = place.closest("form");
    if (form) new Proof(place, form);
  }
}

class Proof {
  private begun = false;
  private task: Task | null = null;
  private readonly isCompany: boolean;
  private readonly line: HTMLElement;
  private readonly input: HTMLInputElement;

  constructor(
    private readonly place: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.line = place.querySelector<HTMLElement>("[data-proof-words]")!;
    this.input = place.querySelector<HTMLInputElement>("input[name=proof]")!;
    this.isCompany = Boolean(place.querySelector("[data-widget]"));
    const begin = (): void => this.begin();
    form.addEventListener("focusin", begin);
    form.addEventListener("input", begin);
    // A form that comes back with its text is often sent without touching a field. A field that the page itself
    // puts the cursor into is nobody's beginning, where a company would learn of it.
    const here = !this.isCompany && form.contains(document.activeElement);
    if (here || form.querySelector("[data-errors]") || place.dataset.task) begin();
    form.addEventListener("submit", (event) => this.waitOnSubmit(event));
    this.ownButton?.addEventListener("click", () => void this.useOwn(""));
  }

  private get ownButton(): HTMLButtonElement | null {
    return this.place.querySelector<HTMLButtonElement>("[data-own-check]");
  }

  private begin(): void {
    if (this.begun) return;
    this.begun = true;
    void this.prove().finally(() => {
      if (!this.task) setTimeout(() => (this.begun = false), RENEW);
    });
  }

  private async prove(): Promise<void> {
    try {
      const { task } = this.place.dataset;
      const asked = task ? (JSON.parse(task) as Task) : await this.ask("");
      if (asked && "provider" in asked) return void (await this.show(asked));
      if (asked) await this.calculate(asked);
    } catch {
      this.line.textContent = ""; // the server treats a form without a proof more strictly, and says so itself
    }
    this.settle();
  }

  private async ask(more: string): Promise<Task | Challenge | null> {
    const url = `${this.place.dataset.challengeUrl ?? ""}${more}`;
    const response = await fetch(url, { headers: { Accept: "application/json" } });
    if (response.status === 204) return null;
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as Task | Challenge;
  }

  private async calculate(challenge: Challenge): Promise<void> {
    if (!this.isCompany) this.line.textContent = words("checking");
    const number = await solve(challenge);
    const { algorithm, salt, signature } = challenge;
    this.input.value = btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
    if (!this.isCompany) this.line.textContent = `✓ ${words("checked")}`;
  }

  private async show(task: Task): Promise<void> {
    this.task = task;
    const button = this.ownButton;
    if (button) button.hidden = !this.place.dataset.challengeUrl;
    try {
      await load(task);
      if (this.task && task.provider !== "recaptcha-v3") this.draw(task);
    } catch {
      if (this.task) await this.useOwn(this.place.dataset.blocked ?? "");
    }
  }

  private draw(task: Task): void {
    draw(task, this.place.querySelector<HTMLElement>("[data-widget]")!, {
      solved: (token) => {
        this.fill(token, task);
        this.line.textContent = `✓ ${words("checked")}`;
      },
      expired: () => {
        this.input.value = "";
        this.line.textContent = this.place.dataset.expired ?? "";
      },
      problem: (code) => {
        this.input.value = "";
        this.line.textContent = (this.place.dataset.problem ?? "").replace("{code}", code || "?");
      },
    });
  }

  private fill(token: string, task: Task): void {
    this.input.value = JSON.stringify({ seal: task.seal, token });
    this.place.dispatchEvent(new Event("proved"));
  }

  /** Our own calculation in a company's place; `why` stays to be read. */
  private async useOwn(why: string): Promise<void> {
    this.task = null;
    this.input.value = "";
    this.ownButton?.remove();
    if (this.place.dataset.challengeUrl) this.place.querySelector("[data-about]")?.remove();
    this.place.querySelector("[data-widget]")?.replaceChildren();
    this.line.textContent = why;
    this.line.focus({ preventScroll: true });
    if (!this.place.dataset.challengeUrl) return this.settle();
    try {
      const challenge = await this.ask("&way=own");
      if (challenge && !("provider" in challenge)) await this.calculate(challenge);
      this.line.textContent = why || `✓ ${words("checked")}`;
    } catch {
      this.line.textContent = why;
    }
    this.settle();
  }

  private settle(): void {
    this.place.dataset.settled = "";
    this.place.dispatchEvent(new Event("proved"));
  }

  /** Sent while still checking: goes by itself a moment later, and after four seconds in any case. */
  private waitOnSubmit(event: SubmitEvent): void {
    if (event.defaultPrevented || this.input.value || "settled" in this.place.dataset) return;
    if (this.goesWithout(event.submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const isWidget = this.task && this.task.provider !== "recaptcha-v3";
    if (isWidget && this.place.querySelector("[data-widget]")?.firstElementChild) return this.askToSolve();
    const button = event.submitter;
    button?.setAttribute("aria-busy", "true");
    const go = (): void => {
      clearTimeout(timer);
      this.place.removeEventListener("proved", go);
      button?.removeAttribute("aria-busy");
      if (!this.isCompany) this.settle();
      this.form.requestSubmit(button);
    };
    const timer = setTimeout(() => (this.isCompany ? void this.useOwn(this.place.dataset.blocked ?? "") : go()), LONGEST_WAIT);
    this.place.addEventListener("proved", go, { once: true });
    this.begin();
    if (this.task?.provider === "recaptcha-v3") void this.watch(this.task);
  }

  /** One who signs in with a password is not asked. */
  private goesWithout(submitter: HTMLElement | null): boolean {
    const { unless } = this.place.dataset;
    const field = unless ? this.form.querySelector<HTMLInputElement>(`[name="${unless}"]`) : null;
    return Boolean(field?.value) && !(submitter as HTMLButtonElement | null)?.value;
  }

  private async watch(task: Task): Promise<void> {
    try {
      this.fill(await watched(task), task);
    } catch {
      await this.useOwn(this.place.dataset.blocked ?? "");
    }
  }

  private askToSolve(): void {
    this.line.textContent = this.place.dataset.unsolved ?? "";
    this.line.focus();
    this.place.scrollIntoView({ block: "nearest" });
  }
}

function solve({ challenge, salt, maxnumber = 1_000_000 }: Challenge): Promise<number> {
  return new Promise((resolve, reject) => {
    const solver = worker(workerUrl);
    solver.addEventListener("message", (event: MessageEvent<number>) => {
      solver.terminate();
      if (event.data < 0) reject(new Error("no number fits"));
      else resolve(event.data);
    });
    solver.addEventListener("error", reject);
    solver.postMessage({ challenge, salt, maxnumber });
  });
}
