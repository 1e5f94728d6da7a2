/** Something to choose in the palette: it leads to `url`, puts `insert` into the letter, or runs. */
export interface Command {
  group: string;
  label: string;
  title?: Node[];
  detail?: string;
  key?: string;
  url?: string;
  insert?: string;
  run?: () => void;
}

interface Opened {
  url: string;
  label: string;
  detail: string;
}

const RECENT = "smartai.recent ";
const MOST_RECENT = 6;

/** What can be done with the page as it is now, and where its rail leads. */
export function commandsOf(palette: HTMLElement): Command[] {
  const { here = "", go = "" } = palette.dataset;
  const own = [...document.querySelectorAll<HTMLElement>("[data-command]")].map((button) => ({
    group: button.matches("a") ? go : here,
    label: nameOf(button),
    key: (button.dataset.key ?? button.dataset.shortcut ?? "").toUpperCase(),
    url: button.getAttribute("href") ?? "",
    run: () => button.click(),
  }));
  const places = [...document.querySelectorAll<HTMLAnchorElement>(".rail a.row")].map((link) => ({
    group: go,
    label: link.dataset.name || link.title || nameOf(link),
    key: link.dataset.go ? `G ${link.dataset.go.toUpperCase()}` : "",
    url: link.getAttribute("href") ?? "",
  }));
  const order = ({ group, key }: Command): number => (group === go ? 2 : key ? 0 : 1);
  return [...own, ...places].sort((one, other) => order(one) - order(other));
}

function nameOf(button: HTMLElement): string {
  const shown = [...button.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent ?? "");
  return button.dataset.command || button.ariaLabel || shown.join("").trim() || button.title;
}

/** Tickets that were opened in this tab, the newest first; of whoever is signed in alone. */
export function recentTickets(palette: HTMLElement): Command[] {
  const others = opened(palette).filter(({ url }) => url !== location.pathname);
  return others.map((ticket) => ({ group: palette.dataset.recent ?? "", ...ticket }));
}

export function rememberTicket(): void {
  const palette = document.getElementById("palette");
  const number = document.querySelector<HTMLElement>("[data-live-ticket]")?.dataset.liveTicket;
  const title = document.querySelector("main h1")?.textContent?.trim();
  if (!palette || !number || !title) return;
  const now = { url: location.pathname, label: title, detail: `#${number}` };
  const others = opened(palette).filter(({ url }) => url !== now.url);
  try {
    sessionStorage.setItem(RECENT + palette.dataset.person, JSON.stringify([now, ...others].slice(0, MOST_RECENT + 1)));
  } catch {
    // nothing is kept on this device
  }
}

function opened(palette: HTMLElement): Opened[] {
  try {
    return JSON.parse(sessionStorage.getItem(RECENT + palette.dataset.person) ?? "[]") as Opened[];
  } catch {
    return [];
  }
}

/** Without case and accents. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
