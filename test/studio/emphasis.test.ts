import { describe, expect, it } from "vitest";
import { findChromium } from "../report/chromium.js";
import { studioIn } from "./site.js";

const chromium = findChromium();

describe.skipIf(chromium === undefined)("what is stressed", () => {
  const studio = studioIn(chromium);

  it.each([
    ["zh", "normal", "dot"],
    ["en", "italic", "none"],
  ])(
    "is set as the language does: %s",
    async (lang, slant, emphasis) => {
      const { page } = await studio.open(`#/study/laws/mixing?lang=${lang}`);
      await page.locator("#theory em").first().waitFor({ timeout: 120_000 });
      const style = (name: string) =>
        page.evaluate<string>(`getComputedStyle(document.querySelector("#theory em")).${name}`);
      expect(await style("fontStyle")).toBe(slant);
      expect(await style("textEmphasisStyle")).toContain(emphasis);
      await page.context().close();
    },
    200_000,
  );
});
