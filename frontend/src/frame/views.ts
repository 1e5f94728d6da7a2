import { goBy } from "../scripts/going";
import { parsed, prepareBy } from "../scripts/html";
import { COMMON, LAST } from "../scripts/start";
import { WRITING } from "../scripts/customers";
import { READING } from "../scripts/readers";
import { run, type Step } from "../scripts/steps";
import { type Carried, withoutBase } from "./carried";
import { isPage, offer } from "./downloads";
import { endView } from "./life";
import { holdPictures } from "./pictures";

export interface Shown {
  url: URL;
  /** The name of the draft that was sent on the way here; empty where nothing was. */
  sent: string;
  first: boolean;
}
const SHEET = "data-articles-css";
const SHEET_PATIENCE = 2000;

/** The pages of the customer's door, one after another in one document. */
export class Views {
  url = new URL("/support/home/", location.origin);
  /** What was asked for last: a page that is on its way, or the one that is shown. */
  wanted?: URL;
  theme = "";
  /** The stream of what happens on the page that is shown; "" where it has none. */
  liveUrl = "";
  private turn = 0;
  private shownOnce = false;

  constructor(
    private readonly carried: Carried,
    private readonly decorate: () => void,
    private readonly follow: Step,
    private readonly shown: (view: Shown) => void,
    private readonly failed: (why: "lost" | "refused", again: () => void) => void,
  ) {
    prepareBy((answer) => {
      holdPictures(answer);
      nameDrafts(answer, this.carried.panel);
      holdFocus(answer);
    });
    goBy((url) => void this.go(this.resolved(url)));
  }

  /** An address as the page that is shown means it, not as the document of the frame does. */
  resolved(address: string): URL {
    const url = withoutBase(new URL(address, this.url));
    if (url.pathname !== withoutBase(new URL(location.href)).pathname) return url;
    const search = url.search && url.search !== location.search ? url.search : this.url.search;
    return new URL(this.url.pathname + search, this.url);
  }

  /** Shows what an address answers; returns whether anything came. The last one asked for wins. */
  async go(url: URL, options: RequestInit = {}): Promise<boolean> {
    const turn = ++this.turn;
    if (!options.method) this.wanted = url;
    document.documentElement.setAttribute("aria-busy", "true");
    try {
      const came = await this.carried.ask(url, options);
      if (turn !== this.turn) return true;
      if (came.answer.status === 403 && !isPage(came.answer)) return this.fails("refused", url);
      if (!isPage(came.answer)) return await this.keep(came.answer);
      const text = await came.answer.text();
      if (turn === this.turn) await this.show(parsed(text), came.url);
      return true;
    } catch {
      return turn !== this.turn || this.fails("lost", url);
    } finally {
      if (turn === this.turn) document.documentElement.removeAttribute("aria-busy");
    }
  }

  private async keep(answer: Response): Promise<boolean> {
    if (!answer.ok) return this.fails("lost", this.url);
    await offer(answer);
    return true;
  }

  private fails(why: "lost" | "refused", url: URL): boolean {
    this.failed(why, () => void this.go(url));
    return false;
  }

  private async show(page: Document, url: URL): Promise<void> {
    if (url.pathname.startsWith("/help/")) await articleStyles();
    endView();
    const first = !this.shownOnce;
    this.shownOnce = true;
    this.url = url;
    this.wanted = url;
    this.carried.at = url.pathname + url.search;
    this.dress(page);
    const { className, dataset } = page.body;
    document.body.className = className;
    this.liveUrl = dataset.liveUrl ?? "";
    document.body.replaceChildren(...page.body.childNodes);
    document.title = page.title;
    this.decorate();
    const isReading = url.pathname.startsWith("/help/") || url.pathname === "/support/home/";
    run([...COMMON, ...(isReading ? READING : WRITING), this.follow, ...LAST]);
    const sent = document.querySelector<HTMLElement>("[data-draft-sent]")?.dataset.draftSent ?? "";
    this.shown({ url, sent, first });
  }

  private dress(page: Document): void {
    const [root, its] = [document.documentElement, page.documentElement];
    root.lang = its.lang;
    root.dir = its.dir;
    this.paint(its.dataset.theme ?? "");
  }

  /** The site's theme, else the person's or the owner's, else the device's. */
  paint(own: string): void {
    const theme = this.theme || own;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  }
}

/** Browsers refuse it inside another site, and say so: the frame gives the focus itself. */
function holdFocus(answer: Document): void {
  for (const field of answer.querySelectorAll<HTMLElement>("[autofocus]")) {
    field.removeAttribute("autofocus");
    field.dataset.autofocus = "";
  }
}

/** Drafts on the device are kept by panel: two of them may stand on one page. */
function nameDrafts(answer: Document, panel: string): void {
  for (const form of answer.querySelectorAll<HTMLElement>("[data-draft]")) form.dataset.draft = `${panel}.${form.dataset.draft}`;
  for (const sent of answer.querySelectorAll<HTMLElement>("[data-draft-sent]")) {
    sent.dataset.draftSent = `${panel}.${sent.dataset.draftSent}`;
  }
}

/** The looks of articles come with the first article. */
export function articleStyles(): Promise<void> {
  const address = document.documentElement.getAttribute(SHEET);
  if (!address) return Promise.resolve();
  document.documentElement.removeAttribute(SHEET);
  return new Promise((resolve) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    for (const end of ["load", "error"]) sheet.addEventListener(end, () => resolve());
    setTimeout(resolve, SHEET_PATIENCE);
    sheet.href = address;
    document.head.append(sheet);
  });
}
