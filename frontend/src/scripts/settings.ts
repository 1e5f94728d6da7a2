import { buttonOf } from "./colour";
import { Drafting } from "./drafting";
import { Looking } from "./looking";

/** A page of choices: where it has a draft, kept as it is typed and shown before it holds; what the colour comes to, which picture was chosen. */

export function settingsPage(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-settings]");
  if (!form) return;
  const pane = document.querySelector<HTMLElement>("[data-preview]");
  const looking = pane ? new Looking(pane) : null;
  looking?.begin();
  if (form.dataset.draftUrl) new Drafting(form, () => looking?.again()).listen();
  const colour = form.querySelector<HTMLElement>("[data-colour]");
  if (colour) followColour(colour);
  const logo = form.querySelector<HTMLElement>("[data-logo]");
  if (logo) showPicture(logo);
}

/** The written colour and the picked one are one; the sample is the button that comes of it. */
function followColour(place: HTMLElement): void {
  const written = place.querySelector<HTMLInputElement>("input[name]");
  const picked = place.querySelector<HTMLInputElement>("input[type=color]");
  const sample = place.querySelector<HTMLElement>("[data-sample]");
  const ratio = place.querySelector<HTMLElement>("[data-words]");
  if (!written || !picked || !sample || !ratio) return;
  const number = new Intl.NumberFormat(document.documentElement.lang || "en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const paint = (): number => {
    const button = buttonOf(picked.value);
    sample.style.setProperty("--accent", button.colour);
    return button.ratio;
  };
  const show = (): void => {
    if (!/^#[0-9a-f]{6}$/i.test(written.value)) return;
    picked.value = written.value;
    ratio.textContent = (ratio.dataset.words ?? "").replace("{n}", number.format(paint()));
  };
  picked.addEventListener("input", () => (written.value = picked.value));
  place.addEventListener("input", show);
  paint();
}

function showPicture(place: HTMLElement): void {
  const input = place.querySelector<HTMLInputElement>("input[type=file]");
  const mark = place.querySelector<HTMLElement>(".mark");
  if (!input || !mark) return;
  const show = (): void => {
    place.querySelector("img.chosen")?.remove();
    const file = input.files?.[0];
    mark.hidden = Boolean(file);
    if (!file) return;
    const picture = document.createElement("img");
    picture.className = "av s40 mark chosen";
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
    mark.after(picture);
  };
  input.addEventListener("change", show);
}
