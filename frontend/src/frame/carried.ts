import { stay, stayed } from "./staying";

/**
 * What cookies are elsewhere: a frame inside another site has none. The session and the small things that wait live in
 * memory and in this tab's storage, and travel in headers of our own (`smartai/web/ui/carried.py`).
 */
/** Before every address of a preview; pages and scripts do without it. */
const BASE = document.documentElement.dataset.base ?? "";
const DOORS = ["/support/", "/help/", "/w/"];
const HOME = "/support/requests/";
const MOST_STEPS = 10;

interface Heard {
  signedIn: (yes: boolean) => void;
  asked: (url: URL, options: RequestInit, answer: Response) => void;
}
interface Kept {
  jar: Record<string, string>;
  token: string;
  at: string;
}

export class Carried {
  /** The page around, told with the next request and then no more. */
  page = "";
  private kept: Kept = { jar: {}, token: "", at: "" };
  private readonly name: string;
  private readonly send = window.fetch.bind(window);

  constructor(
    readonly panel: string,
    readonly host: string,
    private readonly heard: Heard,
  ) {
    this.name = `smartai.frame.${panel} ${host}`;
    try {
      this.kept = { ...this.kept, ...(JSON.parse(sessionStorage.getItem(this.name) ?? "{}") as Partial<Kept>) };
    } catch {
      // nothing is kept in this tab
    }
    this.kept.token ||= stayed(this.name);
  }

  get isSignedIn(): boolean {
    return this.kept.token !== "";
  }

  /** The page that was shown last: a site that is loaded again goes on there. */
  get at(): string {
    return this.kept.at;
  }

  set at(path: string) {
    this.kept.at = path;
    this.save();
  }

  speak(locale: string): void {
    this.kept.jar.smartai_language = locale.split("-")[0]!.toLowerCase();
    this.save();
  }

  /** Forgets who was here: the session, what waited, and what was typed. */
  forget(): void {
    const { smartai_language } = this.kept.jar;
    this.kept = { jar: smartai_language ? { smartai_language } : {}, token: "", at: "" };
    stay(this.name, "");
    for (const storage of [() => localStorage, () => sessionStorage]) {
      try {
        for (const name of Object.keys(storage())) {
          if (/^smartai\.(draft|sent|writing)\./.test(name) && name.includes(`.${this.panel}.`)) storage().removeItem(name);
        }
      } catch {
        // nothing was kept
      }
    }
    this.save();
    this.heard.signedIn(false);
  }

  isOurs(url: URL): boolean {
    return url.origin === location.origin && DOORS.some((door) => withoutBase(url).pathname.startsWith(door));
  }

  /** Asks with what is carried, and goes on where the answer leads. What it leads to, and where that is. */
  async ask(url: URL, options: RequestInit = {}): Promise<{ answer: Response; url: URL; moved: boolean }> {
    let at = url;
    let answer = await this.once(at, options);
    this.heard.asked(url, options, answer);
    let moved = false;
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const place = answer.headers.get("Smartai-Location");
      if (!place) break;
      moved = true;
      await answer.text(); // there is nothing in it, but a body that nobody reads is a request that failed
      at = withoutBase(new URL(place, at));
      if (!this.isOurs(at)) at = new URL(HOME, location.origin); // the desk is no part of a panel
      answer = await this.once(at, fragmentOf(options));
    }
    return { answer, url: at, moved };
  }

  headers(): Record<string, string> {
    const jar = encodeURIComponent(JSON.stringify(this.kept.jar));
    const own = { "Smartai-Panel": this.panel, "Smartai-Host": this.host, "Smartai-Jar": jar };
    return this.kept.token ? { ...own, Authorization: `Bearer ${this.kept.token}` } : own;
  }

  /** What an answer changes in what is carried. */
  take(header: (name: string) => string | null): void {
    const [jar, token] = [header("Smartai-Jar"), header("Smartai-Session")];
    for (const [name, value] of Object.entries(jar ? changesIn(jar) : {})) {
      if (value) this.kept.jar[name] = value;
      else delete this.kept.jar[name];
    }
    const was = this.kept.token;
    if (token !== null) {
      this.kept.token = token;
      stay(this.name, header("Smartai-Stay") ? token : "");
    }
    if (jar || token !== null) this.save();
    if (was !== this.kept.token) this.heard.signedIn(this.kept.token !== "");
  }

  /** One request, wherever the answer leads. */
  async once(url: URL, options: RequestInit): Promise<Response> {
    const headers = new Headers(options.headers);
    for (const [name, value] of Object.entries(this.headers())) headers.set(name, value);
    if (this.page) headers.set("Smartai-Page", this.page);
    this.page = "";
    const address = new URL(BASE + withoutBase(url).pathname + url.search, url);
    const answer = await this.send(address, { ...options, headers, credentials: BASE ? "same-origin" : "omit" });
    this.take((name) => answer.headers.get(name));
    return answer;
  }

  private save(): void {
    try {
      sessionStorage.setItem(this.name, JSON.stringify(this.kept));
    } catch {
      // memory is enough until the frame is closed
    }
  }
}

/** An address as it would be outside of a preview. */
export function withoutBase(url: URL): URL {
  if (!BASE || !url.pathname.startsWith(`${BASE}/`)) return url;
  const plain = new URL(url);
  plain.pathname = url.pathname.slice(BASE.length);
  return plain;
}

function changesIn(jar: string): Record<string, string> {
  try {
    return JSON.parse(decodeURIComponent(jar)) as Record<string, string>;
  } catch {
    return {};
  }
}

/** A script that asked for a part of a page gets a part where it is led to, too. */
function fragmentOf(options: RequestInit): RequestInit {
  const part = new Headers(options.headers).get("X-Fragment");
  return part ? { headers: { "X-Fragment": part } } : {};
}
