import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { illegible } from "./legible.js";
import { type OpenedSite, seriousFindings, studioIn } from "./site.js";

const chromium = findChromium();

/** Quick and exact: enumerated models at a temperature. */
const STUDY = "#/study/laws/free-energy";
const PATIENCE = 120_000;

describe.skipIf(!chromium)("the page of a study", { timeout: 2 * PATIENCE }, () => {
  const { open, address } = studioIn(chromium);
  /** Opens a study and waits for its whole result. */
  const openRun: typeof open = async (hash, options) => {
    const opened = await open(hash, options);
    await settled(opened.page);
    return opened;
  };

  test("runs by itself, draws, judges every claim, says nothing on the console and asks no other host", async () => {
    const { page, talk, requests } = await openRun(STUDY);
    const figures = await page.locator(".drawing svg").count();
    expect(figures).toBeGreaterThan(0);
    expect(await page.locator("#claims li").count()).toBe(3);
    expect(await page.locator("#claims .verdict.unrun").count()).toBe(0);
    await page.locator("#claims .katex").first().waitFor();
    await page.locator("#theory .katex").first().waitFor();
    expect(talk).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(address()) && !url.startsWith("data:"))).toEqual([]);
    await page.context().close();
  });

  test.each([
    { width: 1280, colorScheme: "light", lang: "en" },
    { width: 360, colorScheme: "dark", lang: "zh" },
  ] as const)(
    "$width pixels wide, $colorScheme, $lang: no serious finding of axe, nothing small or beyond the edge",
    async (view) => {
      const { width, colorScheme, lang } = view;
      const { page } = await openRun(`${STUDY}?lang=${lang}`, { viewport: { width, height: 800 }, colorScheme });
      await page.locator("#theory .katex").first().waitFor();
      for (const summary of await page.locator("#figures summary").all()) await summary.click();
      if (width < 900) await page.locator("aside summary").click();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await illegible(page)).toEqual([]);
      await page.context().close();
    },
  );

  test("its address is the experiment: opened elsewhere it gives the same rows and the same drawing", async () => {
    const { page } = await openRun(`${STUDY}?seed=5`);
    const slider = page.getByRole("slider", { name: "alpha, by slider" });
    await slider.focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => /alpha=/.test(location.hash));
    await settled(page);
    const [rows, drawing, there] = [await csvOf(page), await drawingsOf(page), page.url()];
    await page.context().close();
    expect(there).toMatch(/seed=5/);
    const { page: other } = await openRun(there.slice(address().length));
    expect(await csvOf(other)).toBe(rows);
    expect(await drawingsOf(other)).toEqual(drawing);
    await other.goto(`${address()}${STUDY}`);
    await settled(other);
    expect(await csvOf(other)).not.toBe(rows);
    await other.context().close();
  });

  test("moves one of several values by its slider: the list stays in order, and the others as they were", async () => {
    const { page } = await openRun("#/study/spinglass/message-passing?D=10&P=[1000,600]&repetitions=1");
    const field = page.getByRole("textbox", { name: "P", exact: true });
    await field.fill("600, 1000, 1400");
    await field.press("Enter");
    await settled(page);
    const drawing = await drawingsOf(page);
    await page.getByRole("combobox", { name: "P: the value that the slider moves" }).selectOption("1000");
    const slider = page.getByRole("slider", { name: "P, by slider" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const moved = Number(await slider.getAttribute("aria-valuetext"));
    expect(moved).toBeGreaterThan(1000);
    expect(moved).toBeLessThan(1100);
    await page.waitForFunction(
      (list) => decodeURIComponent(location.hash).includes(`P=${list}`),
      `[600,${moved},1400]`,
    );
    await settled(page);
    expect(await drawingsOf(page)).not.toEqual(drawing);
    await page.keyboard.press("End");
    expect(await field.inputValue()).toMatch(/^600, 1400, \d+$/);
    await page.context().close();
  });

  test("a single value in the address stands for a list of one, with its slider", async () => {
    const { page } = await openRun("#/study/spinglass/message-passing?D=10&P=900&repetitions=1");
    expect(await page.getByRole("slider", { name: "P, by slider" }).getAttribute("aria-valuetext")).toBe("900");
    await page.context().close();
  });

  test("says in the house's words what it refuses, beside the field, and keeps the figure", async () => {
    const { page } = await openRun(STUDY);
    const field = page.getByRole("textbox", { name: "alpha", exact: true });
    await field.fill("much");
    await field.press("Enter");
    const message = page.getByText("invalid alpha: much; expected a number from 0.01 to 10");
    await message.waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.getAttribute("aria-describedby")).toContain(await message.getAttribute("id"));
    expect(await page.locator(".drawing svg").count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "Run again" }).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Back to the preset" }).click();
    await message.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("gives its figures as SVG and PNG that stand alone, its rows as CSV, and the command", async () => {
    const { page, talk } = await openRun(`${STUDY}?alpha=0.5&seed=3`);
    const svg = await downloadOf(page, page.getByRole("button", { name: "save as SVG" }).first());
    expect(svg.name).toMatch(/^laws-free-energy-.*\.svg$/);
    const png = await downloadOf(page, page.getByRole("button", { name: "save as PNG" }).first());
    expect([...png.content.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(png.content.readUInt32BE(16)).toBeGreaterThan(1500);
    const lines = (await csvOf(page)).trimEnd().split("\r\n");
    const told = await page.getByRole("button", { name: /Rows as CSV/ }).textContent();
    expect(lines.length - 1).toBe(Number(/\((\d+)\)/.exec(told!)![1]));
    await page.getByText("isinglass run laws/free-energy --set alpha=0.5 --seed 3", { exact: true }).waitFor();
    expect(talk).toEqual([]);

    const alone = await page.context().newPage();
    await alone.setContent(`<img src="data:image/svg+xml;base64,${svg.content.toString("base64")}">`);
    const [width, height] = await alone.evaluate<[number, number]>(`(async () => {
      const image = document.querySelector("img");
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    })()`);
    expect(width).toBeGreaterThan(500);
    expect(height).toBeGreaterThan(300);
    expect(svg.content.toString()).not.toMatch(/var\(|currentColor|color-mix/i);
    await page.context().close();
  });

  test("prints as a handout: figures, claims and command on light paper, no controls", async () => {
    const { page } = await openRun(STUDY, { colorScheme: "dark" });
    await page.locator("#theory .katex").first().waitFor();
    const whole = await page.pdf({ format: "A4" });
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("aside").isVisible()).toBe(false);
    expect(await page.locator(".drawing svg").first().isVisible()).toBe(true);
    expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
    await page.addStyleTag({ content: ".drawing { display: none }" });
    expect(whole.length - (await page.pdf({ format: "A4" })).length).toBeGreaterThan(2000);
    await page.context().close();
  });

  test("does not start by itself what trains models for long, and says what it takes and where else it may run", async () => {
    const { page } = await open("#/study/learning/meta-learning");
    await page.getByText("This study does not start by itself.").waitFor();
    await page.getByText("isinglass run learning/meta-learning", { exact: true }).first().waitFor();
    expect(await page.locator(".drawing svg").count()).toBe(0);
    expect(await page.locator(".bar").textContent()).toContain("Not run yet");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByRole("progressbar").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText(/Stopped after/).waitFor();
    await page.getByRole("radio", { name: /paper/ }).check();
    await page.getByText("isinglass run learning/meta-learning --preset paper", { exact: true }).first().waitFor();
    await page.context().close();
  });

  test("says no more that it does not start by itself once it is done", async () => {
    const { page } = await open("#/study/spinglass/message-passing?preset=paper&P=700&D=3&N=50&repetitions=1");
    const notice = page.getByText("This study does not start by itself.");
    await notice.waitFor();
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await settled(page);
    expect(await notice.count()).toBe(0);
    await page.getByLabel("Seed").fill("2");
    await page.getByLabel("Seed").blur();
    await notice.waitFor();
    await page.context().close();
  });

  test("names a study that there is not", async () => {
    const { page } = await open("#/study/laws/nothing");
    expect(await page.locator("h1").textContent()).toContain("laws/nothing");
    await page.context().close();
  });
});

/** Waits for the whole result of what the controls say, drawn. */
async function settled(page: OpenedSite["page"]): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('#figures[aria-busy="false"]:not(.stale):not(.empty)') !== null &&
      [...document.querySelectorAll(".drawing")].every((drawing) => drawing.querySelector("svg")),
    undefined,
    { timeout: PATIENCE },
  );
  // One figure is drawn a frame.
  await page.waitForTimeout(500);
}

function drawingsOf(page: Page): Promise<string[]> {
  return page.locator(".drawing svg").evaluateAll((drawings) => drawings.map((drawing) => drawing.outerHTML));
}

async function csvOf(page: Page): Promise<string> {
  return (await downloadOf(page, page.getByRole("button", { name: /Rows as CSV/ }))).content.toString();
}

async function downloadOf(page: Page, button: ReturnType<Page["locator"]>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}
