import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rootStream } from "../../../numerics/random/index.js";
import { type FitRequest, fitFile } from "../../laws/index.js";
import { renderFitReport } from "./fit-page.js";

const folder = mkdtempSync(join(tmpdir(), "isinglass-fit-report-"));
afterAll(() => rmSync(folder, { recursive: true }));

function table(name: string, runs: number): string {
  const stream = rootStream(11).child(name);
  const lines = Array.from({ length: runs }, () => {
    const [N, D] = [10 ** (7 + 3 * stream.uniform()), 10 ** (9 + 3 * stream.uniform())];
    const loss = (1.8 + 480 * N ** -0.35 + 2100 * D ** -0.37) * Math.exp(0.005 * stream.normal());
    return `${N},${D},${loss},3`;
  });
  writeFileSync(join(folder, name), `N,D,loss,<b>\n${lines.join("\n")}\n`);
  return join(folder, name);
}

function request(file: string, others: Partial<FitRequest> = {}): FitRequest {
  const loss = { kind: "ls-log" } as const;
  return { file, law: "chinchilla", loss, bootstrap: 20, profile: true, seed: 1, skipMissing: false, ...others };
}

async function pageOf(asked: FitRequest) {
  const text = await renderFitReport(await fitFile(asked));
  const { document } = parseHTML(text);
  const all = (selector: string) => [...document.querySelectorAll(selector)].map((found) => found.textContent ?? "");
  return { text, document, all };
}

describe("the report of a fit", () => {
  let page: Awaited<ReturnType<typeof pageOf>>;
  beforeAll(async () => {
    page = await pageOf(request(table("runs <1>.csv", 60)));
  });

  it("is whole: nothing to fetch, no script, each link leads somewhere", () => {
    expect(page.all("script, link, img, iframe")).toEqual([]);
    expect(/url\((?!data:|#)/.exec(page.text)).toBeNull();
    const ids = [...page.document.querySelectorAll("[id]")].map((found) => found.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of page.document.querySelectorAll('a[href^="#"]')) {
      expect(ids).toContain(link.getAttribute("href")!.slice(1));
    }
  });

  it("draws isoFLOP curves, the frontier, contours, profiles and residuals", () => {
    expect(page.all("figure h3")).toEqual([
      "How sharply the runs determine each parameter",
      "Loss at equal compute",
      "The best size for a budget",
      "What a budget buys",
      "Lines of equal loss",
      "Predicted and measured",
      "What the law leaves over",
      "What it leaves over, against N",
      "What it leaves over, against D",
    ]);
    expect(page.all("figure svg").join()).not.toMatch(/NaN|undefined/);
  });

  it("sets the law, lists parameters with their intervals, and says how to repeat it", () => {
    expect(page.all("code.unset")).toEqual([]);
    const rows = page.all("tbody tr");
    for (const name of ["E", "A", "B", "alpha", "beta"]) expect(rows.some((row) => row.startsWith(name))).toBe(true);
    expect(rows[0]).toMatch(/^E1\.\d+\[1\.\d+, 1\.\d+\]\[1\.\d+, 1\.\d+\]/);
    expect(page.all("pre code")[0]).toMatch(
      /^isinglass fit '.*runs <1>\.csv' --law chinchilla --loss ls-log --bootstrap 20 --profile$/,
    );
  });

  it("draws some of the runs of a long table, and says so", async () => {
    const { document, all } = await pageOf(request(table("long.csv", 5000), { bootstrap: 0, profile: false }));
    const dots = document.querySelectorAll(
      'figure[aria-labelledby="figure-predicted"] svg.wide [aria-label="dot"] path',
    );
    expect(dots.length).toBe(3000);
    expect(all("figcaption").join()).toContain("Each dot is a run (3,000 of 5,000)");
  });

  it("leaves out the figures of size and data for a law of something else", async () => {
    const { all } = await pageOf(request(table("c.csv", 40), { law: "power-offset-C", bootstrap: 0 }));
    expect(all("h2")).toEqual(["The law", "Parameters", "Where it is wrong", "The runs, and how to repeat it"]);
  });
});
