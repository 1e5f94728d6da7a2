/** The preview beside the choices: a frame with the real pages, drawn anew with each change, as somebody chose to look. */
const KEPT = "smartai.preview";
const DESKTOP = 920;
const PHONE = 390;
const NARROW = 720;

type Site = Window & typeof globalThis;

export class Looking {
  private readonly root: string;
  private readonly stage: HTMLElement;
  private readonly chosen: Record<string, string> = {};
  private frame: HTMLIFrameElement;
  private coming: HTMLIFrameElement | null = null;
  private place: string;
  private awaited = ""; // of the page that is on its way
  private isOpen = false; // the panel, on the page that stands for another site

  constructor(private readonly pane: HTMLElement) {
    this.root = pane.dataset.preview ?? "";
    this.stage = pane.querySelector<HTMLElement>(".preview-stage")!;
    this.frame = this.stage.querySelector("iframe")!;
    this.place = this.current()?.dataset.place ?? "/support/";
    for (const link of pane.querySelectorAll<HTMLElement>("[data-set][aria-current]")) this.take(link);
  }

  begin(): void {
    this.pane.addEventListener("click", (event) => this.clicked(event));
    this.pane.addEventListener("toggle", () => this.fit());
    new ResizeObserver(() => this.fit()).observe(this.stage);
    this.heed(this.frame);
    this.recall();
  }

  /** The page that is shown, as the choices are now. */
  again(): void {
    this.show(this.placeShown());
  }

  private clicked(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null;
    if (!link || "alone" in link.dataset || (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey))) return;
    event.preventDefault();
    if (link.dataset.tab) this.turnTo(link.dataset.tab);
    else if (link.dataset.set) this.set(link);
    else if (link.dataset.place) this.goTo(link);
  }

  private turnTo(tab: string): void {
    for (const link of this.pane.querySelectorAll<HTMLElement>("[data-tab]")) current(link, link.dataset.tab === tab);
    this.pane.dataset.shows = tab;
    const places = [...this.pane.querySelectorAll<HTMLAnchorElement>("[data-of]")];
    for (const link of places) link.hidden = link.dataset.of !== tab;
    const first = places.find((link) => !link.hidden);
    if (first) this.goTo(first);
  }

  private goTo(link: HTMLAnchorElement): void {
    this.current()?.removeAttribute("aria-current");
    current(link, true);
    this.isOpen = false;
    if (link.dataset.who) this.choose("who", link.dataset.who);
    this.place = link.dataset.place ?? this.place;
    this.show(this.place);
  }

  private set(link: HTMLElement): void {
    const { set = "", value = "" } = link.dataset;
    this.choose(set, value);
    this.keep();
    if (set === "device") this.fit();
    else this.show(this.placeShown());
  }

  private choose(set: string, value: string): void {
    for (const link of this.pane.querySelectorAll<HTMLElement>(`[data-set="${set}"]`)) {
      current(link, link.dataset.value === value);
      if (link.dataset.value === value) this.take(link);
    }
  }

  private take(link: HTMLElement): void {
    this.chosen[link.dataset.set ?? ""] = link.dataset.value ?? "";
  }

  private current(): HTMLElement | null {
    return this.pane.querySelector<HTMLElement>("[data-place][aria-current]");
  }

  private address(place: string): string {
    const { who, theme, language } = this.chosen;
    return `${this.root}${who}-${theme}-${language}${place}`;
  }

  /** What is on its way; else where somebody went inside the frame, or where they were sent. */
  private placeShown(): string {
    if (this.coming) return this.awaited;
    try {
      const { pathname, search } = this.frame.contentWindow!.location;
      const rest = pathname.startsWith(this.root) ? pathname.slice(this.root.length) : "";
      return rest.includes("/") ? rest.slice(rest.indexOf("/")) + search : this.place;
    } catch {
      return this.place;
    }
  }

  /** The new page comes behind the old one and takes its place once it stands, where the old one was scrolled to. */
  private show(place: string): void {
    const address = this.address(place);
    const alone = this.pane.querySelector<HTMLAnchorElement>("[data-alone]");
    if (alone) alone.href = address;
    this.coming?.remove();
    const next = this.frame.cloneNode() as HTMLIFrameElement;
    next.className = "coming";
    next.removeAttribute("loading");
    next.removeAttribute("name");
    next.src = address;
    next.addEventListener("load", () => this.swap(next), { once: true });
    this.coming = next;
    this.awaited = place;
    this.stage.append(next);
  }

  private swap(next: HTMLIFrameElement): void {
    if (this.coming !== next) return;
    const [before, after] = [this.frame.contentWindow, next.contentWindow];
    if (before && after && before.location.pathname.endsWith(after.location.pathname.slice(-12))) after.scrollTo(0, before.scrollY);
    next.className = "";
    next.name = this.frame.name;
    this.frame.remove();
    this.frame = next;
    this.coming = null;
    if (this.isOpen) (after as Site | null)?.smartai?.("open");
    this.heed(next);
  }

  /** A panel that somebody opened on the page of the other site stays open when the page is drawn anew. */
  private heed(frame: HTMLIFrameElement): void {
    const hear = (): void => {
      frame.contentWindow?.addEventListener("smartai:open", () => (this.isOpen = true));
      frame.contentWindow?.addEventListener("smartai:close", () => (this.isOpen = false));
    };
    if (frame.contentDocument?.readyState === "complete") hear();
    frame.addEventListener("load", hear);
  }

  /** A desk is wider than the room beside the form: its page is drawn smaller. */
  private fit(): void {
    const isPhone = this.chosen.device === "phone";
    this.pane.dataset.device = isPhone ? "phone" : "desktop";
    const room = this.stage.clientWidth;
    const scale = Math.min(1, room / (isPhone ? PHONE : DESKTOP));
    if (room) this.pane.style.setProperty("--scale", String(scale));
  }

  private keep(): void {
    try {
      const { device, theme, who, language } = this.chosen;
      sessionStorage.setItem(KEPT, JSON.stringify({ device, theme, who, language }));
    } catch {
      // it is as it was on the next page
    }
  }

  private recall(): void {
    try {
      const usual = innerWidth < NARROW ? { device: "phone" } : {};
      const kept = { ...usual, ...(JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Record<string, string>) };
      const before = this.address(this.place);
      const fixed = this.current()?.dataset.who;
      for (const [set, value] of Object.entries(kept)) if (!(set === "who" && fixed)) this.choose(set, value);
      this.fit();
      if (this.address(this.place) !== before) this.frame.src = this.address(this.place);
    } catch {
      this.fit();
    }
  }
}

function current(link: HTMLElement, is: boolean): void {
  if (is) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}
