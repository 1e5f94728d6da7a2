/**
 * What the page and the frame tell each other, over a port that no other script has. Both sides look at every
 * message by these tables: an unknown kind is dropped, an unknown field left out, a field of another type or size ends it.
 */
export interface Message {
  t: string;
  [field: string]: unknown;
}
type Kind = "string" | "number" | "boolean" | "object";
type Table = Record<string, Record<string, Kind>>;

const LONGEST = 20_000; // characters, as JSON

export const TO_FRAME: Table = {
  init: {
    mode: "string", theme: "string", locale: "string", opened: "boolean", at: "string", page: "string", told: "object",
    prefill: "object", suggest: "object", covers: "boolean", named: "boolean",
  },
  open: { at: "string", page: "string", covers: "boolean" },
  close: {},
  theme: { theme: "string" },
  locale: { locale: "string" },
  prefill: { prefill: "object" },
  context: { page: "string", told: "object" },
  suggest: { suggest: "object" },
  identify: { token: "string" },
  unnamed: {},
  logout: {},
};

/** What has the name of an event is told to the page's own scripts as it is. */
export const TO_PAGE: Table = {
  ready: {},
  close: {},
  wide: { yes: "boolean" },
  size: { height: "number" },
  unread: { count: "number" },
  view: { name: "string" },
  "request:created": { number: "number" },
  "reply:sent": { number: "number" },
  "article:opened": { slug: "string" },
  "article:answered": { slug: "string", yes: "boolean" },
  known: { yes: "boolean" },
  identify: { ok: "boolean" },
  renew: {},
  error: { code: "string" },
};

export function checked(data: unknown, table: Table): Message | null {
  if (typeof data !== "object" || data === null) return null;
  const { t, ...sent } = data as Message;
  const fields = typeof t === "string" && Object.hasOwn(table, t) ? table[t] : undefined;
  if (!fields) return null;
  const kept: Message = { t };
  for (const [name, kind] of Object.entries(fields)) {
    const value = sent[name];
    if (value === undefined) continue;
    if (!fits(value, kind)) return null;
    kept[name] = value;
  }
  return kept;
}

function fits(value: unknown, kind: Kind): boolean {
  if (typeof value !== kind || value === null) return false;
  return kind === "number" ? Number.isFinite(value) : JSON.stringify(value).length <= LONGEST;
}
