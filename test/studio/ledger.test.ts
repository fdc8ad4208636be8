import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import verdicts from "../../src/studio/ledger/verdicts.json" with { type: "json" };
import { findChromium } from "../report/chromium.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();
const measured: Readonly<Record<string, { readonly verdicts: readonly { readonly verdict: string }[] }>> = verdicts;
const shipped = Object.values(measured).flatMap((study) => study.verdicts);

/** The claims that stand on the page: their verdicts and statements. */
function claims(page: Page): Promise<{ verdict: string; statement: string }[]> {
  return page.evaluate(`[...document.querySelectorAll("main section li")].map((line) => ({
    verdict: line.querySelector(".verdict .verdict").lastChild.textContent,
    statement: line.querySelector("a").textContent,
  }))`);
}

/** What the page says of how many claims it shows. */
async function count(page: Page): Promise<string | null> {
  return page.locator("search [role=status]").textContent();
}

describe.skipIf(!chromium)("the ledger, in Chromium", () => {
  const { address, open } = studioIn(chromium);

  test("has every claim with its verdict, asks no other host and says nothing", async () => {
    const { page, talk, requests } = await open("#/");
    await page.locator("main figure svg").waitFor();
    const shown = await claims(page);
    expect(shown).toHaveLength(shipped.length);
    const ordered = (list: readonly { verdict: string }[]) => list.map(({ verdict }) => verdict).sort();
    expect(ordered(shown)).toEqual(ordered(shipped));
    expect(await count(page)).toBe(`${shipped.length} of ${shipped.length} claims`);
    expect(requests.filter((url) => !url.startsWith(address()) && !url.startsWith("data:"))).toEqual([]);
    // The page itself loads no study for its ledger; the worker of its figure loads one.
    const loaded = await page.evaluate<string[]>(`performance.getEntriesByType("resource").map(({ name }) => name)`);
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.filter((url) => /\/study-[\w-]+\.js$/.test(url))).toEqual([]);
    expect(talk).toEqual([]);
    await page.context().close();
  });

  test("filters and search are in the address, and the address restores them", async () => {
    const { page } = await open("#/");
    await page.getByRole("button", { name: /^fails/ }).click();
    await page.getByRole("button", { name: /^S2 thesis/ }).click();
    await page.getByRole("searchbox").fill("amp");
    await until(page, "location.hash.includes('q=amp')");
    expect(new URL(page.url()).hash).toBe("#/?verdict=fails&source=S2&q=amp");
    const [before, counted] = [await claims(page), await count(page)];
    expect(before.length).toBeGreaterThan(0);
    expect(before.every(({ verdict }) => verdict === "fails")).toBe(true);

    const other = await open(new URL(page.url()).hash);
    await other.page.locator("main section li").first().waitFor();
    expect(await claims(other.page)).toEqual(before);
    expect(await count(other.page)).toBe(counted);
    expect(await other.page.getByRole("searchbox").inputValue()).toBe("amp");
    expect(await other.page.getByRole("button", { name: /^fails/ }).getAttribute("aria-pressed")).toBe("true");

    await other.page.getByRole("button", { name: "Show all" }).click();
    expect(new URL(other.page.url()).hash).toBe("#/");
    expect(await claims(other.page)).toHaveLength(shipped.length);
    await other.page.getByRole("searchbox").fill("zebra crossing");
    await other.page.getByText("No claim has all of this.").waitFor();
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  test("a claim leads to the study that decides it in one click", async () => {
    const { page } = await open("#/?room=spinglass&q=fixed+point");
    await page.getByRole("link", { name: "Iterating the AMP equations leads to a fixed point." }).click();
    await until(page, "location.hash === '#/study/spinglass/message-passing'");
    await page.context().close();
  });

  test("a claim tells why, with the numbers measured and expected", async () => {
    const { page } = await open("#/?q=S2/eq-153/amp-finds-ground-state");
    const line = page.locator("main section li");
    expect(await line.count()).toBe(1);
    expect(await line.locator(".numbers").textContent()).toMatch(/0\.\d+ ± 0\.\d+.*expected 0/s);
    const note = line.getByText("Largest difference of AMP's means");
    expect(await note.isVisible()).toBe(false);
    await line.locator("summary").click();
    expect(await note.isVisible()).toBe(true);
    await page.context().close();
  });

  test("speaks Chinese: statements, verdicts and figure", async () => {
    const { page, talk } = await open("#/?lang=zh&q=S2/eq-158/optimum-is-identity");
    await page.locator("main section li").first().waitFor();
    const [first] = await claims(page);
    expect(first!.verdict).toBe("修正后成立");
    expect(first!.statement).toMatch(/[\u4e00-\u9fff]/);
    expect(await page.title()).toMatch(/[\u4e00-\u9fff].* · Isinglass$/);
    expect(talk).toEqual([]);
    await page.context().close();
  });

  test("its figure follows the hand past P_c, and the address keeps the place", async () => {
    const { page } = await open("#/");
    const endings = page.locator("main figure dd");
    await until(page, "document.querySelector('main figure dd').textContent.includes('off by')");
    const slider = page.getByRole("slider");
    await slider.fill("0.3");
    await until(page, "document.querySelector('main figure dd').textContent.includes('no fixed point')");
    expect((await endings.allTextContents()).map((text) => text.trim().replace(/ [\d.]+ ×.*/, ""))).toEqual([
      "no fixed point",
      "no fixed point",
      "exact to rounding",
    ]);
    expect(new URL(page.url()).hash).toBe("#/?P=250");
    const other = await open("#/?P=250");
    await until(other.page, "document.querySelector('main figure dd').textContent.includes('no fixed point')");
    expect(await other.page.locator("main figure dl").textContent()).toBe(
      await page.locator("main figure dl").textContent(),
    );
    await Promise.all([page.context().close(), other.page.context().close()]);
  });
});
