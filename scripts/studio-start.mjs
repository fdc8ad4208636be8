// How long the built studio takes from a cold start in Chromium: to the ledger's claims, to the figure with its numbers,
// and from a move of its slider to the new numbers. Prints the median and the range of several visits, in milliseconds.
//   node scripts/studio-start.mjs [VISITS]
import { join } from "node:path";
import { createJiti } from "jiti";
import { root } from "./steps.mjs";

const jiti = createJiti(import.meta.url);
const { findChromium, startChromium } = await jiti.import(join(root, "test/report/chromium.ts"));
const { serveFolder, SITE } = await jiti.import(join(root, "test/studio/host.ts"));

/** Notes when the claims and the figure's numbers stand, and how long each later change of the numbers takes. */
const WATCH = `{
  const times = (globalThis.times = {});
  new MutationObserver(() => {
    const now = performance.now();
    if (document.querySelector("main section li")) times.claims ??= now;
    const words = [...document.querySelectorAll("main figure dd")].map((dd) => dd.textContent.trim());
    const isWhole = words.length > 0 && !words.includes("…");
    if (isWhole && document.querySelector("main figure svg")) times.figure ??= now;
    if (isWhole && times.moved !== undefined && words[0].includes("no fixed point")) times.answered ??= now;
  }).observe(document, { childList: true, subtree: true, characterData: true });
}`;
const MOVE = `{
  const slider = document.querySelector("main figure input");
  times.moved = performance.now();
  slider.value = "0.3";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}`;

const visits = Number(process.argv[2] ?? 5);
const host = await serveFolder(SITE);
const found = [];
for (let visit = 0; visit < visits; visit++) found.push(await coldVisit());
await host.close();
for (const name of ["claims", "figure", "answer"]) {
  const times = found.map((times) => Math.round(times[name])).sort((a, b) => a - b);
  console.log(`${name.padEnd(8)} ${times[times.length >> 1]} ms (${times[0]}–${times.at(-1)})`);
}

/** One visit by a browser that has just started. */
async function coldVisit() {
  const browser = await startChromium(findChromium());
  const page = await browser.newPage({ locale: "en-US" });
  await page.addInitScript(WATCH);
  await page.goto(host.address);
  await until(page, "times.figure !== undefined");
  await page.waitForTimeout(1500);
  await page.evaluate(MOVE);
  await until(page, "times.answered !== undefined");
  const { claims, figure, moved, answered } = await page.evaluate("times");
  await browser.close();
  return { claims, figure, answer: answered - moved };
}

async function until(page, expression) {
  while (!(await page.evaluate(expression))) await page.waitForTimeout(20);
}
