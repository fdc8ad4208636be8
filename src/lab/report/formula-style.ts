import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * KaTeX's style sheet for a page, with the fonts that the page's formulas use and no other, each within the sheet. A
 * font is used where a rule that names it is of classes that all occur on the page.
 */
export async function formulaStyle(page: string): Promise<string> {
  const path = require.resolve("katex/dist/katex.min.css");
  const sheet = await readFile(path, "utf8");
  const faces = [...sheet.matchAll(/@font-face\{[^}]*\}/g)].map(([face]) => face);
  const rules = sheet.replace(/@font-face\{[^}]*\}/g, "");
  const used = usedFonts(rules, classesOf(page));
  const kept = faces.filter((face) => isUsed(face, used));
  const embedded = await Promise.all(kept.map((face) => embed(face, dirname(path))));
  return embedded.join("") + rules;
}

/** What the rules that apply to a page ask for. */
interface UsedFonts {
  readonly families: ReadonlySet<string>;
  readonly bold: boolean;
  readonly italic: boolean;
}

function usedFonts(rules: string, present: ReadonlySet<string>): UsedFonts {
  const families = new Set<string>();
  let [bold, italic] = [false, false];
  for (const [, selectors, body] of rules.matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    const applies = selectors!.split(",").some((selector) => {
      const classes = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name!);
      return classes.length > 0 && classes.every((name) => present.has(name));
    });
    if (!applies) continue;
    for (const [, family] of body!.matchAll(/KaTeX_(\w+)/g)) families.add(family!);
    if (/font-weight:(700|bold)/.test(body!)) bold = true;
    if (/font-style:italic/.test(body!)) italic = true;
  }
  return { families, bold, italic };
}

function isUsed(face: string, { families, bold, italic }: UsedFonts): boolean {
  const family = /font-family:"?KaTeX_(\w+)/.exec(face)?.[1] ?? "";
  return (
    families.has(family) &&
    (bold || !face.includes("font-weight:700")) &&
    (italic || !face.includes("font-style:italic"))
  );
}

async function embed(face: string, folder: string): Promise<string> {
  const file = /url\(([^)]+\.woff2)\)/.exec(face)![1]!;
  const font = await readFile(join(folder, file), "base64");
  return face.replace(/src:[^}]*/, `src:url(data:font/woff2;base64,${font}) format("woff2")`);
}

function classesOf(page: string): Set<string> {
  return new Set([...page.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/)));
}
