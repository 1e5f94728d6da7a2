/**
 * The button that comes of a colour, as the server makes it (`smartai/lib/colour.py`): the colour itself where white can be
 * read on it, else as light as it may be. A browser mixes such colours too, but cuts off what no screen shows.
 */
const READABLE = 4.5;
const STEP = 0.01;
type Three = [number, number, number];

export interface Button {
  colour: string;
  /** WCAG's contrast of white on it. */
  ratio: number;
}

/** `written` is `#rrggbb`. */
export function buttonOf(written: string): Button {
  const [l, c, h] = oklch(channels(written).map(linear) as Three);
  for (let lightness = Math.min(l, 0.5); ; lightness -= STEP) {
    const colour = shown(lightness, Math.min(c, 0.15), h);
    const ratio = whiteOn(colour);
    if (ratio >= READABLE) return { colour, ratio };
  }
}

function whiteOn(colour: string): number {
  const [red, green, blue] = channels(colour).map(linear) as Three;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function channels(colour: string): Three {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as Three;
}

function oklch([red, green, blue]: Three): Three {
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short;
  const b = 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short;
  return [0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short, Math.hypot(a, b), Math.atan2(b, a)];
}

/** As `#rrggbb`; what no screen shows loses as much chroma as it must. */
function shown(lightness: number, chroma: number, hue: number): string {
  let [low, high] = [0, chroma];
  if (fits(mixed(lightness, chroma, hue))) low = chroma;
  else
    for (let turn = 0; turn < 20; turn += 1) {
      const half = (low + high) / 2;
      if (fits(mixed(lightness, half, hue))) low = half;
      else high = half;
    }
  const digits = mixed(lightness, low, hue).map((channel) => Math.round(255 * gamma(channel)).toString(16).padStart(2, "0"));
  return `#${digits.join("")}`;
}

function mixed(lightness: number, chroma: number, hue: number): Three {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

function fits(rgb: Three): boolean {
  return rgb.every((channel) => channel >= -0.0001 && channel <= 1.0001);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function gamma(channel: number): number {
  const inside = Math.min(Math.max(channel, 0), 1);
  return inside <= 0.0031308 ? 12.92 * inside : 1.055 * inside ** (1 / 2.4) - 0.055;
}
