import { describe, expect, test } from "vitest";
import { findChromium } from "../report/chromium.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();

const LONG = "9".repeat(4000);
/** Words that no page knows or takes, as a mistyped, cut or hostile link may have them. */
const WORDS = [
  "?seed=",
  "?P=%",
  "?P=%E0%A4%A&%=%zz",
  "?P=1&P=2&P=",
  "?P=1e999&D=-1e308&N=NaN&lambda=Infinity",
  "?P=[1,null]&D={}&N=%22&d=[[[[",
  `?P=${LONG}&q=${LONG}`,
  "?__proto__=1&constructor=2&toString=3&hasOwnProperty=4",
  "?verdict=__proto__&law=constructor&task=toString&model=constructor&example=__proto__",
  "?lang=constructor&preset=constructor",
  "?a%3Db=5&%3D=6&?=7",
  "?q=%3Cimg%20src%3Dx%20onerror%3Dconsole.log(1)%3E&columns=%3Cscript%3E&file=..%2F..%2F",
];
/** Words without a name say nothing, and there is nothing to refuse. */
const EMPTY = ["?=5", "?&=&"];
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

  test.each(["#/", "#/laws", "#/training", "#/landscape", "#/study/laws/free-energy"])(
    "to %s leaves the page whole and the console empty, and what it cannot do is said",
    async (path) => {
      const { page, talk } = await open(path);
      const read = async (words: string) => {
        const read = await page.evaluate<{ alerts: string; length: number; wide: number }>(`(async () => {
          location.hash = ${JSON.stringify(path + words)};
          await new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50));
          const alerts = [...document.querySelectorAll("[role=alert]")].map((alert) => alert.textContent).join();
          const { scrollWidth } = document.documentElement;
          return { alerts, length: document.querySelector("main").textContent.length, wide: scrollWidth - innerWidth };
        })()`);
        expect(read.length).toBeGreaterThan(200);
        expect(read.wide).toBeLessThanOrEqual(0);
        return read.alerts;
      };
      for (const words of EMPTY) expect(await read(words)).toBe("");
      for (const words of WORDS) {
        const alerts = await read(words);
        // The seed of a fit is typed: an empty one is the usual one, as in its field.
        const isFine = path === "#/" || (path === "#/laws" && words === "?seed=");
        if (isFine) expect(alerts).toBe("");
        else expect(`${words.slice(0, 80)} ${alerts}`).toMatch(/(invalid|unknown) /);
      }
      await page.waitForTimeout(600);
      expect(await page.getByRole("heading", { name: "This page stopped" }).count()).toBe(0);
      expect(talk).toEqual([]);
      await page.context().close();
    },
  );

  test("to a value out of range is clamped with a word, until another value is chosen", async () => {
    const { page } = await open("#/training?d=99&examples=4&heads=3&task=liner");
    const alert = page.getByRole("alert");
    for (const words of [
      "invalid d: 99; expected an integer from 1 to 12",
      "unknown task: liner (did you mean linear?)",
    ])
      expect(await alert.textContent()).toContain(words);
    expect(await page.getByRole("spinbutton", { name: "Dimension" }).inputValue()).toBe("12");
    await page.waitForTimeout(600);
    expect(await alert.count()).toBe(1);
    await page.getByRole("spinbutton", { name: "Seed" }).fill("7");
    await page.keyboard.press("Enter");
    await alert.waitFor({ state: "detached" });
    await page.context().close();
  });

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

  test("to a study that there is nearly names that one", async () => {
    const { page } = await open("#/study/laws/fre-energy?alpha=2");
    await page.getByRole("link", { name: "laws/free-energy", exact: true }).click();
    await page.locator("aside").waitFor();
    expect(await page.evaluate("location.hash")).toBe("#/study/laws/free-energy?alpha=2");
    await page.context().close();
  });

  test("to a run of very many cells asks first; it can be stopped, and far too many are refused", async () => {
    const { page } = await open("#/study/spinglass/message-passing?repetitions=2000&D=3");
    await page.getByText("A run of 16,000 cells does not start by itself.").waitFor();
    expect(await page.locator(".bar").textContent()).toContain("Not run yet");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText(/Running: [1-9]\d* of 16000 cells/).waitFor();
    await page.getByRole("button", { name: "Stop" }).click({ timeout: 10_000 });
    await page.getByText(/Stopped after \d+ of 16000 cells/).waitFor();
    await page.evaluate("location.hash = '#/study/spinglass/message-passing?repetitions=100000&D=3'");
    await page.getByText("A run of 800,000 cells does not start by itself.").waitFor();
    await page.getByRole("button", { name: "Run", exact: false }).first().click();
    await page.getByText("800000 cells are more than 20000").waitFor();
    await page.context().close();
  });

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
