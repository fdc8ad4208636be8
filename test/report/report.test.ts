import { parseHTML } from "linkedom";
import { beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "../../src/lab/report/index.js";
import { exampleRun } from "./example-runs.js";
import { realRuns } from "./real-runs.js";

describe("a report of anything", () => {
  let text: string;
  let root: ReturnType<typeof parseHTML>["document"];
  beforeAll(async () => {
    text = await renderReport([await exampleRun(), await exampleRun()]);
    root = parseHTML(text).document;
  });
  const all = (selector: string) => [...root.querySelectorAll(selector)].map((found) => found.textContent ?? "");

  test("is whole: no script, nothing to fetch, and a policy that says so", () => {
    expect(all("script, link, img, iframe, object, embed")).toEqual([]);
    expect(text).not.toMatch(/url\((?!data:|#)/);
    expect(text).not.toContain("@import");
    expect(root.querySelector("meta[http-equiv]")?.getAttribute("content")).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
    );
  });

  test("shows text as text", () => {
    expect(all("h2")).toContain("A study <of> everything & more");
    expect(all(".note")).toContain("<script>alert(1)</script>");
    expect(all(".theory p").join()).toContain('<img src="https://example.org/x.png">');
    expect(all(".statement")[2]).toMatch(/& no <b>more<\/b>\.$/);
  });

  test("counts the verdicts in words", () => {
    expect(all(".lead")[0]).toMatch(
      /of 2 runs.* Of the 8 statements that they check, 2 hold, 2 hold after a correction that is named, 2 fail, and 2 are/,
    );
  });

  test("orders the ledger by place, and shows each finding with its error", () => {
    expect(all(".claim .where span:nth-child(2)")).toEqual(
      ["S1, §1", "S2, §4.2, eq. (128)", "S2, §4.4.3", "S2, §4.10"].flatMap((place) => [place, place]),
    );
    const numbers = all(".claim .numbers").map((line) => line.replace(/\s+/g, " "));
    expect(numbers[0]).toBe("measured0.1235 ± 0.0021 expected0.125 tolerance0.01");
    expect(numbers[2]).toBe("measured−3.20 × 10−9 ± 1.0 × 10−10 expected0 tolerance10−12");
  });

  test("sets formulas, leaves prices, and shows as code what is no TeX", () => {
    expect(all(".theory .katex-display").length).toBe(4);
    expect(all(".theory p")[0]).toContain("costs $5 and 10 $ more; a price of $22,529 stays");
    expect(all("code.unset")).toEqual(["\\undefinedmacro{x}", "\\undefinedmacro{x}"]);
    expect(all(".claim .statement sub")).toEqual(["11", "11"]);
  });

  test("embeds the fonts that its formulas use, and no others", () => {
    const families = [...text.matchAll(/font-family:"?(KaTeX_\w+)"?;[^}]*woff2;base64/g)].map(([, name]) => name);
    expect(families).toEqual(expect.arrayContaining(["KaTeX_Main", "KaTeX_Math", "KaTeX_AMS", "KaTeX_Caligraphic"]));
    expect(families).not.toEqual(expect.arrayContaining(["KaTeX_Fraktur"]));
    expect(families).not.toEqual(expect.arrayContaining(["KaTeX_Typewriter"]));
  });

  test("says how to repeat each run", () => {
    expect(all("pre code")[0]).toMatch(/^isinglass run example\/all --set 'N=\[2,4\]' --seed 7/);
    const facts = all(".facts")[0];
    expect(facts).toContain("1 h 2 min for 1,200 cells");
    expect(facts).toContain("runs.csv sha256:0123456789ab…");
    expect(all("details").join()).toContain("0, 2, 4, …, 98 (50 values)");
    expect(all("details").join()).toContain("100 more follow from the rows in runs/0a1b2c/rows.parquet");
  });

  test("has every anchor that it links to, each once", () => {
    const ids = [...root.querySelectorAll("[id]")].map((found) => found.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...root.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href")!.slice(1));
    expect(links.length).toBe(20);
    for (const link of links) expect(ids).toContain(link);
  });

  test("names each figure for those who do not see it", () => {
    const labels = [...root.querySelectorAll("svg[role=img]")].map((svg) => svg.getAttribute("aria-label"));
    expect(labels).toContain(
      "Contrast of the ground state over tasks and prompt length. The contrast of W_{11} grows with P and N. Left of the line, message passing does not converge.",
    );
    expect(labels.length).toBe(2 * 2 * root.querySelectorAll("section")[2]!.querySelectorAll("figure").length);
  });
});

test("a report of no run says so", async () => {
  expect(await renderReport([])).toContain("This report is of 0 runs.");
});

test("every formula of every study is TeX that can be set", async () => {
  const { document } = parseHTML(await renderReport(await realRuns()));
  expect([...document.querySelectorAll("code.unset")].map((code) => code.textContent)).toEqual([]);
  const prose = [...document.querySelectorAll(".theory p, .note, .statement, figcaption")].map(
    (found) => found.textContent,
  );
  expect(prose.filter((text) => text?.includes("$"))).toEqual([]);
});
