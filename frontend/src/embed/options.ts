import type { SmartaiMode } from "../embedding";

/** What the snippet's `data-…` or the element's attributes say. */
export interface Options {
  panel: string;
  mode: SmartaiMode;
  target: string;
  position: string;
  offset: string;
  theme: string;
  locale: string;
  department: string;
  open: string;
  token: string;
}

export function optionsOf(said: (name: string) => string | null | undefined): Options {
  const target = said("target") ?? "";
  const mode = said("mode") ?? (target ? "inline" : "launcher");
  const article = said("article");
  return {
    panel: said("panel") ?? "",
    mode: mode === "inline" || mode === "none" ? mode : "launcher",
    target,
    position: said("position") ?? "",
    offset: said("offset") ?? "",
    theme: said("theme") ?? "",
    locale: said("locale") ?? document.documentElement.lang,
    department: said("department") ?? "",
    open: said("open") ?? (article ? `article:${article}` : ""),
    token: said("token") ?? "",
  };
}
