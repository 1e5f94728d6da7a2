import { takeCode } from "./code";
import { copyOnClick } from "./copy";
import { keepDrafts } from "./draft";
import { sendOnEnter } from "./enter";
import { clearErrors } from "./fields";
import { takeFiles } from "./files";
import { liveUpdates } from "./live";
import { loadOlder } from "./older";
import { sendOnce } from "./once";
import { followRules } from "./rules";
import { run, type Step } from "./steps";

/** What customers' and agents' pages have in common. */
export function start(...more: Step[]): void {
  run([...COMMON, liveUpdates, ...more, ...LAST]);
}

export const COMMON: Step[] = [
  clearErrors, followRules, keepDrafts, takeFiles, sendOnEnter, takeCode, loadOlder, copyOnClick,
];
export const LAST: Step[] = [sendOnce, focusErrors];

function focusErrors(): void {
  document.querySelector<HTMLElement>("[data-errors]")?.focus();
}
