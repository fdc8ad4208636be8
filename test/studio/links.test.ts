import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();

const LONG = "9".repeat(4000);
describe.skipIf(!chromium)("a bad link", { timeout: 120_000 }, () => {
  const { open } = studioIn(chromium);
  /** Opens a link, waits out the writing of its address, and gives what stands there. */
  const readingOf = async (hash: string) => {
    const { page, talk } = await open(hash);
    await page.waitForTimeout(600);
    const text = ((await page.locator("main").textContent()) ?? "").trim();
    const alerts = await page.getByRole("alert").allTextContents();
    const wide = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    const reading = { talk, text, alerts, wide, after: new URL(page.url()).hash };
    await page.context().close();
    return reading;
  };

  test.each([
    ["?preset=quik", "unknown preset: quik (did you mean quick?)"],
    ["?alpha=", "invalid alpha: ; expected a number from 0.01 to 10"],
    ["?alpha=1e999", "invalid alpha: 1e999; expected a number from 0.01 to 10"],
    ["?seed=", "invalid seed: ; expected an integer from 0 to 9007199254740991"],
    ["?alfa=1", "unknown parameter: alfa (did you mean alpha?)"],
  ])("%s to a study is told of, runs nothing, and is not forgotten", async (words, message) => {
    const { alerts, after, talk, text } = await readingOf(`#/study/laws/free-energy${words}`);
    expect(alerts).toEqual([message]);
    expect(after).toBe(`#/study/laws/free-energy${words}`);
    expect(text).toContain("Not run yet");
    expect(talk).toEqual([]);
  });

  test.each(["laws/fre-energy", "__proto__/constructor", "laws/%E0%A4%A", `laws/${LONG}`, "../.."])(
    "to a study that there is not names it (%#)",
    async (id) => {
      const { talk, text, wide } = await readingOf(`#/study/${id}`);
      expect(text).toContain("There is no study");
      expect([talk, Math.max(0, wide)]).toEqual([[], 0]);
    },
  );

  test("in an open page is told of like one that is opened, and a good one after it runs", async () => {
    const { page, talk } = await open("#/study/laws/free-energy?preset=quik");
    await page.getByText("unknown preset: quik (did you mean quick?)").waitFor();
    await page.goto(page.url().replace("preset=quik", "alpha=0.5"));
    await until(
      page,
      `document.querySelector('#figures[aria-busy="false"]:not(.stale):not(.empty) .drawing svg') !== null`,
    );
    expect(await page.getByRole("alert").count()).toBe(0);
    expect(talk).toEqual([]);
    await page.context().close();
  });
});
