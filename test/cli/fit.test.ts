import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { type FitDocument, fitDocumentSchema } from "../../src/lab/documents.js";
import { variance } from "../../src/numerics/statistics/index.js";
import { isinglass, scratch, session, start } from "./isinglass.js";
import { chinchilla, plantedRuns, writeRuns, writeTable } from "./planted-tables.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const runs = writeRuns(folder);
const run = (...words: string[]) => answer(words);

async function fitted(...words: string[]): Promise<FitDocument> {
  const { code, stdout, stderr } = await run("fit", ...words, "--json", "--quiet");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return fitDocumentSchema.parse(JSON.parse(stdout));
}

describe("isinglass fit", () => {
  it("finds a planted law, with intervals of both kinds about the truth, from columns in other units", async () => {
    const document = await fitted(runs, "--law", "chinchilla", "--bootstrap", "200", "--profile");
    expect(document).toMatchObject({ law: "chinchilla", loss: "huber", delta: 1e-3, n: 48, seed: 1 });
    expect(document.form.variables.map(({ column, factor }) => [column, factor])).toEqual([
      ["params", 1],
      ["tokens (B)", 1e9],
    ]);
    for (const [name, truth] of Object.entries(chinchilla)) {
      const { value, stderr, ci95, profile95 } = document.parameters[name]!;
      expect(stderr).toBeGreaterThan(0);
      expect(Math.abs(value - truth)).toBeLessThan(4 * stderr!);
      for (const [low, high] of [ci95, profile95!]) {
        expect(low).toBeLessThan(value);
        expect(high).toBeGreaterThan(value);
      }
    }
    expect(document.intervals.draws).toHaveLength(200);
    const alphas = document.intervals.draws.map((draw) => draw[3]!);
    expect(document.form.parameters[3]!.name).toBe("alpha");
    expect(document.parameters.alpha!.stderr).toBeCloseTo(Math.sqrt(variance(alphas)), 12);
    expect(document.diagnostics.startsAtBest).toBe(document.diagnostics.starts);
  });

  it("gives the same document again, and other draws to another seed", async () => {
    const words = [runs, "--law", "chinchilla", "--bootstrap", "20"];
    const [first, again, other] = [
      await fitted(...words),
      await fitted(...words),
      await fitted(...words, "--seed", "2"),
    ];
    const still = ({ diagnostics: { cpuSeconds: _, ...diagnostics }, ...rest }: FitDocument) => ({
      ...rest,
      diagnostics,
    });
    expect(still(again)).toEqual(still(first));
    expect(other.intervals.draws).not.toEqual(first.intervals.draws);
    expect(other.parameters.alpha!.value).toBeCloseTo(first.parameters.alpha!.value, 8);
  });

  it("prints the law for people, and writes the document and a whole report beside it", async () => {
    const words = ["--law", "chinchilla", "--bootstrap", "50", "--out", "fit.json", "--report", "fit.html"];
    const { code, stdout, stderr } = await isinglass(["fit", runs, ...words], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/L = 1\.\d+ \+ \d+\.?\d*\/N\^0\.\d+ \+ \d+\.?\d*\/D\^0\.\d+/);
    expect(stdout).toMatch(/D = tokens \(B\) × 1e9|D = tokens \(B\) × 1000000000/);
    expect(stdout).toMatch(/middle 95 % of 50 refits of resampled runs, seed 1/);
    expect(stdout).toMatch(/next {5}npx isinglass plan --fit fit\.json --compute/);
    expect(fitDocumentSchema.parse(JSON.parse(readFileSync(join(folder, "fit.json"), "utf8"))).n).toBe(48);
    const report = readFileSync(join(folder, "fit.html"), "utf8");
    for (const title of [
      "Loss at equal compute",
      "The best size for a budget",
      "Lines of equal loss",
      "standard errors",
    ]) {
      expect(report).toContain(title);
    }
    expect(/<script|<link|<img|url\((?!data:|#)/.exec(report)).toBeNull();
    expect(/>[^<]*(NaN|undefined)/.exec(report.slice(report.indexOf("<body>")))).toBeNull();
    expect(report).toContain("isinglass fit runs.csv --law chinchilla --loss huber --bootstrap 50 --profile");
  });

  it("fits a law of one's own, from the command line or a file", async () => {
    writeFileSync(join(folder, "own.txt"), "E + A/N^alpha\n  + B/D^beta\n");
    const words = ["--bootstrap", "0", "--loss", "ls-log"];
    const [named, own] = [
      await fitted(runs, "--law", "chinchilla", ...words),
      await fitted(runs, "--form", "own.txt", ...words),
    ];
    expect(own.objective).toBeCloseTo(named.objective, 12);
    expect(own.intervals.method).toBe("asymptotic");
    const log = await fitted(runs, "--form", "E + A/N^a * log(D)", ...words);
    expect(Object.keys(log.parameters).sort()).toEqual(["A", "E", "a"]);
  });

  it("predicts runs that are held out, by column and by split", async () => {
    const { holdout, n } = await fitted(runs, "--law", "chinchilla", "--bootstrap", "0", "--holdout", "C>1e20");
    const dear = plantedRuns().filter(({ N, D }) => 6 * N * D > 1e20).length;
    expect([holdout!.n, n]).toEqual([dear, 48 - dear]);
    expect(holdout!.mape).toBeLessThan(0.01);
    const rows = plantedRuns().map(({ N, D, loss }, i) => [N, D, loss, i % 4 === 0 ? "test" : "train"]);
    writeTable(folder, "split.csv", "N,D,loss,split", rows);
    expect(
      (await fitted("split.csv", "--law", "chinchilla", "--bootstrap", "0", "--split-column", "split")).holdout!.n,
    ).toBe(12);
  });

  it("gives no errors where all runs have one loss: refits that agree by knowing nothing are no certainty", async () => {
    writeTable(
      folder,
      "equal.csv",
      "N,D,loss",
      Array.from({ length: 20 }, () => [1e8, 2e9, 3.1]),
    );
    const { parameters, warnings } = await fitted("equal.csv", "--law", "chinchilla", "--bootstrap", "5");
    expect(warnings.map(({ code }) => code)).toContain("not-identifiable");
    for (const { stderr, ci95 } of Object.values(parameters)) expect([stderr, ...ci95]).toEqual([null, null, null]);
  });

  it("warns of what the runs do not tell, and goes on", async () => {
    const oneD = plantedRuns()
      .slice(0, 12)
      .map(({ N, loss }, i) => [N * (1 + i), 3e11, loss]);
    writeTable(folder, "one-d.csv", "N,D,loss", oneD);
    const codes = async (...words: string[]) =>
      (await fitted(...words, "--bootstrap", "0")).warnings
        .map(({ code, message }) => `${code}: ${message}`)
        .join("\n");
    const same = ["--columns", "N=params,D=params"];
    expect(await codes(runs, "--law", "chinchilla", ...same)).toContain(
      "same column: N and D are both read from params",
    );
    expect(await codes("one-d.csv", "--law", "chinchilla")).toContain("not identifiable: the table has one value of D");
    const six = plantedRuns().filter((_, i) => i % 9 === 0);
    const rows = [...six, six[0]!].map(({ N, D, loss }) => [N, D, loss]);
    writeTable(folder, "six.csv", "N,D,loss", rows);
    const found = await codes("six.csv", "--law", "chinchilla");
    expect(found).toContain("few-runs");
    expect(found).toContain("duplicate-runs: line 8 repeats line 2");
    writeTable(folder, "missing.csv", "N,D,loss", [...rows, [1e9, 2e10, ""]]);
    expect(await codes("missing.csv", "--law", "chinchilla", "--skip-missing")).toMatch(
      /rows-left-out: .*line 9 \(loss is missing\)/,
    );
  });

  it("reads a header in Chinese with CRLF and a BOM", async () => {
    const lines = plantedRuns().map(({ N, D, loss }) => `${N},${D},${loss}`);
    writeFileSync(join(folder, "chinese.csv"), `\ufeff参数量,训练数据,损失\r\n${lines.join("\r\n")}\r\n`);
    const document = await fitted(
      "chinese.csv",
      "--law",
      "chinchilla",
      "--bootstrap",
      "0",
      "--columns",
      "N=参数量,D=训练数据,L=损失",
    );
    expect(document.n).toBe(48);
  });

  it("skips the bootstrap of a long table and says so", async () => {
    const many = Array.from({ length: 500 }, (_, k) => plantedRuns(0.01, k)).flat();
    writeTable(
      folder,
      "long.csv",
      "N,D,loss",
      many.map(({ N, D, loss }) => [N, D, loss]),
    );
    const document = await fitted("long.csv", "--law", "chinchilla", "--loss", "ls-log");
    expect(document.n).toBe(24_000);
    expect(document.intervals.method).toBe("asymptotic");
    expect(document.warnings.map(({ code }) => code)).toContain("bootstrap-skipped");
  });

  it("chooses the law that predicts dear runs best, and lists those tried", async () => {
    const words = [runs, "--law", "auto", "--holdout", "C", "--bootstrap", "10"];
    const { law, candidates, holdout, warnings } = await fitted(...words);
    expect(warnings.map(({ code }) => code)).toContain("choice-not-resampled");
    expect(candidates!.map((candidate) => candidate.law)).toEqual(expect.arrayContaining(["chinchilla", "kaplan"]));
    expect(candidates![0]!.law).toBe(law);
    expect(candidates![0]!.holdoutR2).toBeGreaterThan(0.9);
    expect(candidates![0]!.holdoutMape).toBeLessThan(0.01);
    expect(holdout).toBeNull();
  });

  it("takes weights and groups, by name", async () => {
    const rows = plantedRuns().map(({ N, D, loss }, i) => [
      N,
      D,
      i % 8 === 0 ? 9 : loss,
      i % 8 === 0 ? 0 : 2,
      `g${i % 6}`,
    ]);
    writeTable(folder, "weighted.csv", "N,D,loss,w,family", rows);
    const words = ["--law", "chinchilla", "--weights", "w", "--by", "family", "--bootstrap", "20", "--loss", "ls-log"];
    const { parameters, data } = await fitted("weighted.csv", ...words);
    expect(data).toMatchObject({ weights: "w", group: "family" });
    expect(Math.abs(parameters.alpha!.value - chinchilla.alpha)).toBeLessThan(0.05);
  });

  it("stops at Ctrl-C and leaves no file", async () => {
    const words = ["fit", runs, "--law", "chinchilla", "--bootstrap", "1000000", "--out", "stopped.json"];
    const { child, outcome } = start(words, { cwd: folder });
    await sleep(1500);
    child.kill("SIGINT");
    // A shell reports death by this signal as 130.
    expect(await outcome).toMatchObject({ code: null, signal: "SIGINT", stdout: "" });
    expect(existsSync(join(folder, "stopped.json"))).toBe(false);
  });
});

describe("isinglass fit refuses in one line, exit 2", () => {
  writeTable(folder, "negative.csv", "N,D,loss", [
    [1e8, 1e9, 3],
    [1e9, 1e10, -1],
    [2e9, 1e10, 2],
    [1e8, 2e9, 3],
  ]);
  writeTable(
    ...([folder, "flat.csv", "N,D,loss"] as const),
    plantedRuns().map(({ N, D }) => [N, D, 3]),
  );
  writeTable(folder, "two.csv", "N,D,loss", [
    [1e9, 2e10, 3.1],
    [2e9, 4e10, 2.9],
  ]);
  writeTable(folder, "zero.csv", "N,D,loss,w", [
    [1e8, 1e9, 3, 0],
    [1e9, 1e10, 2, 0],
  ]);
  writeFileSync(join(folder, "cr.csv"), "N,D,loss\r1e8,1e9,3\r1e9,1e10,2\r");
  writeFileSync(join(folder, "array.json"), '[{"N": 1e8, "D": 1e9, "loss": 3}]');
  writeFileSync(join(folder, "quoted.jsonl"), '{"N": "1e8", "D": 1e9, "loss": 3}\n');
  writeTable(folder, "text.csv", "N,D,loss", [
    [1e8, 1e9, 3],
    [1e9, "many", 2.5],
  ]);
  writeTable(folder, "plain.csv", "a,b,c", [
    [1, 2, 3],
    [2, 3, 4],
  ]);
  it.each([
    ["fit", /^invalid FILE: nothing; expected a table of runs/],
    ["fit runs.csv", /^invalid --law: nothing; expected the name of a law/],
    ["fit runs.csv --law chinchila", "unknown law: chinchila (did you mean chinchilla?)"],
    ["fit runs.csv --law chinchilla --form E+A/N^a", /^invalid --form: .*expected either --law or --form/],
    ["fit absent.csv --law chinchilla", /^absent\.csv: no such file; expected a CSV/],
    ["fit runs.csv --law chinchilla --loss hubr", "unknown loss: hubr (did you mean huber?)"],
    ["fit runs.csv --law chinchilla --delta 0", "invalid --delta: 0; expected a positive number"],
    ["fit runs.csv --law chinchilla --loss l1 --delta 0.1", /^invalid --delta: 0.1; expected --loss huber/],
    ["fit runs.csv --law chinchilla --bootstrap -1", /^invalid --bootstrap: -1; expected an integer from 0/],
    ["fit runs.csv --law chinchilla --columns N=parms", /parms.*\(did you mean params\?\)/],
    ["fit runs.csv --law chinchilla --where parms==1", /parms.*\(did you mean params\?\)/],
    ["fit runs.csv --law chinchilla --weights wieght", /^unknown column: wieght/],
    ["fit runs.csv --law chinchilla --holdout C>1e40", /holds out 0 of 48 runs; expected some, not all$/],
    ["fit runs.csv --law chinchilla --holdout C>much", /^invalid --holdout: C>much; expected a number/],
    ["fit negative.csv --law chinchilla", /^negative\.csv:3:3: loss is -1; expected a positive number/],
    ["fit text.csv --law chinchilla", /^text\.csv:3:2: D is not a number: "many"/],
    ["fit plain.csv --law chinchilla", /^invalid columns: none for N.*expected --columns N=COLUMN/],
    [
      "fit runs.csv --law chinchilla --columns Q=params",
      "invalid --columns: Q=…; expected variables of a law, here N, D, L",
    ],
    ["fit flat.csv --law auto", "flat.csv: L is 3 in every run; expected values that differ, to choose a law by"],
    [
      "fit two.csv --law auto",
      "invalid runs: 2 runs; expected runs that one of 7 laws can be fitted to (power-C: too few runs: 1 of 2 to fit, as the others judge, for 2 parameters)",
    ],
    ["fit zero.csv --law chinchilla --weights w", "zero.csv: w is 0 in every row; expected some weights above 0"],
    ["fit cr.csv --law chinchilla", "cr.csv: its lines end with CR alone; expected LF or CRLF"],
    ["fit array.json --law chinchilla", "array.json: a JSON array; expected JSONL: one object a line"],
    ["fit quoted.jsonl --law chinchilla", 'quoted.jsonl:1: N is text: "1e8"; expected a number, without quotes'],
    ["fit plain.csv --law auto", /^plain\.csv: no column of losses was recognised/],
    ["fit runs.csv --form constructor", /^invalid expression: .*"constructor"/],
    ["fit runs.csv --form E+A/N^", /^invalid expression/],
  ])("%s", async (line, message) => {
    const { code, stdout, stderr } = await run(...line.split(" "));
    expect(stderr.trimEnd().split("\n")).toEqual([
      typeof message === "string" ? message : expect.stringMatching(message),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  it("a hundred thousand parentheses", async () => {
    const { code, stderr } = await run("fit", runs, "--form", "(".repeat(100_000));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^invalid expression: .{1,200}\n$/);
  });
});
