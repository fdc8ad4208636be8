import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { afterAll, describe, expect, it } from "vitest";
import { forecastDocumentSchema, mixDocumentSchema } from "../../src/lab/documents.js";
import { rootStream } from "../../src/numerics/random/index.js";
import { scratch, session } from "./isinglass.js";
import { writeTable } from "./planted-tables.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const run = (...words: string[]) => answer(words);

/** Two losses, exponential in the shares of three domains. */
const planted = {
  loss_code: (r: readonly number[]) => 1.2 + 0.9 * Math.exp(-2.5 * r[0]! + 0.4 * r[2]!),
  loss_web: (r: readonly number[]) => 2.1 + 1.1 * Math.exp(-1.8 * r[1]! - 0.3 * r[2]!),
};
const losses = Object.values(planted);
const total = (r: readonly number[]) => losses.reduce((sum, loss) => sum + loss(r) / 2, 0);

function mixtures(count: number): number[][] {
  const stream = rootStream(3).child("mixtures");
  return Array.from({ length: count }, () => {
    const parts = [0, 1, 2].map(() => -Math.log(1 - stream.uniform()));
    const sum = parts.reduce((a, b) => a + b);
    return parts.map((part) => part / sum);
  });
}

/** The least total over a fine grid. */
function gridOptimum(most = 1): number {
  let best = Infinity;
  for (let i = 0; i <= 400 * most; i++) {
    for (let j = 0; i + j <= 400; j++) best = Math.min(best, total([i / 400, j / 400, 1 - (i + j) / 400]));
  }
  return best;
}

/** The titles of the figures of a page, and what it says. */
function pageOf(name: string): { readonly figures: string[]; readonly text: string } {
  const page = readFileSync(join(folder, name), "utf8");
  const { document } = parseHTML(page);
  expect(document.querySelectorAll("script, link, img, iframe")).toHaveLength(0);
  expect([...document.querySelectorAll("figure svg")].join()).not.toMatch(/NaN|undefined/);
  const figures = [...document.querySelectorAll("figure h3")].map((found) => found.textContent ?? "");
  return { figures, text: `${document.querySelector("main")?.textContent}\n` };
}

/** Without the joiners that keep a column's name from being set as a symbol. */
const plain = (text: string) => text.replaceAll("\u2060", "");

describe("isinglass mix", () => {
  const stream = rootStream(4).child("noise");
  const rows = mixtures(40).map((r) => [
    ...r,
    ...losses.map((loss) => loss(r) * Math.exp(1e-4 * stream.normal())),
    "x",
  ]);
  writeTable(folder, "mix.csv", "p_code,p_web,p_books,loss_code,loss_web,note", rows);

  it("finds the optimum of a planted law, certified, within bounds, with intervals", async () => {
    for (const [words, most] of [
      [[], 1],
      [["--upper", "p_code=0.3"], 0.3],
    ] as const) {
      const { code, stdout, stderr } = await run("mix", "mix.csv", "--bootstrap", "20", "--quiet", "--json", ...words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const document = mixDocumentSchema.parse(JSON.parse(stdout));
      const shares = document.domains.map(({ share }) => share.value!);
      expect(document.domains.map(({ name }) => name)).toEqual(["p_code", "p_web", "p_books"]);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
      expect(shares[0]).toBeLessThanOrEqual(most);
      expect(Math.abs(total(shares) - gridOptimum(most))).toBeLessThan(1e-3);
      expect(Math.abs(document.loss.value! - total(shares))).toBeLessThan(2e-3);
      expect(document.gap).toBeLessThan(1e-8);
      expect(document.best.loss).toBeGreaterThan(document.loss.value! - 1e-3);
    }
  });

  it("says it in words", async () => {
    const { code, stdout } = await run("mix", "mix.csv", "--bootstrap", "10", "--quiet");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The best mixture of 3 domains, by 40 that were measured/);
    expect(stdout).toMatch(/p_code +\d+\.\d %/);
    expect(stdout).toContain("certified");
    expect(stdout).toMatch(/total loss +\d\.\d{3} \[\d\.\d{3}, \d\.\d{3}\] by the law; .* has \d\.\d{3}\n/);
  });

  it("writes a page with figures and the command that repeats it", async () => {
    const words = ["--upper", "p_code=0.3", "--bootstrap", "10"];
    const { code, stdout } = await run("mix", "mix.csv", ...words, "--report", "mix.html", "--quiet");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nreport +mix\.html\n$/);
    const { figures, text } = pageOf("mix.html");
    expect(figures.map(plain)).toEqual([
      "The best mixture",
      "What another share of a domain costs",
      "The loss over p_web and p_code",
      "Predicted and measured",
    ]);
    expect(text).toContain("isinglass mix mix.csv --upper p_code=0.3 --bootstrap 10\n");
    expect(text).toMatch(/p_code30 %\[30, 30\].*at its upper bound/);
  });

  it("keeps to the tokens that there are, with so many epochs", async () => {
    const words = ["mix", "mix.csv", "--bootstrap", "0", "--available", "p_code=5e9", "--tokens", "1e11", "--quiet"];
    const { stdout } = await run(...words, "--json");
    const [code, web] = mixDocumentSchema.parse(JSON.parse(stdout)).domains;
    expect(code!.share.value).toBeCloseTo(0.2, 9);
    expect(code).toMatchObject({ bound: "upper", epochs: expect.closeTo(4, 7) });
    expect(web!.epochs).toBeNull();
    const twice = mixDocumentSchema.parse(JSON.parse((await run(...words, "--max-epochs", "2", "--json")).stdout));
    expect(twice.domains[0]!.share.value).toBeCloseTo(0.1, 9);
    const said = (await run(...words)).stdout;
    expect(said).toMatch(/p_code +20\.0 % .* 4\.00 +at its upper bound/);
    expect(said).toContain("total loss");
    expect(said).not.toContain("[–, –]");
  });

  it("says that a law misfits, and names the best measured mixture", async () => {
    // The total of two losses, whose least is inside the simplex: one exponential has its least at a corner.
    const inner = (r: readonly number[]) => 3 + Math.exp(-4 * r[0]!) + Math.exp(-4 * r[1]!) + Math.exp(-4 * r[2]!);
    const measured = mixtures(40).map((r) => [...r, inner(r)]);
    writeTable(folder, "total.csv", "p_code,p_web,p_books,loss", measured);
    const words = ["mix", "total.csv", "--bootstrap", "0", "--quiet"];
    const { best, warnings } = mixDocumentSchema.parse(JSON.parse((await run(...words, "--json")).stdout));
    expect(best.loss).toBe(Math.min(...measured.map((row) => row.at(-1)!)));
    const [first] = warnings;
    expect(first!.code).toBe("law-misfits");
    expect(first!.message).toContain(
      `the mixture measured at line ${best.line}, ${best.loss.toFixed(3)}: keep to that`,
    );
    expect((await run(...words)).stdout).toMatch(
      /^No mixture of 3 domains, .* can be recommended.*\n\n! law-misfits: /,
    );
    const fitting = await run("mix", "mix.csv", "--bootstrap", "0", "--quiet", "--json");
    expect(mixDocumentSchema.parse(JSON.parse(fitting.stdout)).warnings).toEqual([]);
  });

  const alike = Array.from({ length: 9 }, () => [0.2, 0.3, 0.5, 2.5]);
  writeTable(folder, "alike.csv", "p_code,p_web,p_books,loss", alike);
  writeTable(folder, "odd.csv", "p_a,p_b,loss", [
    [0.5, 0.5, 3],
    [0.5, 0.7, 2],
    [0.1, 0.9, 3],
  ]);
  const spoilt = (first: readonly number[]) => rows.map((row, i) => (i === 4 ? [...first, ...row.slice(3)] : row));
  const header = "p_code,p_web,p_books,loss_code,loss_web,note";
  writeTable(folder, "spoilt.csv", header, spoilt([0.5, 0.5, 0.5]));
  writeTable(folder, "negative.csv", header, spoilt([0.7, 0.5, -0.2]));
  it.each([
    ["mix spoilt.csv", /^spoilt\.csv:6: the proportions sum to 1\.5; expected shares/],
    ["mix negative.csv", /^negative\.csv:6: a proportion is -0\.2; expected shares/],
    ["mix mix.csv --weights loss_code=0,loss_web=0", /^invalid --weights: 0 for each loss; expected a positive weight/],
    ["mix", /^invalid FILE: nothing/],
    ["mix odd.csv", /^odd\.csv: no columns that sum to 1 in each row; expected proportions/],
    ["mix alike.csv", /^alike\.csv: 9 rows of one mixture; expected mixtures that differ/],
    ["mix odd.csv --proportions p_a,p_b", /^odd\.csv:3: the proportions sum to 1\.2; expected shares/],
    ["mix mix.csv --losses loss_cod", /^unknown column: loss_cod \(did you mean loss_code\?\)/],
    ["mix mix.csv --upper p_cod=0.3", /^unknown domain: p_cod \(did you mean p_code\?\)/],
    ["mix mix.csv --upper p_code=3", /^invalid p_code of --upper: 3; expected a share/],
    ["mix mix.csv --tokens 1e11", /^invalid --tokens: 1e11; expected --available beside it/],
    ["mix mix.csv --max-epochs 2", /^invalid --max-epochs: 2; expected --available beside it/],
    ["mix mix.csv --available p_code=2e10", /^invalid --tokens: nothing; expected the tokens to train on/],
    ["mix mix.csv --available p_cod=2e10 --tokens 1e11", /^unknown domain: p_cod \(did you mean p_code\?\)/],
    ["mix mix.csv --available p_code=0 --tokens 1e11", /^invalid p_code of --available: 0; expected a positive/],
    ["mix mix.csv --bootstrap 0 --upper p_code=0.1,p_web=0.1,p_books=0.1", /^invalid sum of greatest shares/],
  ])("refuses %s", async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(" "));
    expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(message)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("isinglass forecast", () => {
  const sizes = Array.from({ length: 24 }, (_, i) => 1e7 * 10 ** (i / 6));
  const stream = rootStream(5).child("answers");
  const share = (p: number) =>
    Array.from({ length: 1000 }, () => (stream.uniform() < p ? 1 : 0)).reduce<number>((a, b) => a + b, 0) / 1000;
  const curves = {
    step: (N: number) => (N < 1e9 ? 0.05 : 0.8),
    metric: (N: number) => Math.exp(-8 * (3e7 / N) ** 0.45),
    constant: () => 0.3,
  };

  it.each(Object.keys(curves) as (keyof typeof curves)[])("tells a planted %s", async (name) => {
    const rows = sizes.map((N) => [N, share(curves[name](N))]);
    writeTable(folder, `${name}.csv`, "params,accuracy", rows);
    const words = name === "metric" ? ["--length", "8"] : [];
    const outcome = await run("forecast", `${name}.csv`, "--trials", "1000", "--json", ...words);
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({ code: 0, stderr: "" });
    const document = forecastDocumentSchema.parse(JSON.parse(outcome.stdout));
    expect(name === "metric" ? ["metric", "smooth"] : [name]).toContain(document.verdict);
    const best = document.forecasts[0]!;
    expect(best.at).toBeCloseTo(10 * sizes.at(-1)!, -3);
    expect(Math.abs(best.value! - curves[name](best.at))).toBeLessThan(0.05);
  });

  it("forecasts an error from the loss, with an interval about the truth", async () => {
    const truth = (L: number) => 0.75 - 2 * Math.exp(-1.1 * L);
    const rows = Array.from({ length: 30 }, (_, i) => 2.2 + 0.08 * i).map((L) => [
      L,
      truth(L) + 0.002 * stream.normal(),
    ]);
    writeTable(folder, "error.csv", "loss,err_avg", rows);
    const { stdout } = await run(
      "forecast",
      "error.csv",
      "--from",
      "L",
      "--at",
      "2.0",
      "--bootstrap",
      "200",
      "--json",
      "--quiet",
    );
    const { forecasts, law } = forecastDocumentSchema.parse(JSON.parse(stdout));
    const [low, high] = forecasts[0]!.ci95;
    expect(low!).toBeLessThan(truth(2));
    expect(high!).toBeGreaterThan(truth(2));
    expect(high! - low!).toBeLessThan(0.05);
    expect(law!.parameters.gamma!.value).toBeCloseTo(1.1, 0);
  });

  it("writes a page with the curve, its band and the models", async () => {
    const rows = [5, 20].flatMap((length) =>
      sizes.map((N) => [N, share(Math.exp(-length * (3e7 / N) ** 0.45)), length]),
    );
    writeTable(folder, "lengths.csv", "params,acc_1,length", rows);
    const words = ["lengths.csv", "--trials", "1000", "--columns", "N=params,length=length"];
    const { code, stdout } = await run("forecast", ...words, "--report", "forecast.html");
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nreport +forecast\.html\n$/);
    const { figures, text } = pageOf("forecast.html");
    expect(figures.map(plain)).toEqual(["acc_1 over N", "What the curve leaves over"]);
    expect(text).toContain("for answers of each length. Bands: 95 % interval of the curve");
    expect(text).toContain("isinglass forecast lengths.csv --columns N=params,length=length --trials 1000\n");
  });

  it("forecasts no more than the ceiling of the accuracies", async () => {
    const curve = (N: number) => 0.25 + 0.6 / (1 + (2e9 / N) ** 1.1);
    const rows = sizes.map((N) => [N, curve(N) + 0.01 * stream.normal()]);
    writeTable(folder, "ceiling.csv", "params,accuracy", rows);
    const words = ["forecast", "ceiling.csv", "--at", "1e13", "--chance", "0.25"];
    const { stdout } = await run(...words, "--json", "--quiet");
    const { forecasts, warnings } = forecastDocumentSchema.parse(JSON.parse(stdout));
    expect(Math.abs(forecasts[0]!.value! - 0.85)).toBeLessThan(0.03);
    expect(warnings).toEqual([]);
    const withoutChance = JSON.parse((await run(...words.slice(0, 4), "--json", "--quiet")).stdout);
    expect(forecastDocumentSchema.parse(withoutChance).warnings).toMatchObject([{ code: "law-misfits" }]);
    expect((await run(...words)).stdout).toMatch(/levels\s+off\s+at\s+0\.8/);
  });

  writeTable(folder, "percent.csv", "params,accuracy", [
    [1e8, 26.5],
    [1e9, 40],
  ]);
  it.each([
    ["forecast", /^invalid FILE: nothing/],
    ["forecast step.csv --metric acuracy", /^unknown column: acuracy \(did you mean accuracy\?\)/],
    ["forecast step.csv --chance 1", /^invalid --chance: 1; expected a number from 0 and below 1/],
    ["forecast step.csv --metric params", /^step\.csv:2: params is 10000000; expected a share of right answers from 0/],
    ["forecast percent.csv", /^percent\.csv:2: accuracy is 26\.5; expected .*; per cent are to be divided by 100$/],
    ["forecast step.csv --from C", /^invalid columns: none for C/],
  ])("refuses %s", async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(" "));
    expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(message)]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});
