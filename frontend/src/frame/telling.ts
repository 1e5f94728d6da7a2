import type { Host } from "./port";
import { nameOf } from "./places";
import type { Shown } from "./views";

/** What the site around hears: numbers, names of views and of articles; never a word that somebody wrote, and nothing of them. */
const SHEET = /^\/support\/suggestions\/([\w-]+)\/(opened|answered|answered\/end)\/$/;
const FEEDBACK = /^\/help\/feedback\/([\w-]+)\/$/;

export class Telling {
  private unreadTold = -1;
  private knownTold: boolean | undefined;

  constructor(private readonly host: Host) {}

  view({ url, sent }: Shown): void {
    const name = nameOf(url);
    this.host.tell("view", { name });
    if (name === "article") this.host.tell("article:opened", { slug: url.pathname.split("/")[2] });
    const number = Number(document.querySelector<HTMLElement>("[data-live-ticket]")?.dataset.liveTicket ?? 0);
    if (!sent || !number) return;
    this.host.tell(sent.includes(".new-request-") ? "request:created" : "reply:sent", { number });
    this.known(true);
  }

  /** What a script of a page asked and got: articles beside a form, and what somebody said of one. */
  asked(url: URL, { method, body }: RequestInit, { ok }: Response): void {
    if (method !== "POST" || !ok) return;
    const [, slug, what] = SHEET.exec(url.pathname) ?? [];
    if (what === "opened") this.host.tell("article:opened", { slug });
    else if (what) this.host.tell("article:answered", { slug, yes: what === "answered" });
    const [, judged] = FEEDBACK.exec(url.pathname) ?? [];
    const answer = body instanceof URLSearchParams || body instanceof FormData ? body.get("answer") : null;
    if (judged && answer) this.host.tell("article:answered", { slug: judged, yes: answer === "yes" });
  }

  /** Whether somebody has written or signed in here; the site keeps it, to show how many answers are new. */
  known(yes: boolean | undefined): void {
    if (yes === undefined || yes === this.knownTold) return;
    this.knownTold = yes;
    this.host.tell("known", { yes });
  }

  unread(count: number): void {
    if (count === this.unreadTold || !Number.isFinite(count)) return;
    this.unreadTold = count;
    this.host.tell("unread", { count });
  }

  /** As the tab of the list says. */
  unreadShown(): void {
    this.unread(Number(document.querySelector('[data-live-part="tab-list"]')?.textContent ?? 0));
  }
}
