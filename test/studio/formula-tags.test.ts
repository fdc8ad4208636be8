import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import katex from "katex";
import { describe, expect, test } from "vitest";
import { findChromium, startChromium } from "../report/chromium.js";

const chromium = findChromium();
const root = resolve(import.meta.dirname, "../..");
const style = ["node_modules/katex/dist/katex.min.css", "src/studio/parts/formulas.css"]
  .map((file) => readFileSync(resolve(root, file), "utf8"))
  .join("\n");

/** The edges of a numbered formula on a page: of what is before its number, and of the number; and of the page. */
interface Edges {
  readonly formula: number;
  readonly tag: readonly [number, number];
  readonly page: number;
}

describe.skipIf(!chromium)("the number of a formula, in Chromium", () => {
  test.each([
    "a = b",
    "m_i = \\frac{\\beta h_i + \\beta\\sum_{j\\ne i} J_{ij}m_j}{\\beta\\lambda_i}, \\qquad v_i = \\frac1{x}",
  ])(
    "stands behind %s on pages of every width, and the page is no wider for it",
    async (tex) => {
      const formula = katex.renderToString(`${tex} \\tag{153}`, { displayMode: true });
      const browser = await startChromium(chromium!);
      try {
        for (const width of [300, 360, 1280]) {
          const page = await browser.newPage({ viewport: { width, height: 300 } });
          await page.setContent(
            `<style>${style}</style><div class="formula" style="overflow-x: auto">${formula}</div>`,
          );
          const edges = (await page.evaluate(`(() => {
            const edgesOf = (name) => [...document.querySelectorAll(".katex-html > " + name)].map((part) => part.getBoundingClientRect());
            const [tag] = edgesOf(".tag");
            const formula = Math.max(...edgesOf(".base").map(({ right }) => right));
            return { formula, tag: [tag.left, tag.right], page: document.documentElement.scrollWidth };
          })()`)) as Edges;
          expect(edges.tag[0]).toBeGreaterThan(edges.formula);
          expect(edges.page).toBe(width);
          if (width === 1280) expect(edges.tag[1]).toBeLessThanOrEqual(width);
          await page.close();
        }
      } finally {
        await browser.close();
      }
    },
    60_000,
  );
});
