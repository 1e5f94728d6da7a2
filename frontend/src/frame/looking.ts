import { freshParts } from "../scripts/parts";
import { newerLetters } from "../scripts/thread";
import type { Live } from "./live";

/** Where no stream is: an open view looks for what is new instead, while somebody can see it. */
const LOOK = 15_000;

export function lookOften(live: Live): void {
  const [letters, list] = ["[data-live-ticket]", '[data-live-part="requests"]'].map((place) => document.querySelector(place));
  if (!letters && !list) return;
  setInterval(() => {
    if (!live.isSeen || live.isStreaming) return;
    const came = letters ? newerLetters(new Set([0])) : Promise.resolve(true);
    void came.then((any) => (any ? freshParts() : undefined)).catch(() => undefined); // the next look is soon enough
  }, LOOK);
}
