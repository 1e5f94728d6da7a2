import { countDown } from "./scripts/pause";
import { proveWork } from "./scripts/proof";
import { saveAsTyped } from "./scripts/saves";
import { start } from "./scripts/start";
import { suggestArticles } from "./scripts/suggest";

start(proveWork, countDown, saveAsTyped, suggestArticles);
