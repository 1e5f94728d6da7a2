import { worker } from "./html";
import { words } from "./words";
import workerUrl from "./proof.worker.ts?worker&url";

/** A short calculation instead of a puzzle (ALTCHA). Starts when somebody begins to fill in the form. */
type Challenge = { algorithm: string; challenge: string; salt: string; maxnumber?: number; signature: string };

const RENEW = 15 * 60 * 1000;

export function proveWork(): void {
  for (const place of document.querySelectorAll<HTMLElement>("[data-proof]")) {
    const form = place.closest("form");
    let begun = false;
    const begin = (): void => {
      if (begun) return;
      begun = true;
      void prove(place).finally(() => setTimeout(() => (begun = false), RENEW));
    };
    form?.addEventListener("focusin", begin);
    // A form that comes back with its text is often sent without touching a field.
    if (form?.contains(document.activeElement) || form?.querySelector("[data-errors]")) begin();
    form?.addEventListener("submit", (event) => waitForProof(event, place, begin));
  }
}

async function prove(place: HTMLElement): Promise<void> {
  const line = place.querySelector<HTMLElement>("[data-proof-words]")!;
  const input = place.querySelector<HTMLInputElement>("input[name=proof]")!;
  try {
    const response = await fetch(place.dataset.challengeUrl ?? "", { headers: { Accept: "application/json" } });
    if (response.status === 204) return;
    if (!response.ok) throw new Error(String(response.status));
    const challenge = (await response.json()) as Challenge;
    line.textContent = words("checking");
    const number = await solve(challenge);
    const { algorithm, salt, signature } = challenge;
    input.value = btoa(JSON.stringify({ algorithm, challenge: challenge.challenge, number, salt, signature }));
    line.textContent = `✓ ${words("checked")}`;
  } catch {
    line.textContent = ""; // the server treats a form without a proof more strictly, and says so itself
  }
  place.dataset.settled = "";
  place.dispatchEvent(new Event("proved"));
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

/** Sent while still checking: goes by itself a moment later, and after four seconds in any case. */
function waitForProof(event: SubmitEvent, place: HTMLElement, begin: () => void): void {
  const input = place.querySelector<HTMLInputElement>("input[name=proof]");
  if (event.defaultPrevented || input?.value || "settled" in place.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = event.target as HTMLFormElement;
  const button = event.submitter;
  button?.setAttribute("aria-busy", "true");
  const go = (): void => {
    clearTimeout(timer);
    place.dataset.settled = "";
    button?.removeAttribute("aria-busy");
    form.requestSubmit(button);
  };
  place.addEventListener("proved", go, { once: true });
  const timer = setTimeout(go, 4000);
  begin();
}
