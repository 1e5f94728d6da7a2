// Pages of other people's sites for the journeys: built from the frameworks' own packages, never shipped.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
for (const site of ["react", "turbo"]) {
  await build({
    configFile: false,
    root: here,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: `${here}sites/built`,
      emptyOutDir: false,
      rolldownOptions: { input: `sites/${site}.ts`, output: { format: "iife", entryFileNames: `${site}.js` } },
    },
  });
}
