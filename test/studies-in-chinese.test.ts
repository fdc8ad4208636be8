import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parameterSchema } from "../src/lab/parameters/resolve.js";
import { wordsIn } from "../src/studio/language/translate-formula.js";
import { placeInChinese, placesOf } from "../src/studio/language/translate-place.js";
import { templatesOf } from "../src/studio/language/translate-sentences.js";
import type { AnyStudy } from "../src/study/index.js";
import { departures, faultsOf, isChinese } from "./translation.js";

/*
 * Every study speaks Chinese: beside its theory.md stand theory.zh.md, the same note, and zh.json, its title, claims
 * and parameters.
 */
const root = join(import.meta.dirname, "../src/studies");
const ids = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /^[^/]+\/[^/]+\/study\.ts$/.test(path))
  .map((path) => path.replace(/\/study\.ts$/, ""))
  .sort();
const translated = ids.filter((id) => existsSync(join(root, id, "zh.json")));

const text = z.string().refine(isChinese, "expected Chinese");
const texts = z.record(z.string(), text);
const templates = z.record(z.string(), z.string());
const translation = z.strictObject({ title: text, claims: texts, params: texts, texts: templates.default({}) });
const shared = z.strictObject({ texts: templates }).parse(JSON.parse(readFileSync(join(root, "zh.json"), "utf8")));
/** What stands in the figures of the quick presets, and the notes of their verdicts (scripts/measure-ledger.mjs). */
const figureTexts: Record<string, string[]> = readJson("fixtures/texts-of-figures.json");
const measured: Record<string, { verdicts: { note: string }[] }> = readJson("../src/studio/ledger/verdicts.json");

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8"));
}

function read(id: string, file: string): string {
  return readFileSync(join(root, id, file), "utf8");
}

/** The Chinese of places in the sources. */
const places: Record<string, string> = readJson("../src/studies/places.zh.json");

/** Places that stayed English; those of numbers alone, and code, are the same in both. */
function untranslated(place: string): string[] {
  return placesOf(place).filter((part) => {
    const same = placeInChinese(part, places) === part;
    return same && /\p{Script=Latin}/u.test(part) && !/^(S\d( §[\d.–]+)?|[a-z]–[a-z]|curve_fit)$/.test(part);
  });
}

async function load(id: string): Promise<AnyStudy> {
  const module: { default: AnyStudy } = await import(/* @vite-ignore */ pathToFileURL(join(root, id, "study.ts")).href);
  return module.default;
}

test("every study has its Chinese", () => {
  expect(ids.length).toBeGreaterThan(0);
  const missing = ids.flatMap((id) =>
    ["theory.zh.md", "zh.json"].filter((file) => !existsSync(join(root, id, file))).map((file) => `${id}/${file}`),
  );
  expect(missing, `missing: ${missing.join(", ")}`).toEqual([]);
});

test("what studies share is in Chinese, with its numbers", () => {
  expect(faultsOf(shared.texts)).toEqual([]);
});

test("places in the sources are in Chinese, with their numbers", () => {
  expect(faultsOf(places)).toEqual([]);
  expect(untranslated("§1, somewhere; fig. 2")).toEqual(["somewhere"]);
});

describe.each(translated)("%s", (id) => {
  test("zh.json has the claims and parameters of the study, each in Chinese", async () => {
    const { claims, params } = translation.parse(JSON.parse(read(id, "zh.json")));
    const study = await load(id);
    expect(Object.keys(claims).sort()).toEqual(study.claims.map((claim) => claim.id).sort());
    expect(Object.keys(params).sort()).toEqual(Object.keys(parameterSchema(study).properties ?? {}).sort());
  });

  test("its source and the places of its claims are in Chinese", async () => {
    const study = await load(id);
    expect([study.source, ...study.claims.map(({ place }) => place)].flatMap(untranslated)).toEqual([]);
  });

  test("what it wants of a person's own files, and words in its formulas, are in Chinese", async () => {
    const study = await load(id);
    const wanted = [study.data, ...Object.values(study.modules ?? {})].map((source) => source?.description ?? "");
    const words = study.claims.flatMap(({ printed }) => wordsIn(printed ?? ""));
    const known = { ...shared.texts, ...translation.parse(JSON.parse(read(id, "zh.json"))).texts };
    expect([...wanted, ...words].flatMap(templatesOf).filter((template) => !(template in known))).toEqual([]);
  });

  test("the notes and figures of its quick preset are in Chinese", () => {
    const known = { ...shared.texts, ...translation.parse(JSON.parse(read(id, "zh.json"))).texts };
    const english = [...measured[id]!.verdicts.map(({ note }) => note), ...figureTexts[id]!];
    const missing = [...new Set(english.flatMap(templatesOf))].filter((template) => !(template in known));
    expect(missing).toEqual([]);
  });

  test("the Chinese of a sentence has its numbers", () => {
    expect(faultsOf(translation.parse(JSON.parse(read(id, "zh.json"))).texts)).toEqual([]);
  });

  test("theory.zh.md has the headings, formulas, links and code of theory.md", () => {
    const note = read(id, "theory.zh.md");
    expect(departures(read(id, "theory.md"), note)).toEqual([]);
    const paragraphs = note.split(/\n{2,}/).filter((paragraph) => !/^\$\$[\s\S]*\$\$$/.test(paragraph.trim()));
    expect(paragraphs.filter((paragraph) => !isChinese(paragraph))).toEqual([]);
  });
});

describe("a translation", () => {
  const original =
    "# Loss\n\nAt $a = 1$ (see `x/y`, [here](https://b.org)),\n\n$$ N \\text{ (pieces)} $$\n\narXiv:2001.08361";
  const chinese =
    "# 损失\n\n当 $a=1$ 时（见 `x/y`、[此处](https://b.org)），\n\n$$N\\text{（片）}$$\n\narXiv:2001.08361";

  test("may change words, in formulas as well, and white space", () => {
    expect(departures(original, chinese)).toEqual([]);
  });

  test.each([
    ["headings", "# 损失", "损失"],
    ["formulas", "$a=1$", "$a=2$"],
    ["formulas", "$$N", "$$M"],
    ["links", "https://b.org", "https://c.org"],
    ["links", "2001.08361", "2001.08362"],
    ["code", "`x/y`", "`x`"],
  ])("may not change %s (%s to %s)", (part, from, to) => {
    expect(
      departures(
        original,
        chinese.replace(from, () => to),
      ),
    ).toEqual([expect.stringContaining(part)]);
  });

  test("is in Chinese", () => {
    expect(["损失 loss", "loss", "", "λ"].map(isChinese)).toEqual([true, false, false, false]);
  });

  test.each([
    [{ "{1} of {2} runs": "{2} 次中的 {1} 次", SGD: "SGD", "{1} billion": "{1}×10⁹" }, []],
    [{ "{1} of {2} runs": "{1} 次" }, ["expected its placeholders"]],
    [{ "{1} runs": "{1} 次，{1} 次" }, ["expected its placeholders"]],
    [{ runs: "experiments" }, ["expected Chinese"]],
    [{ runs: "" }, ["expected Chinese"]],
  ])("of templates has their placeholders and is Chinese: %o", (texts, faults) => {
    expect(faultsOf(texts)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  });
});
