import { proveWork } from "./scripts/proof";
import { start } from "./scripts/start";

start(proveWork);
