import { takeCode } from "./code";
import { copyOnClick } from "./copy";
import { keepDrafts } from "./draft";
import { sendOnEnter } from "./enter";
import { clearErrors, followDepartment } from "./fields";
import { takeFiles } from "./files";
import { liveUpdates } from "./live";
import { loadOlder } from "./older";
import { sendOnce } from "./once";

/** What customers' and agents' pages have in common. Every step stands alone: one that fails stops no other. */
export function start(...more: (() => void)[]): void {
  document.documentElement.classList.add("scripted");
  const common = [clearErrors, followDepartment, keepDrafts, takeFiles, sendOnEnter, takeCode, loadOlder, copyOnClick, liveUpdates];
  for (const step of [...common, ...more, sendOnce, focusErrors]) {
    try {
      step();
    } catch (error) {
      reportError(error);
    }
  }
}

function focusErrors(): void {
  document.querySelector<HTMLElement>("[data-errors]")?.focus();
}
