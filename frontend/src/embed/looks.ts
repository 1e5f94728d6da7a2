import type { Options } from "./options";

/** What the server puts before this script: the look of every panel, and the few words that are said before the frame is there. */
type Known = [launcher: string, side: string, inline: number, block: number, accent: string, languages: string];
declare const SMARTAI_LOOKS: Record<string, Known>;
declare const SMARTAI_WORDS: Record<string, [help: string, close: string]>;

export interface Look {
  words: string;
  side: string;
  inline: number;
  block: number;
  accent: string;
  languages: string;
}

/** Of a panel that is known. */
export function lookOf(panel: string): Look {
  const [words, side, inline, block, accent, languages] = SMARTAI_LOOKS[panel]!;
  return { words, side, inline, block, accent, languages };
}

/** With what the snippet says in place of what the owner chose. */
export function lookFor({ panel, position, offset }: Options): Look {
  const look = lookOf(panel);
  const [inline, block] = offset.split(",").map(parseFloat);
  if (position) look.side = position;
  if (isLength(inline)) look.inline = inline;
  if (isLength(block)) look.block = block;
  return look;
}

function isLength(value: number | undefined): value is number {
  return value !== undefined && value >= 0 && value <= 400;
}

export function isKnown(panel: string): boolean {
  return Object.hasOwn(SMARTAI_LOOKS, panel);
}

/** In the language of the page, where the panel offers it; else in the panel's own, which is the first. */
export function wordsIn(locale: string, panel: string): { help: string; close: string } {
  const offered = lookOf(panel).languages.split(" ");
  const wanted = locale.split("-")[0]!.toLowerCase();
  const [help, close] = SMARTAI_WORDS[offered.includes(wanted) ? wanted : offered[0]!]!;
  return { help, close };
}
