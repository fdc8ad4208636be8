import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { fitFile, forecastFile, mixFile } from "../../src/lab/laws/index.js";
import { renderFitReport, renderForecastReport, renderMixReport } from "../../src/lab/report/index.js";
import { writeRuns } from "../cli/planted-tables.js";
import { findChromium } from "./chromium.js";
import { openedFromDisk, textsBeyond, VIEWS } from "./opened-page.js";

const chromium = findChromium();
const examples = resolve(import.meta.dirname, "../../examples");
const loss = { kind: "huber", delta: 1e-3 } as const;
const common = { seed: 1, skipMissing: false } as const;

describe.skipIf(!chromium)("the reports of the laws, opened from disk in Chromium", () => {
  const { address, open } = openedFromDisk(chromium, async (folder) => ({
    fit: await renderFitReport(
      await fitFile({
        ...{
          file: join(folder, writeRuns(folder)),
          law: "chinchilla",
          loss,
          bootstrap: 40,
          profile: true,
          holdout: "C",
        },
        ...common,
      }),
    ),
    mix: await renderMixReport(
      await mixFile({
        ...{ file: join(examples, "mixtures.csv"), weights: {}, lower: {}, upper: {}, loss, bootstrap: 20, ...common },
      }),
    ),
    forecast: await renderForecastReport(
      await forecastFile({
        ...{ file: join(examples, "benchmark.csv"), columns: "N=params,length=answer_tokens", trials: 500 },
        ...{ chance: 0, at: [], bootstrap: 0, ...common },
      }),
    ),
  }));

  const pages = [
    ["fit", 6],
    ["mix", 4],
    ["forecast", 2],
  ] as const;
  test.each(pages.flatMap(([name, figures]) => VIEWS.map((view) => ({ name, figures, ...view }))))(
    "$name asks and says nothing, and fits a window of $width pixels, $scheme",
    async ({ name, figures, ...view }) => {
      const { page, requests, talk } = await open(name, view);
      expect({ requests, talk }).toEqual({ requests: [address(name)], talk: [] });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(view.width);
      expect(await page.locator("figure").count()).toBeGreaterThanOrEqual(figures);
      expect(await page.locator("figure svg:visible").count()).toBe(await page.locator("figure").count());
      expect(await textsBeyond(page)).toEqual([]);
      await page.close();
    },
  );
});
