import { keepOnServer } from "./scripts/kept";
import { showPreview } from "./scripts/preview";
import { writeArticle } from "./scripts/writing";

const form = document.querySelector<HTMLFormElement>("form[data-article]");
if (form) for (const step of [keepOnServer, showPreview, writeArticle]) step(form);
