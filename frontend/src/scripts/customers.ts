import { tellHours } from "./hours";
import { countDown } from "./pause";
import { proveWork } from "./proof";
import { saveAsTyped } from "./saves";
import { endWritings, suggestArticles } from "./suggest";

/** What pages on which customers write to us do besides what all pages do. */
export const WRITING = [proveWork, countDown, tellHours, saveAsTyped, endWritings, suggestArticles];
