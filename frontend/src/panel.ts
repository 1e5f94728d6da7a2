import { countDown } from "./scripts/pause";
import { proveWork } from "./scripts/proof";
import { saveAsTyped } from "./scripts/saves";
import { start } from "./scripts/start";

start(proveWork, countDown, saveAsTyped);
