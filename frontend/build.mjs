// Builds each entry by itself, so that a page loads one script and one style sheet and never a shared chunk.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../smartai/web/ui/static/ui/built/", import.meta.url));

rmSync(built, { recursive: true, force: true });
for (const entry of ["panel", "desk"]) {
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
      manifest: `${entry}.json`,
      rolldownOptions: {
        input: [`src/${entry}.css`, `src/${entry}.ts`],
        output: { entryFileNames: "[name]-[hash].js", assetFileNames: "[name]-[hash][extname]" },
      },
    },
  });
}
