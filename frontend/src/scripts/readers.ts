import { giveFeedback, tellUnanswered } from "./feedback";
import { loadOlder } from "./older";
import { offerCopies } from "./prose";
import { searchAsTyped } from "./search";

/** What help pages do. */
export const READING = [searchAsTyped, offerCopies, loadOlder, giveFeedback, tellUnanswered];
