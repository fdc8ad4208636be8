import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { fromQuery } from "../../src/studio/pages/training/settings.js";
import { runOf } from "../../src/studio/pages/training/trainer.js";
import { train } from "../../src/training/index.js";
import { expectClose } from "../closeness.js";
import { findChromium } from "../report/chromium.js";
import { illegible } from "./legible.js";
import { seriousFindings, studioIn } from "./site.js";

const chromium = findChromium();
/** Builders and benchmarks may have the machine to themselves for a while. */
const PATIENCE = { timeout: 120_000 };

const stepsOf = async (page: Page) => Number(await page.locator("output").getAttribute("data-step"));

async function trainAndPause(page: Page, steps: number): Promise<void> {
  await page.getByRole("button", { name: "Start", exact: true }).click(PATIENCE);
  await expect.poll(() => stepsOf(page), { ...PATIENCE, interval: 100 }).toBeGreaterThanOrEqual(steps);
  await page.getByRole("button", { name: "Pause", exact: true }).click(PATIENCE);
  await page.locator("output[data-state=paused]").waitFor(PATIENCE);
}

async function savedLosses(page: Page): Promise<number[]> {
  const saved = page.waitForEvent("download", PATIENCE);
  await page.getByRole("button", { name: "Save losses (CSV)" }).click(PATIENCE);
  const [header, ...lines] = readFileSync(await (await saved).path(), "utf8")
    .trim()
    .split("\r\n");
  expect(header).toBe("step,loss");
  return lines.map((line) => Number(line.split(",")[1]));
}

describe.skipIf(chromium === undefined)("the training page", () => {
  const studio = studioIn(chromium);

  it.each([
    ["linear attention", { d: "3", examples: "6", batch: "16", seed: "4" }],
    ["a decoder on a pool", { model: "decoder", task: "pool", d: "2", examples: "4", width: "16", batch: "16" }],
  ])(
    "trains %s with the losses of the native engine, pauses, and takes one step",
    async (_, query) => {
      const { page, requests, talk } = await studio.open(`#/training?${new URLSearchParams(query)}`);
      await page.locator("output[data-state=paused]").waitFor(PATIENCE);
      expect(await stepsOf(page)).toBe(0);
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
    expect(talk).toEqual([]);
    await page.context().close();
  }, 400_000);

  it.each([
    [1280, "light"],
    [360, "dark"],
  ] as const)(
    "is legible and accessible at %d pixels, %s, in both languages",
    async (width, colorScheme) => {
      const view = { viewport: { width, height: 900 }, colorScheme };
      const { page, talk } = await studio.open("#/training?model=decoder&d=2&examples=4&width=16", view);
      await page.locator("[data-figure=errors]").waitFor(PATIENCE);
      expect(await seriousFindings(page)).toEqual([]);
      expect(await illegible(page)).toEqual([]);
      await page.getByRole("button", { name: "中文" }).click(PATIENCE);
      await page.getByRole("heading", { name: "看模型如何学会上下文学习" }).waitFor(PATIENCE);
      expect(await illegible(page)).toEqual([]);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    400_000,
  );

  it("is not loaded before it is opened", async () => {
    // A service worker takes the whole site in for use offline, after the page.
    const { page, requests } = await studio.open("#/", { serviceWorkers: "block" });
    await page.waitForLoadState("networkidle", PATIENCE);
    expect(requests.filter((url) => /Training-|ort-wasm|\.wasm/.test(url))).toEqual([]);
    await page.context().close();
  }, 200_000);
});
