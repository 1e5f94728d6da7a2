import type { Host } from "./port";

/** What a page has more inside a frame: drawings on its tabs, the ways to make it larger and to close it. */
const words = document.getElementById("frame-words") as HTMLTemplateElement;

export class Dressing {
  mode = "page";
  private isWide = false;

  constructor(
    private readonly host: Host,
    private readonly close: () => void,
  ) {}

  /** On a phone it fills the screen already. */
  cover(yes: boolean): void {
    document.documentElement.toggleAttribute("data-covers", yes);
  }

  readonly decorate = (): void => {
    for (const tab of document.querySelectorAll<HTMLElement>(".tabs a")) {
      tab.prepend(...drawing(tab.querySelector<HTMLElement>("[data-live-part]")?.dataset.livePart ?? ""));
    }
    if (this.mode !== "launcher") return;
    const tools = document.createElement("div");
    tools.className = "frame-tools";
    tools.append(this.wideButton(), button("close", this.close));
    document.body.prepend(tools);
  };

  showFailure(why: "lost" | "refused", again: () => void): void {
    this.host.tell("error", { code: why });
    const note = document.createElement("div");
    note.className = "notice bad frame-failed";
    note.setAttribute("role", "alert");
    note.append(words.dataset[why] ?? "");
    if (why === "lost") {
      const retry = document.createElement("button");
      retry.type = "button";
      retry.append(words.dataset.again ?? "");
      retry.addEventListener("click", () => {
        note.remove();
        again();
      });
      note.append(retry);
    }
    document.querySelector(".frame-failed")?.remove();
    document.querySelector("main")?.prepend(note);
  }

  private wideButton(): HTMLButtonElement {
    const made = button(this.isWide ? "narrow" : "wide", () => {
      this.isWide = !this.isWide;
      this.host.tell("wide", { yes: this.isWide });
      const other = this.wideButton();
      made.replaceWith(other);
      other.focus();
    });
    return made;
  }
}

function button(name: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "icon-btn";
  made.ariaLabel = words.dataset[name] ?? "";
  made.append(...drawing(name));
  made.addEventListener("click", pressed);
  return made;
}

function drawing(name: string): Node[] {
  const icons = [...words.content.querySelectorAll<HTMLElement>("[data-icon]")];
  return icons.filter((one) => one.dataset.icon === name).map((one) => one.cloneNode(true));
}
