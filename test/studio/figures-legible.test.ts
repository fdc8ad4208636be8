import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { illegible } from "./legible.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();

/** Studies with quick runs, of every room, that have all kinds of figures between them. */
const STUDIES = [
  ...["free-energy", "quanta", "compute-optimal"].map((name) => `laws/${name}`),
  ...["spinglass/mapping", "spinglass/weights", "learning/dual-form"],
];

const WHOLE = `(() => {
  const drawings = [...document.querySelectorAll("#figures .drawing")];
  return document.querySelector('#figures[aria-busy="false"]:not(.stale):not(.empty)') !== null &&
    drawings.length > 0 && drawings.every((drawing) => drawing.querySelector("svg:not(.before)"));
})()`;
const MARK = `for (const drawing of document.querySelectorAll(".drawing svg")) drawing.classList.add("before")`;

const inChinese = (page: Page) => page.getByRole("button", { name: "中文" }).click();
const onPhone = (page: Page) => page.setViewportSize({ width: 400, height: 900 });

describe.skipIf(!chromium)("the page of a study", { timeout: 400_000 }, () => {
  const { open } = studioIn(chromium);

  test("has no text that is small, cut off or upon another, on a screen in English and a phone in Chinese", async () => {
    const { page } = await open(`#/study/${STUDIES[0]}?lang=en`);
    for (const study of STUDIES) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(`location.hash = "#/study/${study}?lang=en"`);
      await page.getByText(study, { exact: true }).first().waitFor();
      await until(page, WHOLE);
      const screen = await illegible(page);
      for (const change of [inChinese, onPhone]) {
        await page.evaluate(MARK);
        await change(page);
        await until(page, WHOLE);
      }
      expect({ study, screen, phone: await illegible(page) }).toEqual({ study, screen: [], phone: [] });
    }
    await page.context().close();
  });

  test("is looked at by what sees a label upon another, and one that is cut off", async () => {
    const { page } = await open("#/study/laws/free-energy");
    await until(page, WHOLE);
    await page.evaluate(`(() => {
      const label = document.querySelector(".drawing text");
      label.after(label.cloneNode(true));
      const box = document.createElement("div");
      Object.assign(box.style, { width: "40px", overflow: "hidden", whiteSpace: "nowrap" });
      box.textContent = "much more than there is room for";
      document.querySelector("main").append(box);
    })()`);
    const found = await illegible(page);
    expect(found.filter((fault) => fault.startsWith("overlap: "))).not.toEqual([]);
    expect(found).toContain("cut off: div. much more than there is room f");
    await page.context().close();
  });
});
