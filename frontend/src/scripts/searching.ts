import { parsed } from "./html";
import { moveRow } from "./rows";
import { say } from "./words";

/**
 * Results while somebody types: `<form data-search-url>` and the place `[data-results]`. Without script it is a plain form.
 * The arrows lead from the field into the results and back.
 */
const PAUSE = 200;

export function searchAsTyped(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-search-url]");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  const place = document.querySelector<HTMLElement>("[data-results]");
  if (!form || !field || !place) return;
  let timer = 0;
  let asked = field.value.trim();
  let running: AbortController | null = null;
  const ask = async (): Promise<void> => {
    const query = field.value.trim();
    if (query === asked) return;
    asked = query;
    running?.abort();
    running = new AbortController();
    const address = `${form.dataset.searchUrl ?? ""}?${new URLSearchParams({ q: query }).toString()}`;
    try {
      const answer = await fetch(address, { headers: { "X-Part": "results" }, signal: running.signal });
      if (!answer.ok || answer.redirected || query !== asked) return;
      place.replaceChildren(...parsed(await answer.text()).body.childNodes);
      history.replaceState(history.state, "", address);
      say(place.querySelector("h2, .empty b")?.textContent?.replace(/\s+/g, " ").trim() ?? "");
    } catch {
      asked = ""; // no connection: ENTER asks again, and says so
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !event.isComposing && moveRow(1)) event.preventDefault();
  });
  place.addEventListener("keydown", (event) => {
    const first = place.querySelector("[data-rows] a");
    if (event.key !== "ArrowUp" || document.activeElement !== first) return;
    event.preventDefault();
    event.stopPropagation();
    field.focus();
  });
}
