/** The places that a site names: `home`, `new`, `requests`, `request:4182`, `article:slug`, `search:words`. */
export function pathOf(place: string): string {
  const [kind, ...rest] = place.split(":");
  const what = rest.join(":");
  if (kind === "requests") return "/support/requests/";
  if (kind === "request" && /^\d+$/.test(what)) return `/support/requests/${what}/`;
  if (kind === "article" && what) return `/help/${encodeURIComponent(what)}/`;
  if (kind === "search") return `/help/?q=${encodeURIComponent(what)}`;
  if (kind === "help") return "/help/";
  return kind === "new" ? "/support/?write" : "/support/home/";
}

/** What the site hears of the view that is shown. */
export function nameOf({ pathname, searchParams }: URL): string {
  const [, door, part = "", more] = pathname.split("/");
  if (door === "help") {
    if (!part) return searchParams.has("q") ? "search" : "help";
    return more ? "help" : "article";
  }
  if (!part) return "new";
  if (part === "requests") return more ? "request" : "requests";
  return NAMES[part] ?? "other";
}

const NAMES: Record<string, string> = {
  home: "home", link: "request", profile: "profile", "sign-in": "sign-in", register: "sign-in",
};
