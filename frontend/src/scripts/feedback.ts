import { parsed } from "./html";
import { say } from "./words";

/**
 * "Did this answer your question?" in place, below the article: `<section data-feedback>` with `<form data-feedback-form>`.
 * The answer is the section of the page that the form leads to.
 */
export function giveFeedback(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    const section = form?.closest<HTMLElement>("[data-feedback]");
    const button = event.submitter as HTMLButtonElement | null;
    if (!form?.matches("[data-feedback-form]") || !section || button?.name === "then" || "plain" in form.dataset) return;
    event.preventDefault();
    void send(form, section, button);
  });
}

async function send(form: HTMLFormElement, section: HTMLElement, button: HTMLButtonElement | null): Promise<void> {
  const searched = form.elements.namedItem("searched") as HTMLInputElement | null;
  if (searched) searched.value = searchedBefore();
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) body.set(name, String(value));
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const next = answer.ok ? parsed(await answer.text()).querySelector<HTMLElement>("[data-feedback]") : null;
    if (!next) throw new Error(String(answer.status));
    section.replaceWith(next);
    const heading = next.querySelector<HTMLElement>("h2");
    heading?.focus();
    say(heading?.textContent ?? "", true);
  } catch {
    form.dataset.plain = ""; // the browser sends it and shows what comes
    form.requestSubmit(button);
  }
}

/** The words of the search that led to this page. */
function searchedBefore(): string {
  try {
    const before = new URL(document.referrer);
    return before.origin === location.origin ? (before.searchParams.get("q") ?? "") : "";
  } catch {
    return "";
  }
}

/** A search that found nothing is told once, and not again when its page is loaded anew. */
export function tellUnanswered(): void {
  const place = document.querySelector<HTMLElement>("[data-unanswered]");
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!place || entry?.type !== "navigate") return;
  const body = new URLSearchParams({ searched: place.dataset.unanswered ?? "" });
  void fetch(place.dataset.url ?? "", { method: "POST", body, keepalive: true }).catch(() => null);
}
