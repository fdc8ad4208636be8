import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leanPlot } from "../../scripts/lean-plot.js";
import { drawFigure } from "../../src/study/draw-figure.js";
import type { Figure } from "../../src/study/index.js";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "test/report/figures");
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".ts") ? [file.slice(0, -3)] : []));
const { document } = parseHTML("<!doctype html><html><body></body></html>");

describe("the studio's part of Observable Plot", () => {
  const made = mkdtempSync(join(tmpdir(), "isinglass-lean-plot-"));
  let lean: { readonly drawFigure: typeof drawFigure };
  beforeAll(async () => {
    const code = await bundled();
    writeFileSync(join(made, "drawing.mjs"), code);
    lean = await import(/* @vite-ignore */ pathToFileURL(join(made, "drawing.mjs")).href);
    expect(code).toContain("left out of the studio");
  }, 120_000);
  afterAll(() => rmSync(made, { recursive: true }));

  test.each(names)("draws %s as the whole of it does, byte for byte", async (name) => {
    const { figure } = (await import(`../report/figures/${name}.ts`)) as { figure: Figure };
    expect(lean.drawFigure(figure, document).outerHTML).toBe(drawFigure(figure, document).outerHTML);
  });
});

/** The drawing of figures with all that it imports, as the studio's build makes it. */
async function bundled(): Promise<string> {
  const { build } = await import("vite");
  const result = await build({
    ...{ root, configFile: false, logLevel: "silent", plugins: [leanPlot()], ssr: { noExternal: true } },
    build: { ssr: join(root, "src/study/draw-figure.ts"), write: false, target: "es2023" },
  });
  const [output] = [result].flat();
  if (!output || !("output" in output)) throw new Error("the build gave no files");
  return output.output[0].code;
}
