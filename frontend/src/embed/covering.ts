/** On a phone the panel covers the page: the page stands still below it, and the back button closes it. */
const NARROW = "(max-width: 519px)";
const HELD: Record<string, string> = { position: "fixed", "inline-size": "100%", overflow: "hidden" };

export class Covering {
  readonly #narrow = matchMedia(NARROW);
  readonly #before = new Map<string, [value: string, priority: string]>();
  #scrolled = 0;
  #covers = false;
  #hasEntry = false;
  readonly #popped = (event: PopStateEvent): void => {
    if (!this.#hasEntry) return;
    this.#hasEntry = false;
    event.stopImmediatePropagation(); // the entry was ours: no router of the page has anything to do
    removeEventListener("popstate", this.#popped, true);
    this.#closed();
  };

  readonly #isOpen: () => boolean;
  readonly #closed: () => void;

  constructor(isOpen: () => boolean, closed: () => void) {
    this.#isOpen = isOpen;
    this.#closed = closed;
    this.#narrow.addEventListener("change", this.fit);
  }

  get isNarrow(): boolean {
    return this.#narrow.matches;
  }

  /** After it was opened, closed, or the window turned. */
  readonly fit = (): void => {
    const covers = this.#isOpen() && this.isNarrow;
    if (covers === this.#covers) return;
    this.#covers = covers;
    if (covers) this.#hold();
    else this.#release();
  };

  end(): void {
    this.#narrow.removeEventListener("change", this.fit);
    if (this.#covers) this.#release();
    this.#covers = false;
  }

  #hold(): void {
    const { style } = document.body;
    this.#scrolled = scrollY;
    for (const [name, value] of Object.entries({ ...HELD, "inset-block-start": `${-scrollY}px` })) {
      this.#before.set(name, [style.getPropertyValue(name), style.getPropertyPriority(name)]);
      style.setProperty(name, value);
    }
    this.#hasEntry = true;
    addEventListener("popstate", this.#popped, true);
    history.pushState({ ...(history.state as object | null), smartai: true }, "");
  }

  #release(): void {
    const { style } = document.body;
    for (const [name, [value, priority]] of this.#before) {
      if (value) style.setProperty(name, value, priority);
      else style.removeProperty(name);
    }
    this.#before.clear();
    if (!document.body.getAttribute("style")) document.body.removeAttribute("style");
    scrollTo({ top: this.#scrolled, behavior: "instant" });
    if (!this.#hasEntry) return;
    if ((history.state as { smartai?: boolean } | null)?.smartai) history.back(); // popped() hears of it and is done
    else removeEventListener("popstate", this.#popped, true);
  }
}
