import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { illegible } from "./legible.js";
import { seriousFindings, studioIn, until } from "./site.js";

const chromium = findChromium();

/** Whether the claim that was followed stands in the window. */
const IN_SIGHT = `(() => {
  const { top, bottom } = document.querySelectorAll("main li a")[40].getBoundingClientRect();
  return top > 0 && bottom < innerHeight;
})()`;

describe.skipIf(!chromium)("the frame of the studio, in Chromium", () => {
  const { address, open } = studioIn(chromium);

  test("navigation moves the focus to the heading, names the document and marks the page", async () => {
    const { page, talk, requests } = await open("#/");
    expect(await page.title()).toMatch(/^What is claimed.* · Isinglass$/);
    await page.getByRole("navigation").getByRole("link", { name: "Laws" }).click();
    await until(page, "document.activeElement.tagName === 'H1'");
    expect(new URL(page.url()).hash).toBe("#/laws");
    expect(await page.title()).toBe(`${await page.locator("h1").textContent()} · Isinglass`);
    expect(await page.locator("header a[aria-current=page]").textContent()).toBe("Laws");
    expect(talk).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(address()))).toEqual([]);
    await page.context().close();
  });

  test("going back leads to the page before, where it was", async () => {
    const { page } = await open("#/");
    await page.locator("main li a").nth(40).scrollIntoViewIfNeeded();
    await until(page, "history.state?.scroll > 0");
    await page.locator("main li a").nth(40).click();
    await until(page, "location.hash.startsWith('#/study/') && scrollY === 0");
    await page.goBack();
    await page.locator("main li a").nth(40).waitFor();
    await until(page, IN_SIGHT);
    await page.context().close();
  });

  test("the language is the browser's, a link's or the visitor's choice, and is kept", async () => {
    const { page } = await open("#/", { locale: "zh-CN" });
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    await page.getByRole("button", { name: "English" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.reload();
    await page.locator("main h1").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.goto(`${address()}#/?lang=zh`);
    await page.locator("html[lang=zh-CN]").waitFor();
    await page.getByRole("button", { name: "English" }).click();
    expect(new URL(page.url()).hash).toBe("#/?lang=en");
    await page.context().close();
  });

  test("the theme is the screen's or the visitor's choice, is kept, and is light on paper", async () => {
    const { page } = await open("#/", { colorScheme: "dark" });
    const paper = () => page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    const dark = await paper();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const light = await paper();
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await paper()).toBe(dark);
    await page.getByRole("button", { name: "Light or dark" }).click();
    expect(await paper()).toBe(light);
    expect(light).not.toBe(dark);
    await page.reload();
    await page.locator("main h1").waitFor();
    expect(await paper()).toBe(light);
    await page.context().close();
  });

  test("what cannot be loaded says so, and the rest goes on", async () => {
    const { page } = await open("#/");
    await page.route(/\/Laws-[\w-]+\.js$/, (route) => route.abort());
    await page.getByRole("navigation").getByRole("link", { name: "Laws" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("Failed to fetch dynamically imported module");
    await page.getByRole("link", { name: "Ledger" }).first().click();
    await page.locator("main li").first().waitFor();
    expect(await alert.count()).toBe(0);
    await page.context().close();
  });

  test("an address that is no page leads to the ledger, which says so", async () => {
    const { page } = await open("#/nowhere?x=%zz");
    expect(await page.getByRole("alert").textContent()).toContain("no page “nowhere”");
    expect(await page.locator("header a[aria-current=page]").textContent()).toBe("Ledger");
    await page.context().close();
  });

  test("the policy of the page forbids scripts of others and code from text", async () => {
    const { page, talk } = await open("#/");
    await page.evaluate(`{
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.body.append(script);
      const image = new Image();
      image.src = "https://example.org/picture.png";
    }`);
    await page.waitForTimeout(200);
    expect(await page.evaluate("globalThis.injected")).toBeUndefined();
    expect(talk.filter((text) => /Content Security Policy/.test(text))).toHaveLength(2);
    await page.context().close();
  });

  test.each([
    [1280, "light"],
    [400, "dark"],
    [360, "light"],
  ] as const)("%d pixels wide, %s: nothing is illegible, axe finds nothing serious", async (width, colorScheme) => {
    const { page } = await open("#/", { viewport: { width, height: 800 }, colorScheme });
    await page.locator("main li").first().waitFor();
    await page.locator("main figure svg").waitFor();
    expect(await illegible(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.context().close();
  });
});
