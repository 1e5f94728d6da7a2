import { READING } from "./scripts/readers";
import { run } from "./scripts/steps";

// Small on purpose: most people who come here never write to us.
run(READING);
