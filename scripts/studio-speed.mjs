// How fast the built studio is in Chromium, on a machine with nothing else to do; medians and ranges in milliseconds.
//   claims   from a cold start to the ledger's claims
//   figure   … to the figure of the front page with its numbers
//   answer   from a move of that figure's slider to the new numbers
//   redraw   spinglass/message-passing at D = 10: from a move of P to the first new drawing
//   all      … to the last one
//   frame    the same study as all of it is computed anew: 95 % of the frames take no longer (median and range of runs)
//   node scripts/studio-speed.mjs [VISITS]
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

/** Moves a slider by some steps. @returns when drawings came after it, within a second */
const MOVED = `(async (name, steps) => {
  const slider = document.querySelector('input[type=range][aria-label^="' + name + ',"]');
  const start = performance.now();
  const drawn = [];
  const watch = new MutationObserver((changes) => {
    const isDrawing = changes.some(({ addedNodes }) => [...addedNodes].some(({ nodeName }) => nodeName === "svg"));
    if (isDrawing) drawn.push(performance.now() - start);
  });
  watch.observe(document.querySelector("main"), { childList: true, subtree: true });
  slider.value = String(Number(slider.value) + steps * (Number(slider.step) || 1));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((rest) => setTimeout(rest, 1000));
  watch.disconnect();
  return drawn;
})`;

/** Runs the study of the page again with another seed's numbers. @returns how long its frames took meanwhile */
const FRAMES = `(async (seed) => {
  const frames = [];
  let last = performance.now();
  let isOn = true;
  const tick = (now) => {
    frames.push(now - last);
    last = now;
    if (isOn) requestAnimationFrame(tick);
  };
  const address = new URL(location.href);
  location.hash = address.hash.replace(/&seed=\\\\d+/, "") + "&seed=" + seed;
  requestAnimationFrame((now) => ((last = now), requestAnimationFrame(tick)));
  await new Promise((rest) => setTimeout(rest, 3000));
  isOn = false;
  return frames;
})`;

const visits = Number(process.argv[2] ?? 5);
const host = await serveFolder(SITE);
const found = [];
for (let visit = 0; visit < visits; visit++) found.push({ ...(await coldVisit()), ...(await studyVisit()) });
await host.close();
for (const name of ["claims", "figure", "answer", "redraw", "all", "frame"]) {
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

/** One visit to the study: the medians of ten moves of one P, then the frames of a whole run. */
async function studyVisit() {
  const browser = await startChromium(findChromium());
  const page = await browser.newPage({ locale: "en-US" });
  await page.goto(`${host.address}#/study/spinglass/message-passing?D=10&N=100`);
  await page.locator("main figure svg").first().waitFor();
  await page.waitForTimeout(6000);
  const moves = [];
  for (let move = 0; move < 10; move++) moves.push(await page.evaluate(`${MOVED}("P", 1)`));
  const frames = await page.evaluate(`${FRAMES}(7)`);
  await browser.close();
  const answered = moves.filter((drawn) => drawn.length > 0);
  return {
    redraw: quantile(
      answered.map((drawn) => drawn[0]),
      0.5,
    ),
    all: quantile(
      answered.map((drawn) => drawn.at(-1)),
      0.5,
    ),
    frame: quantile(frames, 0.95),
  };
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

async function until(page, expression) {
  while (!(await page.evaluate(expression))) await page.waitForTimeout(20);
}
