import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { FitDocument, PlanDocument } from "../../src/lab/documents.js";
import { writeComputeRuns } from "../cli/planted-tables.js";
import { findChromium } from "../report/chromium.js";
import { drop, expectSame, lawsPage, PATIENCE, saved } from "./laws-page.js";

const chromium = findChromium();

describe.skipIf(!chromium)("plans on the page of laws, in Chromium", () => {
  const { open, folder, printed } = lawsPage(chromium);

  test(
    "an address restores the choices, number for number, and the slider closes the interval",
    async () => {
      const { page, talk } = await open("#/laws?example=dense&bootstrap=0&compute=3e22&runs=24&unknown=1");
      await page.getByText(/^With 24 runs: N\* = /).waitFor({ timeout: PATIENCE });
      const before = await page.locator("[aria-labelledby=laws-fit] table").textContent();
      const few = factorIn(await page.getByText(/^With 24 runs: N\* = /).textContent());
      await page.getByLabel("Runs in the table").fill("10");
      const many = factorIn(await (await shown(page, /^With 384 runs: N\* = /)).textContent());
      expect(Math.log(few)).toBeGreaterThan(2 * Math.log(many));
      expect(many).toBeGreaterThan(1);
      expect(page.url()).toContain("runs=384");
      await page.reload();
      await shown(page, /^With 384 runs: N\* = /);
      expect(await page.locator("[aria-labelledby=laws-fit] table").textContent()).toBe(before);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "link and command are of the plan that is shown, and the link shows it again",
    async () => {
      const { page, talk } = await open("#/laws?example=dense&bootstrap=0&compute=3e22");
      const plan = await saved<PlanDocument>(page, "Save the plan");
      const section = page.locator("[aria-labelledby=laws-plan]");
      const [link, command] = await section.locator("pre").allTextContents();
      await page.getByLabel("Training compute, FLOP").fill("-3");
      await page.getByLabel("Training compute, FLOP").press("Tab");
      await page.getByRole("alert").getByText("invalid “Training compute, FLOP”: -3").waitFor();
      await page.getByText("The choices have changed since the plan below.").waitFor();
      expect(await section.locator("pre").allTextContents()).toEqual([link, command]);
      expect(command).toContain("--compute 3e22");
      expect(await saved<PlanDocument>(page, "Save the plan")).toEqual(plan);
      await page.goto(link!);
      await page.reload();
      expectSame(await saved<PlanDocument>(page, "Save the plan"), plan);
      expect(await page.getByText("The choices have changed").count()).toBe(0);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );

  test(
    "a law of compute alone that was chosen plans by the best that can, as on the command line",
    async () => {
      const file = writeComputeRuns(folder, "compute.csv");
      const { page, talk } = await open("#/laws?law=auto&bootstrap=0&compute=1e23");
      await drop(page, file, readFileSync(join(folder, file), "utf8"));
      await page.getByText("48 rows, 3 columns").waitFor();
      await page.getByRole("button", { name: "Fit", exact: true }).click();
      const plan = await saved<PlanDocument>(page, "Save the plan");
      expect((await saved<FitDocument>(page, "Save the fit")).law).toMatch(/-C$/);
      await page.locator(".warnings li", { hasText: "another law: " }).waitFor();
      const words = (await page.locator("[aria-labelledby=laws-plan] pre").last().textContent())!;
      expect(words).toContain(`isinglass plan ${file} --law auto `);
      const { N, D, loss, warnings } = await printed<PlanDocument>(...words.split(" ").slice(1));
      expectSame([plan.N, plan.D, plan.loss, plan.warnings], [N, D, loss, warnings]);
      expect(talk).toEqual([]);
      await page.context().close();
    },
    PATIENCE,
  );
});

async function shown(page: Page, text: RegExp) {
  const found = page.getByText(text);
  await found.waitFor({ timeout: PATIENCE });
  return found;
}

/** `a factor of 1.59 from end to end`. */
function factorIn(words: string | null): number {
  return Number(/a factor of ([\d.]+)/.exec(words!)![1]);
}
