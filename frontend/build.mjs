// Builds each entry by itself, so that a page loads one script and one style sheet and never a shared chunk.
// The page on which articles are written has a second one, and loads the rich editor when somebody wants it.
import { copyFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../smartai/web/ui/static/ui/built/", import.meta.url));

rmSync(built, { recursive: true, force: true });
for (const [entry, ...sources] of [["panel", "css", "ts"], ["help", "ts"], ["desk", "css", "ts"], ["editor", "css", "ts"],
  ["frame", "css", "ts"], ["frame-articles", "css"]]) {
  await build({
    configFile: false,
    root: here,
    base: "./",
    logLevel: "warn",
    build: {
      target: ["chrome125", "edge125", "firefox128", "safari17.5"],
      outDir: built,
      emptyOutDir: false,
      assetsDir: "",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 700, // the rich editor; budget.mjs watches what it weighs compressed
      manifest: `${entry}.json`,
      rolldownOptions: {
        input: sources.map((kind) => `src/${entry}.${kind}`),
        output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
      },
    },
  });
}

// What another site loads has one name for ever and stands alone: no module, nothing left over in its window.
await build({
  configFile: false,
  root: here,
  logLevel: "warn",
  build: {
    target: ["chrome125", "edge125", "firefox128", "safari17.5"],
    outDir: built,
    emptyOutDir: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "src/embed.ts",
      output: { format: "iife", entryFileNames: "embed.js" },
    },
  },
});
copyFileSync(new URL("src/embedding.d.ts", import.meta.url), `${built}embed.d.ts`);
