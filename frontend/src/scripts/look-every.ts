import { parsed } from "./html";
import { replacePart } from "./parts";
import { say } from "./words";

/** `data-look-every="4"` on a part (`data-live-part`): it is asked for anew so often while somebody sees it. */
export function lookEvery(): void {
  const seconds = Number(lookedAt()?.dataset.lookEvery);
  if (!seconds) return;
  const look = (): void => {
    const part = lookedAt();
    if (!part) clearInterval(timer);
    else if (!document.hidden) void freshen(part).catch(() => undefined); // the next look is soon enough
  };
  const timer = window.setInterval(look, seconds * 1000);
  document.addEventListener("visibilitychange", look);
}

/** Only this part: others of the page have a stream of facts. Another tone is news to a screen reader, a minute that passed is none. */
async function freshen(part: HTMLElement): Promise<void> {
  const { livePart = "", liveFrom = location.href, tone } = part.dataset;
  const response = await fetch(liveFrom, { headers: { "X-Fragment": "1" } });
  if (!response.ok || response.redirected) return;
  const named = `[data-live-part="${CSS.escape(livePart)}"]`;
  const fresh = parsed(await response.text()).querySelector<HTMLElement>(named);
  if (!fresh) return;
  replacePart(fresh);
  if (fresh.dataset.tone !== tone) say(fresh.querySelector("b")?.textContent ?? "", true);
}

function lookedAt(): HTMLElement | null {
  return document.querySelector("[data-look-every]");
}
