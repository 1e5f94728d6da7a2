/** The page's words for scripts (ui/words.html), with `{name}` filled in. */
export function words(key: string, values: Record<string, string> = {}): string {
  const text = document.getElementById("words")?.dataset[key] ?? "";
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

let lastSaid = 0;

/** Tells a screen reader; at most once in ten seconds unless `always`. */
export function say(text: string, always = false): void {
  const now = Date.now();
  const line = document.getElementById("said");
  if (!line || !text || (!always && now - lastSaid < 10_000)) return;
  lastSaid = now;
  line.textContent = text;
}
