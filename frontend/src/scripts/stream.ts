import { words } from "./words";

/** `ticket` 0 stands for "anything may have happened": after a lost connection. */
export interface Fact {
  ticket: number;
  kind: string;
}
type Heard = (fact: Fact) => void;
type Told = { fact: Fact } | { lost: boolean };

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;
const QUIET = 5000;

/**
 * One connection for all tabs of a browser: the tab that holds the lock keeps it and tells the others.
 * Returns how to tell the other tabs what no stream says, because it happened in this one.
 */
export function follow(url: string, heard: Heard): Heard {
  const name = `smartai.live ${url}`;
  const channel = new BroadcastChannel(name);
  const receive = (told: Told): void => {
    if ("fact" in told) heard(told.fact);
    else showLost(told.lost);
  };
  channel.addEventListener("message", (event: MessageEvent<Told>) => receive(event.data));
  const lead = (): Promise<never> => {
    connect(url, (told) => {
      receive(told);
      channel.postMessage(told);
    });
    return new Promise(() => undefined); // keeps the lock until the tab is closed
  };
  // Locks are there on https and on the machine itself; elsewhere each tab keeps a connection of its own.
  if (navigator.locks) void navigator.locks.request(name, lead);
  else void lead();
  return (fact) => channel.postMessage({ fact } satisfies Told);
}

function connect(url: string, tell: (told: Told) => void): void {
  let pause = FIRST_PAUSE;
  let wasLost = false;

  const open = (): void => {
    const source = new EventSource(url);
    source.addEventListener("open", () => {
      pause = FIRST_PAUSE;
      tell({ lost: false });
      if (wasLost) tell({ fact: { ticket: 0, kind: "reconnected" } });
      wasLost = false;
    });
    source.addEventListener("fact", (event: MessageEvent<string>) => {
      const fact = factIn(event.data);
      if (fact) tell({ fact });
    });
    source.addEventListener("error", () => {
      source.close();
      if (!wasLost) tell({ lost: true });
      else tell({ fact: { ticket: 0, kind: "lost" } }); // pages may answer where streams do not pass
      wasLost = true;
      setTimeout(open, pause * (0.7 + Math.random() * 0.6));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  };
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}

function factIn(text: string): Fact | null {
  try {
    const fact = JSON.parse(text) as Partial<Fact>;
    return { ticket: Number(fact.ticket ?? 0), kind: String(fact.kind ?? "") };
  } catch {
    return null;
  }
}

let timer = 0;

function showLost(lost: boolean): void {
  clearTimeout(timer);
  const show = (): void => {
    const text = !lost ? "" : words(navigator.onLine ? "reconnecting" : "offline");
    for (const place of document.querySelectorAll("[data-live-state]")) place.textContent = text;
  };
  if (lost) timer = window.setTimeout(show, QUIET);
  else show();
}
