import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { fromQuery } from "../../src/studio/pages/training/settings.js";
import { runOf } from "../../src/studio/pages/training/trainer.js";
import { train } from "../../src/training/index.js";
import { expectClose } from "../closeness.js";
import { findChromium } from "../report/chromium.js";
import { itLooksRight } from "./looks-right.js";
import { savedFile, savedRows, sizeOfPng } from "./saved-file.js";
import { studioIn } from "./site.js";

const chromium = findChromium();
/** Builders and benchmarks may have the machine to themselves for a while. */
const PATIENCE = { timeout: 120_000 };
const ATTENTION = ["layer", "head", "row", "column", "share"];

const stepsOf = async (page: Page) => Number(await page.locator("output").getAttribute("data-step"));

async function trainAndPause(page: Page, steps: number): Promise<void> {
  await page.getByRole("button", { name: "Start", exact: true }).click(PATIENCE);
  await expect.poll(() => stepsOf(page), { ...PATIENCE, interval: 100 }).toBeGreaterThanOrEqual(steps);
  await page.getByRole("button", { name: "Pause", exact: true }).click(PATIENCE);
  await page.locator("output[data-state=paused]").waitFor(PATIENCE);
}

async function savedLosses(page: Page): Promise<number[]> {
  return (await savedRows(page, "Loss")).map(({ loss }) => Number(loss));
}

describe.skipIf(chromium === undefined)("the training page", () => {
  const studio = studioIn(chromium);

  it("paints its charts and maps light for paper, and dark again for the screen", async () => {
    const { page } = await studio.open("#/training?d=2&examples=4&batch=16&steps=5", { colorScheme: "dark" });
    await page.locator("[data-figure=errors]").waitFor(PATIENCE);
    await page.locator("output[data-state=paused]").waitFor(PATIENCE);
    const pictures = () =>
      page.evaluate<string[]>(`[...document.querySelectorAll("canvas")].map((it) => it.toDataURL())`);
    const dark = await pictures();
    await page.evaluate(`addEventListener("beforeprint", () => {
      globalThis.onPaper = [...document.querySelectorAll("canvas")].map((it) => it.toDataURL());
    })`);
    await page.pdf();
    const paper = await page.evaluate<string[]>("onPaper");
    await expect.poll(pictures, PATIENCE).toEqual(dark);
    await page.getByRole("button", { name: "Light or dark" }).click();
    await expect.poll(pictures, PATIENCE).toEqual(paper);
    expect(paper.length).toBeGreaterThan(3);
    for (const [i, picture] of paper.entries()) expect(picture).not.toBe(dark[i]);
    await page.context().close();
  }, 400_000);

  it.each([
    ["linear attention", { d: "3", examples: "6", batch: "16", seed: "4" }],
    ["a decoder on a pool", { model: "decoder", task: "pool", d: "2", examples: "4", width: "16", batch: "16" }],
  ])(
    "trains %s with the losses of the native engine, pauses, and takes one step",
    async (_, query) => {
      const { page, requests, talk } = await studio.open(`#/training?${new URLSearchParams(query)}`);
      await page.locator("output[data-state=paused]").waitFor(PATIENCE);
      expect(await stepsOf(page)).toBe(0);
      expect(await page.getByRole("region", { name: "Loss", exact: true }).textContent()).toMatch(
        /Nothing has been learnt/,
      );
      expect(await page.getByRole("button", { name: /^Loss: save/ }).count()).toBe(0);
      await trainAndPause(page, 20);
      const paused = await stepsOf(page);
      await page.getByRole("button", { name: "One step" }).click(PATIENCE);
      await page.locator(`output[data-step="${paused + 1}"][data-state=paused]`).waitFor(PATIENCE);

      const losses = await savedLosses(page);
      expect(losses).toHaveLength(paused + 1);
      const { history } = await train({ ...runOf(fromQuery(query)), steps: 20 });
      expectClose(losses.slice(0, 20), history.loss, 1e-4);

      await page.getByRole("button", { name: "Reset" }).click(PATIENCE);
      await page.locator('output[data-step="0"][data-state=paused]').waitFor(PATIENCE);
      expect(talk).toEqual([]);
      expect(requests.filter((url) => !url.startsWith(studio.address()) && !url.startsWith("blob:"))).toEqual([]);
      await page.context().close();
    },
    400_000,
  );

  it("brings the loss of linear attention down to where theory has it, and says so", async () => {
    const { page, talk } = await studio.open("#/training?batch=256&rate=0.03&seed=2");
    await page.locator("output[data-state=paused]").waitFor(PATIENCE);
    await trainAndPause(page, 150);
    const losses = await savedLosses(page);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
    expect(mean(losses.slice(-20))).toBeLessThan(0.75 * mean(losses.slice(0, 3)));
    const text = (await page.textContent("main")) ?? "";
    const [, learnt, best] = /a loss of ([\d.]+), exactly, theory's ([\d.]+\d)/.exec(text)!;
    expect(Number(learnt) / Number(best)).toBeLessThan(1.1);
    expect(Number(learnt)).toBeGreaterThanOrEqual(Number(best));
    const [, last, least] = /to ([\d.]+), exactly; the least .* can reach is ([\d.]+\d)/.exec(text)!;
    expect([last, least]).toEqual([learnt, best]);
    const errors = await savedRows(page, "Error by position");
    const meanOf = (column: string) => mean(errors.map((row) => Number(row[column])));
    expect(meanOf("learnt A")).toBeGreaterThanOrEqual(meanOf("best linear attention"));
    for (const row of errors) expect(Number(row["model stderr"])).toBeGreaterThan(0);
    expect(await page.locator("[data-figure=errors] .model.bars").count()).toBe(1);
    expect(talk).toEqual([]);
    await page.context().close();
  }, 400_000);

  it.each([
    [
      "linear attention",
      "d=3&examples=6&batch=16&seed=4",
      ["Learnt weights, and theory's", 9, ["row", "column", "learnt", "theory"]],
    ],
    ["a decoder", "model=decoder&d=2&examples=4&width=16&batch=16", ["Attention on one prompt", 400, ATTENTION]],
  ] as const)(
    "gives each figure of %s with its numbers; the link restores them all",
    async (_, query, [matrix, entries, columns]) => {
      const { page, talk } = await studio.open(`#/training?${query}`);
      await page.locator("output[data-state=paused]").waitFor(PATIENCE);
      await trainAndPause(page, 12);
      const step = await stepsOf(page);
      const link = page.getByRole("region", { name: /this link does/ });
      await expect.poll(() => page.url(), PATIENCE).toContain(`steps=${step}`);
      const again = await studio.open(new URL((await link.textContent())!).hash, { colorScheme: "dark" });
      await again.page.locator(`output[data-step="${step}"][data-state=paused]`).waitFor(PATIENCE);
      for (const [title, count] of [
        ["Loss", step],
        ["Error by position", query.includes("d=3") ? 7 : 5],
        [matrix, entries],
      ] as const) {
        const rows = await savedRows(page, title);
        expect(rows).toHaveLength(count);
        expect(await savedRows(again.page, title)).toEqual(rows);
        const { width, colours } = await sizeOfPng(again.page, await savedFile(again.page, title, "PNG"));
        expect(width).toBeGreaterThan(900);
        expect(colours).toBeGreaterThan(8);
      }
      expect(Object.keys((await savedRows(page, matrix))[0]!)).toEqual(columns);
      const loss = (await savedFile(page, "Loss", "SVG")).toString("utf8");
      expect(loss).toContain(`steps=${step}`);
      expect(loss).not.toContain("<image");
      expect(loss).toContain("running mean");
      const drawn = (await savedFile(page, matrix, "SVG")).toString("utf8");
      expect(drawn).not.toContain("<image");
      expect(drawn.match(/M\d+ \d+h1v1h-1z/g)!.length % entries).toBe(0);
      expect((await savedFile(page, "Error by position", "SVG")).toString("utf8")).toContain(`steps=${step}`);
      expect([...talk, ...again.talk]).toEqual([]);
      await again.page.context().close();
      await page.context().close();
    },
    400_000,
  );

  itLooksRight(studio, PATIENCE, {
    hash: "#/training?model=decoder&d=2&examples=4&width=16",
    whole: "[data-figure=errors]",
    heading: "看模型如何学会上下文学习",
  });

  it("is not loaded before it is opened", async () => {
    // A service worker takes the whole site in for use offline, after the page.
    const { page, requests } = await studio.open("#/", { serviceWorkers: "block" });
    await page.waitForLoadState("networkidle", PATIENCE);
    expect(requests.filter((url) => /Training-|ort-wasm|\.wasm/.test(url))).toEqual([]);
    await page.context().close();
  }, 200_000);
});
