import { Drafting } from "./drafting";
import { Looking } from "./looking";

/** A page of choices: kept as it is typed and shown before it holds; what the colour comes to, which picture was chosen. */

export function settingsPage(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-settings]");
  if (!form) return;
  const pane = document.querySelector<HTMLElement>("[data-preview]");
  const looking = pane ? new Looking(pane) : null;
  looking?.begin();
  new Drafting(form, () => looking?.again()).listen();
  const colour = form.querySelector<HTMLElement>("[data-colour]");
  if (colour) followColour(colour);
  const logo = form.querySelector<HTMLElement>("[data-logo]");
  if (logo) showPicture(logo);
}

/** The written colour and the picked one are one; the sample is a real button in it. */
function followColour(place: HTMLElement): void {
  const written = place.querySelector<HTMLInputElement>("input[name]");
  const picked = place.querySelector<HTMLInputElement>("input[type=color]");
  const sample = place.querySelector<HTMLElement>("[data-sample]");
  const ratio = place.querySelector<HTMLElement>("[data-words]");
  if (!written || !picked || !sample || !ratio) return;
  const show = (): void => {
    if (!/^#[0-9a-f]{6}$/i.test(written.value)) return;
    picked.value = written.value;
    sample.style.setProperty("--brand", written.value);
    const words = new Intl.NumberFormat(document.documentElement.lang || "en", {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
    }).format(whiteOn(getComputedStyle(sample).backgroundColor));
    ratio.textContent = (ratio.dataset.words ?? "").replace("{n}", words);
  };
  picked.addEventListener("input", () => (written.value = picked.value));
  place.addEventListener("input", show);
}

/** WCAG's contrast of white on any colour that the browser can paint. */
function whiteOn(colour: string): number {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  if (!canvas) return 21;
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map(linear);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function linear(channel: number): number {
  const part = channel / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
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
