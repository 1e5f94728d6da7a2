// What a first visit loads must stay small. Ends with status 1 when an entry has outgrown its limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KB = 1000;
const limits = { "panel.ts": 26 * KB, "panel.css": 12 * KB, "help.ts": 6 * KB, "desk.ts": 40 * KB, "desk.css": 20 * KB,
  "editor.ts": 8 * KB, "editor.css": 6 * KB, "scripts/rich.ts": 190 * KB,
  "frame.ts": 26 * KB, "frame.css": 9 * KB, "frame-articles.css": 4 * KB, "embed.js": 6 * KB };
const built = new URL("../smartai/web/ui/static/ui/built/", import.meta.url);

let tooBig = false;
for (const [source, limit] of Object.entries(limits)) {
  const size = gzipSync(readFileSync(new URL(fileOf(source), built)), { level: 9 }).length;
  tooBig ||= size > limit;
  console.log(`${source.padEnd(18)} ${(size / KB).toFixed(1)} of ${limit / KB} KB${size > limit ? "  too big" : ""}`);
}

/** What other sites load has its name for ever; everything else is named in a manifest. */
function fileOf(source) {
  if (source === "embed.js") return source;
  const entry = source.startsWith("scripts/") ? "editor" : source.split(".")[0];
  return JSON.parse(readFileSync(new URL(`${entry}.json`, built), "utf8"))[`src/${source}`].file;
}

process.exit(tooBig ? 1 : 0);
