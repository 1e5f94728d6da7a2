import { countDown } from "./scripts/pause";
import { proveWork } from "./scripts/proof";
import { start } from "./scripts/start";

start(proveWork, countDown);
