import { WRITING } from "./scripts/customers";
import { usePasskeys } from "./scripts/passkeys";
import { start } from "./scripts/start";

start(...WRITING, usePasskeys);
