import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { rootStream } from "../../src/numerics/random/index.js";
import { drawTasks } from "../../src/spinglass/tasks.js";
import { findChromium } from "../report/chromium.js";
import { itLooksRight } from "./looks-right.js";
import { savedFile, savedRows, sizeOfPng } from "./saved-file.js";
import { studioIn } from "./site.js";

const chromium = findChromium();
/** Builders and benchmarks may have the machine to themselves for a while. */
const PATIENCE = { timeout: 120_000 };
const settings = { P: 60, D: 4, N: 9, lambda: 0.05, seed: 3, samples: 150 };
const told = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
const address = `#/landscape?${told.join("&")}`;
/** Titles of the figures, the columns of their numbers, and how many rows there are. */
const FIGURES = [
  ["A plane through the ground state", ["what", "number", "across", "up", "energy"], settings.samples + 61],
  ["Curvature of every direction", ["direction", "curvature", "law"], settings.D * (settings.D + 1)],
  ["The thesis's picture, measured", ["sample", "x", "y", "energy"], settings.samples],
] as const;

/** Of the page: what it measures beside its figures. */
async function measured(page: Page) {
  const finding = page.locator("[data-minimum]");
  await finding.waitFor(PATIENCE);
  const number = async (name: string) => Number(await finding.getAttribute(`data-${name}`));
  return {
    ...{ minimum: await number("minimum"), lowest: await number("lowest") },
    ...{ share: await number("share"), flat: await number("flat") },
  };
}

/** The same from the tasks by plain loops: the loss itself, its minimum by descent, its stiffest directions by powers. */
function byPlainLoops() {
  const { P, D, lambda, seed, samples } = settings;
  const p = D * (D + 1);
  const { features, queries, targets } = drawTasks(rootStream(seed).child("landscape", "tasks"), settings);
  const spins = Array.from({ length: P }, (_, task) =>
    Array.from({ length: p }, (_, i) => features[task * (D + 1) + Math.floor(i / D)]! * queries[task * D + (i % D)]!),
  );
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
  const apply = (w: ArrayLike<number>) => {
    const out = Array.from(w, (value) => lambda * value);
    for (const s of spins) {
      const overlap = dot(s, w) / P;
      for (let i = 0; i < p; i++) out[i]! += overlap * s[i]!;
    }
    return out;
  };
  const field = Array.from({ length: p }, (_, i) =>
    spins.reduce((sum, s, task) => sum + (s[i]! * targets[task]!) / P, 0),
  );
  const energy = (w: ArrayLike<number>) => dot(w, apply(w)) / 2 - dot(field, w);

  let ground = new Array<number>(p).fill(0);
  for (let step = 0; step < 20_000; step++) {
    const slope = apply(ground);
    ground = ground.map((value, i) => value - 0.2 * (slope[i]! - field[i]!));
  }
  const stiffest: number[][] = [];
  for (let k = 0; k < 2; k++) {
    let v = Array.from({ length: p }, (_, i) => Math.sin(i + 1 + k));
    for (let step = 0; step < 20_000; step++) {
      v = apply(v);
      for (const other of stiffest) {
        const along = dot(other, v);
        v = v.map((value, i) => value - along * other[i]!);
      }
      const length = Math.sqrt(dot(v, v));
      v = v.map((value) => value / length);
    }
    stiffest.push(v);
  }
  // Var ½cᵀHc for c ~ N(−σ*, I): ½ tr H² + |Hσ*|², and Hσ* = h.
  const columns = Array.from({ length: p }, (_, i) => apply(Array.from({ length: p }, (_, j) => (i === j ? 1 : 0))));
  const whole = columns.reduce((sum, column) => sum + dot(column, column), 0) / 2 + dot(field, field);
  const part = stiffest.reduce((sum, v) => sum + dot(v, apply(v)) ** 2 / 2 + dot(v, field) ** 2, 0);
  const weights = rootStream(seed)
    .child("landscape", "samples")
    .fillNormal(new Float64Array(samples * p));
  const energies = Array.from({ length: samples }, (_, n) => energy(weights.subarray(n * p, (n + 1) * p)));
  return { minimum: energy(ground), lowest: Math.min(...energies), share: part / whole };
}

describe.skipIf(chromium === undefined)("the landscape page", () => {
  const studio = studioIn(chromium);

  it("has the numbers of plain loops, and says what the t-SNE picture tells of energy", async () => {
    const { page, requests, talk } = await studio.open(address);
    const found = await measured(page);
    const exact = byPlainLoops();
    expect(found.minimum).toBeCloseTo(exact.minimum, 10);
    expect(found.lowest).toBeCloseTo(exact.lowest, 10);
    expect(found.share).toBeCloseTo(exact.share, 9);
    expect(found.flat).toBe(0);
    const verdict = page.locator("[data-verdict]");
    await verdict.waitFor(PATIENCE);
    expect(["nothing", "little", "much"]).toContain(await verdict.getAttribute("data-verdict"));
    expect(await page.locator("[data-figure=picture] circle").count()).toBe(settings.samples);
    expect(talk).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(studio.address()))).toEqual([]);
    await page.context().close();
  }, 400_000);

  it("follows the hand, keeps the experiment in the address, and opens again from it", async () => {
    const { page } = await studio.open(address);
    const before = await measured(page);
    await page.getByRole("button", { name: "(a) P = 10" }).click(PATIENCE);
    await page.locator('[data-flat="100"]').waitFor(PATIENCE);
    await page.getByRole("button", { name: "Two softest" }).click(PATIENCE);
    const after = await measured(page);
    expect(after.share).toBeLessThan(before.share / 100);
    await page.waitForURL(/first=.*second=|second=.*first=/, PATIENCE);
    const again = await studio.open(new URL(page.url()).hash);
    expect(await measured(again.page)).toEqual(after);
    await again.page.context().close();
    await page.context().close();
  }, 400_000);

  it("gives each figure as SVG, PNG and numbers, the same ones again from its link", async () => {
    const { page, talk } = await studio.open(`${address}&first=2&second=5&extent=2.5&step=0.4`);
    await page.locator("[data-verdict]").waitFor(PATIENCE);
    const link = await page.getByRole("region", { name: /its link does/ }).textContent();
    const again = await studio.open(new URL(link!).hash, {
      colorScheme: "dark",
      viewport: { width: 600, height: 900 },
    });
    await again.page.locator("[data-verdict]").waitFor(PATIENCE);
    for (const [title, columns, count] of FIGURES) {
      const rows = await savedRows(page, title);
      expect(Object.keys(rows[0]!)).toEqual(columns);
      expect(rows).toHaveLength(count);
      expect(await savedRows(again.page, title)).toEqual(rows);
      // A picture is light, whatever the page is.
      const svg = (await savedFile(again.page, title, "SVG")).toString("utf8");
      expect(svg).toContain(`<title>${title}</title>`);
      expect(svg).toContain("P=60");
      expect(svg).not.toMatch(/var\(|class=/);
      expect(svg).toContain('fill="rgb(29, 33, 39)"');
      const { width, colours } = await sizeOfPng(again.page, await savedFile(again.page, title, "PNG"));
      expect(width).toBeGreaterThan(3 * 400);
      expect(colours).toBeGreaterThan(20);
    }
    expect(await again.page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(talk).toEqual([]);
    await again.page.context().close();
    await page.context().close();
  }, 400_000);

  itLooksRight(studio, PATIENCE, { hash: address, whole: "[data-verdict]", heading: "如实看见的能量景观" });
});
