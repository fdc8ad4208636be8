import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { illegible } from "./legible.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();

/** Studies with quick runs, of every room, that have all kinds of figures between them. */
const STUDIES = [
  ...["free-energy", "robust-loss", "quanta", "emergence", "compute-optimal", "mixing"].map((name) => `laws/${name}`),
  ...["data-manifold", "handbook-table"].map((name) => `laws/${name}`),
  ...["spinglass/mapping", "spinglass/weights", "learning/dual-form", "learning/support-vectors"],
];

const WHOLE = `(() => {
  const drawings = [...document.querySelectorAll("#figures .drawing")];
  return document.querySelector('#figures[aria-busy="false"]:not(.stale):not(.empty)') !== null &&
    drawings.length > 0 && drawings.every((drawing) => drawing.querySelector("svg:not(.before)"));
})()`;
const MARK = `for (const drawing of document.querySelectorAll(".drawing svg")) drawing.classList.add("before")`;

describe.skipIf(!chromium)("the page of a study", { timeout: 400_000 }, () => {
  const { open } = studioIn(chromium);

  test("has no text that is small, cut off or upon another, on a screen and a phone, in both languages", async () => {
    const { page } = await open(`#/study/${STUDIES[0]}?lang=en`);
    const after = async (change: () => Promise<unknown>) => {
      await page.evaluate(MARK);
      await change();
      await until(page, WHOLE);
      return illegible(page);
    };
    const press = (language: string) => page.getByRole("button", { name: language }).click();
    for (const study of STUDIES) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(`location.hash = "#/study/${study}?lang=en"`);
      await page.getByText(study, { exact: true }).first().waitFor();
      await until(page, WHOLE);
      const found = {
        screen: await illegible(page),
        screenInChinese: await after(() => press("中文")),
        phoneInChinese: await after(() => page.setViewportSize({ width: 400, height: 900 })),
        phone: await after(() => press("English")),
      };
      expect({ study, ...found }).toEqual({ study, screen: [], screenInChinese: [], phoneInChinese: [], phone: [] });
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
