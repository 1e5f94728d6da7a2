/** What `smartai(…)` takes and tells. Published as `/embed.d.ts` of your help desk. */

export type SmartaiMode = "launcher" | "inline" | "none";
export type SmartaiTheme = "auto" | "light" | "dark";

/** Where the panel opens. Other words after a colon: `request:4182`, `article:export-limits`, `search:invoice`. */
export type SmartaiPlace = "home" | "new" | "requests" | "help" | `request:${number}` | `article:${string}` | `search:${string}`;

/** Typed for the person where nothing is typed yet. Departments and priorities by name, own fields by their label. */
export interface SmartaiPrefill {
  title?: string;
  message?: string;
  department?: string;
  priority?: string;
  name?: string;
  email?: string;
  fields?: Record<string, string | number>;
}

/** A token that your server signed, or what gets one: asked again when a session has ended. */
export type SmartaiToken = string | (() => string | Promise<string>);

/** What is shown in the panel. */
export type SmartaiView =
  | "home" | "new" | "requests" | "request" | "sign-in" | "profile" | "help" | "search" | "article" | "other";

/** No event has words that somebody wrote or anything of them. A `slug` is the last part of an article's address. */
export interface SmartaiEvents {
  ready: { panel: string };
  open: { panel: string };
  close: { panel: string };
  view: { panel: string; name: SmartaiView };
  identify: { panel: string; ok: boolean };
  "request:created": { panel: string; number: number };
  "reply:sent": { panel: string; number: number };
  unread: { panel: string; count: number };
  "article:opened": { panel: string; slug: string };
  "article:answered": { panel: string; slug: string; yes: boolean };
  resize: { panel: string; height: number };
  error: { panel: string; code: string };
}

export interface SmartaiCalls {
  (verb: "open", place?: SmartaiPlace, prefill?: SmartaiPrefill): void;
  (verb: "open", place: "request", number: number): void;
  (verb: "open", place: "article" | "search", words: string): void;
  (verb: "close" | "toggle" | "show" | "hide" | "logout" | "destroy"): void;
  (verb: "prefill", prefill: SmartaiPrefill): void;
  /** At most 20 keys and 2 KB: shown to your team beside a new request. */
  (verb: "context", told: Record<string, string | number | boolean>): void;
  (verb: "identify", token: SmartaiToken | { token: SmartaiToken }): void;
  /** Addresses of up to four help articles that fit this page. */
  (verb: "suggest", slugs: string[]): void;
  (verb: "theme", theme: SmartaiTheme): void;
  (verb: "locale", locale: string): void;
  /** Returns how to stop; nothing while `smartai` is still the queue of the snippet. */
  <E extends keyof SmartaiEvents>(verb: "on", event: E, heard: (event: CustomEvent<SmartaiEvents[E]>) => void): (() => void) | undefined;
}

export interface Smartai extends SmartaiCalls {
  /** With several panels on one page, which of them is meant: `smartai({ panel: "pk_…" }, "open")`. */
  (which: { panel: string }, ...call: unknown[]): unknown;
  q?: ArrayLike<unknown>[];
}

declare global {
  interface Window {
    smartai?: Smartai;
  }
  interface WindowEventMap extends SmartaiWindowEvents {}
}
type SmartaiWindowEvents = { [E in keyof SmartaiEvents as `smartai:${E}`]: CustomEvent<SmartaiEvents[E]> };
