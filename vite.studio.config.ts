import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { offline } from "./scripts/offline.js";

/** The studio: a static site that runs from any folder of any host, so every address in it is relative. */
export default defineConfig({
  root: "src/studio",
  base: "./",
  publicDir: "public",
  plugins: [svelte(), offline()],
  worker: { format: "es" },
  build: { outDir: "../../dist/studio", emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 2000 },
});
