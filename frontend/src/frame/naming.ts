import type { Carried } from "./carried";
import { later } from "./life";
import type { Host } from "./port";

/** Who the site says that somebody is: a name that its server signed becomes a session here. */
const RENEWAL_PATIENCE = 8000;
const NAME_PATIENCE = 4000;
const SHOWN_AFTER = 400;

export class Naming {
  /** Until the name is there, or it is known that none comes: whose page it is decides what is shown first. */
  settled: Promise<void> = Promise.resolve();
  private isNamed = false;
  private settle: () => void = nobodyWaits;
  private renewed: (ok: boolean) => void = nobodyWaits;

  constructor(
    private readonly carried: Carried,
    private readonly host: Host,
    private readonly changed: () => void,
  ) {}

  /** The site has a name to give. One that keeps silent is not waited for long. */
  expect(): void {
    const root = document.documentElement;
    root.setAttribute("aria-busy", "true");
    const told = later(() => document.querySelector("[data-waiting]")?.removeAttribute("hidden"), SHOWN_AFTER);
    this.settled = new Promise((settle) => {
      this.settle = settle;
      later(settle, NAME_PATIENCE);
    });
    void this.settled.then(() => {
      clearTimeout(told);
      root.removeAttribute("aria-busy");
    });
  }

  /** What is shown is shown again, for that person. */
  async identify(token: string): Promise<void> {
    const code = await this.session(token);
    this.isNamed = code === "";
    this.settle();
    this.host.tell("identify", { ok: this.isNamed });
    if (code) this.host.tell("error", { code });
    const isWaitedFor = this.renewed !== nobodyWaits;
    this.renewed(this.isNamed);
    if (this.isNamed && !isWaitedFor) this.changed();
  }

  /** The site has no name, or its function failed: nobody waits any longer. */
  none(): void {
    this.settle();
    this.renewed(false);
  }

  forget(): void {
    this.isNamed = false;
  }

  /** A session that ended is asked for anew where the site gave the name. Whether there is one again. */
  async renew(): Promise<boolean> {
    if (!this.isNamed) return false;
    this.isNamed = false;
    const asked = new Promise<boolean>((resolve) => {
      this.renewed = resolve;
      later(() => resolve(false), RENEWAL_PATIENCE);
    });
    this.host.tell("renew");
    const ok = await asked;
    this.renewed = nobodyWaits;
    return ok;
  }

  private async session(token: string): Promise<string> {
    const headers = { "Content-Type": "application/json", Accept: "application/json" };
    try {
      const { answer } = await this.carried.ask(new URL("/w/session", location.origin), { method: "POST", headers, body: JSON.stringify({ token }) });
      if (answer.ok) return "";
      const said = (await answer.json().catch(() => ({}))) as { error?: unknown };
      return typeof said.error === "string" ? said.error.slice(0, 60) : "identity";
    } catch {
      return "unreachable";
    }
  }
}

function nobodyWaits(): void {
  // the next name that comes is shown at once
}
