import { parsed } from "./html";
import { replacePart } from "./parts";
import { say, words } from "./words";

/** Appends the letters that came since the page was loaded. Returns whether there were any. */
export async function newerLetters(tickets: Set<number>): Promise<boolean> {
  const place = document.querySelector<HTMLElement>("[data-live-ticket]");
  const list = place?.querySelector<HTMLElement>("[data-live-messages]");
  if (!place || !list || !(tickets.has(0) || tickets.has(Number(place.dataset.liveTicket)))) return false;
  const url = new URL(place.dataset.newerUrl ?? "", location.href);
  url.searchParams.set("after", lastOf(list));
  const response = await fetch(url, { headers: { "X-Fragment": "1" } });
  if (!response.ok) return false;
  const answer = parsed(await response.text());
  const came = append(list, answer);
  for (const part of answer.querySelectorAll<HTMLElement>("[data-live-part]")) replacePart(part);
  return came;
}

function append(list: HTMLElement, answer: Document): boolean {
  const scroller = list.closest<HTMLElement>(".scroll");
  const atEnd = scroller !== null && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  const fresh = [...answer.querySelectorAll<HTMLElement>("[data-message]")].filter(
    (item) => !list.querySelector(`[data-message="${CSS.escape(item.dataset.message ?? "")}"]`),
  );
  if (!fresh.length) return false;
  list.append(...fresh);
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
  nothingWrittenYet(lastOf(list));
  say(words("newLetter"));
  return true;
}

/** Who has not begun to write has seen what came: their answer is not held back because of it. */
function nothingWrittenYet(newest: string): void {
  const form = document.querySelector<HTMLFormElement>("form[data-composer]");
  const seen = form?.querySelector<HTMLInputElement>("input[name=last_message_id]");
  const written = form?.querySelector("textarea")?.value.trim() || form?.querySelector(".file-list > *");
  if (seen && !written && !document.hidden) seen.value = newest;
}

function lastOf(list: HTMLElement): string {
  const letters = list.querySelectorAll<HTMLElement>("[data-message]");
  return letters[letters.length - 1]?.dataset.message ?? "0";
}
