import type { Message } from "../embed/protocol";
import { fillIn, type Prefill } from "./filling";

/** What the site around says of itself and of its page. */
export class Around {
  page = "";
  private prefill: Prefill = {};
  private suggested: string[] = [];
  private told: object = {};

  take(message: Message): void {
    if (message.prefill) this.prefill = message.prefill as Prefill;
    if (Array.isArray(message.suggest)) this.suggested = message.suggest.filter(isSlug).slice(0, 4);
    if (typeof message.page === "string") this.page = message.page || this.page;
    if (message.told) this.told = message.told;
  }

  fill(): void {
    const form = document.querySelector<HTMLFormElement>('form[data-draft*=".new-request-"]');
    if (form && !form.querySelector("[data-errors]")) fillIn(form, this.prefill);
  }

  /** It travels with a new request, and with nothing else. */
  addTo(form: HTMLFormElement, body: FormData): void {
    if (form.dataset.draft?.includes(".new-request-")) body.set("site", JSON.stringify({ page: this.page, told: this.told }));
  }

  /** The articles that fit the page stand where articles are suggested. */
  suggestedAt(url: URL): URL {
    if (offersArticles(url) && this.suggested.length) url.searchParams.set("suggest", this.suggested.join(","));
    return url;
  }
}

export function offersArticles({ pathname }: URL): boolean {
  return pathname === "/support/" || pathname === "/support/home/";
}

function isSlug(one: unknown): one is string {
  return typeof one === "string" && /^[\w-]+$/.test(one);
}
