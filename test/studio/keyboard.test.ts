import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findChromium } from "../report/chromium.js";
import { studioIn, until } from "./site.js";

const chromium = findChromium();
const PATIENCE = { timeout: 120_000 };

/** The pages, each with what is there once it is whole. */
const PAGES = [
  ["the ledger", "#/?room=spinglass", "main figure svg"],
  ["a study", "#/study/laws/free-energy", ".drawing svg"],
  ["laws", "#/laws", "main button"],
  ["training", "#/training?d=2&examples=4&batch=16", "[data-figure=errors]"],
  ["the landscape", "#/landscape?P=60&D=4&N=9&samples=150", "[data-verdict]"],
] as const;

/** A stop of the Tab key. */
interface Stop {
  /** Its place among the elements of the page that take the focus; −1: not one of them. */
  readonly place: number;
  readonly what: string;
  readonly ring: boolean;
  /** The part of the page that it belongs to: parts may stand beside each other. */
  readonly part: number;
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

/** Marks what takes the focus, in the order of the page; a group of radio buttons is one stop. */
const MARK = `(() => {
  const takes = "a[href], button, input, select, textarea, summary, [tabindex]";
  const groups = new Set();
  const stops = [...document.querySelectorAll(takes)].filter((element) => {
    if (element.disabled || element.tabIndex < 0 || !element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== "radio") return true;
    const chosen = document.querySelector('input[type=radio][name="' + element.name + '"]:checked') ?? element;
    if (chosen !== element || groups.has(element.name)) return false;
    return groups.add(element.name);
  });
  globalThis.stops = stops;
  globalThis.parts = [...document.querySelectorAll("section, nav, header, ul, form, figure, table")];
  document.activeElement?.blur();
  getSelection()?.removeAllRanges();
  return stops.length;
})()`;

const HERE = `(() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return {
    place: stops.indexOf(element),
    what: element.tagName.toLowerCase() + "." + element.className + " " + (element.textContent || element.id).trim().slice(0, 40),
    part: parts.indexOf(element.closest("section, nav, header, ul, form, figure, table")),
    ring: outlined || style.boxShadow !== "none",
    box: { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY },
  };
})()`;

async function walk(page: Page): Promise<{ stops: Stop[]; count: number }> {
  const count = await page.evaluate<number>(MARK);
  const stops: Stop[] = [];
  for (let i = 0; i <= count + 2; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate<Stop>(HERE);
    // Beyond the last element is the window, or the first element again.
    if (stop.what.startsWith("body") || (i > 0 && stop.place === 0)) break;
    stops.push(stop);
  }
  return { stops, count };
}

/** Elements without a name in the tree that screen readers are given. */
async function nameless(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const roles = new Set([
    "link",
    "button",
    "textbox",
    "searchbox",
    "spinbutton",
    "slider",
    "combobox",
    "checkbox",
    "radio",
    "DisclosureTriangle",
  ]);
  return nodes
    .filter(({ ignored, role, name }) => !ignored && roles.has(role?.value) && !String(name?.value ?? "").trim())
    .map(({ role, backendDOMNodeId }) => `${role?.value} ${backendDOMNodeId}`);
}

describe.skipIf(chromium === undefined)("the keyboard alone", () => {
  const studio = studioIn(chromium);

  it.each(PAGES)(
    "reaches all of %s in reading order, with a ring and a name, and leaves again",
    async (_, hash, whole) => {
      const { page } = await studio.open(hash, { reducedMotion: "reduce" });
      await page.locator(whole).first().waitFor(PATIENCE);
      await page.waitForLoadState("networkidle", PATIENCE);
      const { stops, count } = await walk(page);
      expect(stops.map(({ place }) => place)).toEqual(Array.from({ length: count }, (_, i) => i));
      expect(stops.filter(({ ring }) => !ring).map(({ what }) => what)).toEqual([]);
      const back = stops.filter(
        ({ box, part }, i) => i > 0 && isBefore(box, stops[i - 1]!.box) && part === stops[i - 1]!.part,
      );
      expect(back.map(({ what }) => what)).toEqual([]);
      expect(await nameless(page)).toEqual([]);
      await page.context().close();
    },
    400_000,
  );

  it("moves a slider of the landscape by arrows, and the figure follows", async () => {
    const { page } = await studio.open("#/landscape?P=60&D=4&N=9&samples=150");
    await page.locator("[data-minimum]").waitFor(PATIENCE);
    const before = await page.locator("[data-minimum]").getAttribute("data-minimum");
    await page.getByRole("slider", { name: "Tasks, P" }).focus();
    await page.keyboard.press("ArrowRight");
    await until(page, `document.querySelector("[data-minimum]").dataset.minimum !== "${before}"`);
    const path = () => page.locator("[data-figure=section] .path").getAttribute("points");
    const line = await path();
    await page.getByRole("slider", { name: "Half width of the plane" }).focus();
    await page.keyboard.press("ArrowLeft");
    expect(await path()).not.toBe(line);
    await page.context().close();
  }, 400_000);

  it("moves a slider of a study by arrows, and the figure follows", async () => {
    const { page } = await studio.open("#/study/laws/free-energy");
    await page.locator(".drawing svg").first().waitFor(PATIENCE);
    const drawn = () => page.locator(".drawing").first().innerHTML();
    const before = await drawn();
    await page.getByRole("slider").first().focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(drawn, PATIENCE).not.toBe(before);
    await page.context().close();
  }, 400_000);

  it("runs a study and stops it on one button, and Escape takes back what is typed and closes the drawer", async () => {
    const { page } = await studio.open("#/study/learning/meta-learning", {
      viewport: { width: 400, height: 800 },
    });
    const focus = () => page.evaluate<string>("document.activeElement.textContent.trim()");
    await page.getByRole("button", { name: "Run", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(focus).toBe("Stop");
    await page.keyboard.press("Space");
    await expect.poll(focus).toMatch(/^Run/);

    await page.getByText("Parameters", { exact: true }).focus();
    await page.keyboard.press("Enter");
    const field = page.locator("aside").getByRole("textbox").first();
    const before = await field.inputValue();
    await field.fill("7");
    await page.keyboard.press("Escape");
    expect(await field.inputValue()).toBe(before);
    await page.keyboard.press("Escape");
    expect(await field.isVisible()).toBe(false);
    expect(await focus()).toBe("Parameters");
    await page.context().close();
  }, 400_000);

  it("sets a number by Enter, and starts, pauses and steps a run by Enter and Space", async () => {
    const { page } = await studio.open("#/training?d=2&examples=4&batch=16");
    const state = (name: string) => page.locator(`output[data-state=${name}]`).waitFor(PATIENCE);
    await state("paused");
    await page.getByRole("spinbutton", { name: "Seed" }).fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url(), PATIENCE).toContain("seed=7");
    await state("paused");
    await page.getByRole("button", { name: "One step" }).focus();
    await page.keyboard.press("Enter");
    await page.locator('output[data-step="1"][data-state=paused]').waitFor(PATIENCE);
    await page.getByRole("button", { name: "Start", exact: true }).focus();
    await page.keyboard.press("Space");
    await state("running");
    // The button that starts becomes the one that pauses: the focus stays.
    await page.keyboard.press("Space");
    await state("paused");
    await page.context().close();
  }, 400_000);
});

/** Whether a stop stands wholly above and wholly to the left of the one before it. */
function isBefore(box: Stop["box"], last: Stop["box"]): boolean {
  return box.bottom <= last.top && box.right <= last.left;
}
