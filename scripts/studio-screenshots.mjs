// Pictures of every page of the built studio, in both languages and themes, 1280 and 400 pixels wide, into a folder; and
// whether all text is of 12 pixels and more and nothing is wider than its window.
//   node scripts/studio-screenshots.mjs [FOLDER [PAGE...]]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createJiti } from "jiti";
import { root } from "./steps.mjs";

const jiti = createJiti(import.meta.url);
const { findChromium, startChromium } = await jiti.import(join(root, "test/report/chromium.ts"));
const { illegible } = await jiti.import(join(root, "test/studio/legible.ts"));
const { serveFolder, SITE } = await jiti.import(join(root, "test/studio/host.ts"));

/** Where each page is, and what it shows last. */
const PAGES = {
  ledger: ["#/", "main figure svg"],
  "ledger-filtered": ["#/?verdict=fails&source=S2", "main section li"],
  study: ["#/study/spinglass/message-passing?D=10&N=100", "main figure svg"],
  laws: ["#/laws?example=dense&bootstrap=50&compute=3e22", "[aria-labelledby=laws-plan] table"],
  training: ["#/training?steps=200", "output[data-state=paused]"],
  landscape: ["#/landscape", "[data-minimum]"],
};
const WIDTHS = [1280, 400];
const THEMES = ["light", "dark"];
const LANGUAGES = ["en", "zh"];
/** How long a page may go on changing before its picture is taken, in milliseconds. */
const PATIENCE = 20_000;

const [folder = join(root, "studio-screenshots"), ...asked] = process.argv.slice(2);
const views = Object.keys(PAGES)
  .filter((name) => asked.length === 0 || asked.includes(name))
  .flatMap((name) => LANGUAGES.map((language) => ({ name, language })))
  .flatMap((view) => THEMES.map((theme) => ({ ...view, theme })))
  .flatMap((view) => WIDTHS.map((width) => ({ ...view, width })));

mkdirSync(folder, { recursive: true });
const host = await serveFolder(SITE);
const browser = await startChromium(findChromium());
let faults = 0;
for (const view of views) {
  const title = `${view.name}-${view.language}-${view.theme}-${view.width}`;
  for (const fault of await picture(view, join(folder, `${title}.png`))) {
    console.log(`${title}: ${fault}`);
    faults++;
  }
}
await browser.close();
await host.close();
console.error(`${views.length} pictures in ${folder}; ${faults === 0 ? "nothing illegible" : `${faults} faults`}`);
process.exitCode = faults === 0 ? 0 : 1;

/** Takes a picture of the whole page. @returns what is too small or too wide on it */
async function picture({ name, language, theme, width }, path) {
  const locale = language === "zh" ? "zh-CN" : "en-US";
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: theme, locale });
  const [hash, sight] = PAGES[name];
  await page.goto(host.address + hash);
  await page.locator(sight).first().waitFor({ timeout: 120_000 });
  await atRest(page);
  const found = await illegible(page);
  await page.screenshot({ path, fullPage: true });
  await page.close();
  return found;
}

/** Waits until the page's text and drawings have stayed as they are for a second. */
async function atRest(page) {
  const read = () => page.evaluate("document.body.innerHTML.length + ' ' + document.querySelectorAll('svg *').length");
  const end = Date.now() + PATIENCE;
  for (let before = ""; Date.now() < end; ) {
    const now = await read();
    if (now === before) return;
    before = now;
    await page.waitForTimeout(1000);
  }
}
