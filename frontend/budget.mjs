// What a first visit loads must stay small. Ends with status 1 when an entry has outgrown its limit.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const KB = 1000;
const limits = { "panel.ts": 26 * KB, "panel.css": 12 * KB, "desk.ts": 40 * KB, "desk.css": 20 * KB };
const built = new URL("../smartai/web/ui/static/ui/built/", import.meta.url);

let tooBig = false;
for (const [source, limit] of Object.entries(limits)) {
  const entry = source.split(".")[0];
  const manifest = JSON.parse(readFileSync(new URL(`${entry}.json`, built), "utf8"));
  const size = gzipSync(readFileSync(new URL(manifest[`src/${source}`].file, built)), { level: 9 }).length;
  tooBig ||= size > limit;
  console.log(`${source.padEnd(10)} ${(size / KB).toFixed(1)} of ${limit / KB} KB${size > limit ? "  too big" : ""}`);
}
process.exit(tooBig ? 1 : 0);
