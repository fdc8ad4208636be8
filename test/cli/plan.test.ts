import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allocateChinchilla } from "../../src/laws/plan/index.js";
import { exampleTable } from "../../src/studio/pages/laws/examples.js";
import { trueSize } from "../../src/studio/pages/laws/more-data.js";
import { isinglass } from "./isinglass.js";
import { planSession } from "./plan-session.js";
import { chinchilla, plantedLoss, plantedRuns, writeComputeRuns, writeTable } from "./planted-tables.js";

const { folder, run, fitPlanted, planned, end } = planSession();
beforeAll(fitPlanted, 60_000);
afterAll(end);

/** As many runs as Chinchilla's law has parameters, without noise. */
function fiveRuns(): number[][] {
  return [0, 5, 20, 26, 47].map((i) => {
    const { N, D } = plantedRuns(0)[i]!;
    return [N, D, plantedLoss(N, D)];
  });
}

describe("isinglass plan", () => {
  it("finds the planted optimum, and what 20 tokens and one's own choice cost", async () => {
    const plan = await planned("--fit", "fit.json", "--compute", "1e23", "--choice", "N=2e10,D=1e12");
    const truth = allocateChinchilla(chinchilla, 1e23);
    for (const [name, expected] of [
      ["N", truth.N],
      ["D", truth.D],
      ["tokensPerParameter", truth.tokensPerParameter],
      ["loss", truth.loss],
    ] as const) {
      const { value, ci95 } = plan[name];
      expect(value! / expected).toBeCloseTo(1, 1);
      expect(ci95[0]!).toBeLessThan(value!);
      expect(ci95[1]!).toBeGreaterThan(value!);
    }
    const { twentyTokens, choice } = plan.regret;
    const rule = { N: Math.sqrt(1e23 / 120), D: 20 * Math.sqrt(1e23 / 120) };
    expect(twentyTokens.regret.value).toBeCloseTo(plantedLoss(rule.N, rule.D) - truth.loss, 4);
    expect(choice!.compute).toBeCloseTo(1.2e23, -10);
    expect(choice!.loss).toBeCloseTo(plantedLoss(2e10, 1e12), 3);
    expect(plan.flat.map(({ tolerance }) => tolerance)).toEqual([0.001, 0.01]);
    expect(plan.explanation[0]).toMatch(/^With 1e23 FLOP, train .* billion parameters on .* tokens/);
  });

  it("keeps to what there is: tokens, memory, money", async () => {
    const tokens = await planned("--fit", "fit.json", "--compute", "1e23", "--max-tokens", "1e11");
    expect([tokens.binding, tokens.D.value]).toEqual(["tokens", expect.closeTo(1e11, -3)]);
    const memory = await planned("--fit", "fit.json", "--compute", "1e23", "--memory", "8e9");
    expect([memory.binding, memory.N.value]).toEqual(["parameters", 4e9]);
    expect(memory.explanation.join(" ")).not.toContain("Runs like yours");
    const small = await planned("--fit", "fit.json", "--compute", "1e21", "--max-parameters", "1e6");
    expect(small.warnings.map(({ message }) => message).join()).toMatch(
      /the tokens are [\d,]+ times the most of any run/,
    );
    const money = await planned("--fit", "fit.json", "--dollars", "1e6", "--gpu", "h100", "--price", "2.5");
    expect(money.compute).toBeCloseTo((1e6 / 2.5) * 3600 * 989.4e12 * 0.4, -15);
    expect(money.money).toMatchObject({
      gpu: "H100-SXM",
      hours: expect.closeTo(400_000, 6),
      price: expect.closeTo(1e6, 6),
    });
  });

  it("trains smaller for a model that serves, and repeats tokens that are few", async () => {
    const [free, serving] = [
      await planned("--fit", "fit.json", "--compute", "1e23"),
      await planned("--fit", "fit.json", "--compute", "1e23", "--inference-tokens", "1e13"),
    ];
    expect(serving.N.value).toBeLessThan(free.N.value!);
    expect(serving.loss.value).toBeCloseTo(free.loss.value!, 6);
    expect(serving.inference!.saved).toBeGreaterThan(0);
    expect(serving.explanation.at(-1)).toMatch(/^For training alone, 20 tokens per parameter: /);
    const repeated = await planned("--fit", "fit.json", "--compute", "1e23", "--unique-tokens", "5e10");
    expect(repeated.epochs!.value).toBeGreaterThan(1);
    expect(repeated.loss.value).toBeGreaterThan(free.loss.value!);
    expect(repeated.warnings.map(({ code }) => code)).toContain("assumed-repeats");
    expect(repeated.explanation.at(-1)).toMatch(/^No interval here holds the largest uncertainty: .*R_D = 15\.4/);
  });

  it("names runs that would narrow the interval, within a hundredth of the budget", async () => {
    const { nextRuns } = await planned("--fit", "fit.json", "--compute", "1e23", "--next-run");
    expect(nextRuns!.runs).toHaveLength(5);
    for (const { compute, standardError, reduction } of nextRuns!.runs) {
      expect(compute).toBeLessThanOrEqual(1e21 * (1 + 1e-9));
      expect(standardError).toBeCloseTo(nextRuns!.standardError * Math.sqrt(1 - reduction), 10);
    }
  });

  it("is headed by why the runs do not determine the law, with the fit's warnings", async () => {
    const rows = plantedRuns().map(({ N, loss }) => [N, 3e11, loss]);
    writeTable(folder, "one-d.csv", "N,D,loss", rows);
    const words = ["--law", "chinchilla", "--bootstrap", "40", "--compute", "1e22"];
    const oneD = await planned("one-d.csv", ...words);
    expect(oneD.warnings.map(({ code }) => code)).toContain("not-identifiable");
    expect(oneD.explanation[0]).toMatch(/^Do not rely on this plan; the law is not identifiable: .* one value of D/);
    expect(oneD.explanation.join(" ")).not.toContain("Runs like yours");
    writeTable(folder, "five.csv", "N,D,loss", fiveRuns());
    for (const bootstrap of ["0", "20"]) {
      const five = await planned("five.csv", ...words, "--bootstrap", bootstrap);
      expect(five.draws.used).toBe(0);
      for (const { value, ci95 } of [five.N, five.tokensPerParameter, five.loss]) {
        expect(value).toBeGreaterThan(0);
        expect(ci95).toEqual([null, null]);
      }
      expect(five.explanation[0]).toMatch(
        /^Do not rely on this plan; the law is not (determined: 5 runs|identifiable)/,
      );
      expect(five.warnings.map(({ code }) => code)).toContain("few-runs");
    }
  });

  it("fits a table on the way, and says what it means in words", async () => {
    const words = ["runs.csv", "--law", "chinchilla", "--bootstrap", "0", "--compute", "1e25"];
    const { code, stdout } = await isinglass(["plan", ...words, "--quiet"], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/tokens per parameter +\d+\.?\d* +\[/);
    expect(stdout).toMatch(/20 tokens per parameter: /);
    expect(stdout).toContain("far beyond the runs");
  });
});

describe("isinglass plan --law auto", () => {
  const words = ["--law", "auto", "--bootstrap", "0", "--compute", "1e23", "--next-run"];

  it("plans by over-training's law, of compute and tokens for a parameter", async () => {
    writeFileSync(join(folder, "dense.csv"), exampleTable("dense"));
    const plan = await planned("dense.csv", ...words);
    expect(plan.law).toBe("over-training");
    expect(plan.warnings.map(({ code }) => code)).not.toContain("another-law");
    const [low, high] = plan.N.ci95;
    expect(low!).toBeLessThan(plan.N.value!);
    expect(high!).toBeGreaterThan(plan.N.value!);
    // The table is made from Chinchilla's law, whose two exponents differ by 5 %.
    expect(plan.N.value! / trueSize(1e23)).toBeGreaterThan(0.8);
    expect(plan.N.value! / trueSize(1e23)).toBeLessThan(1.25);
    expect(plan.nextRuns!.runs.length).toBeGreaterThan(0);
  });

  it("takes the best law that can plan, and says so, where one of compute alone predicts best", async () => {
    writeComputeRuns(folder, "compute.csv");
    const fitted = await run("fit", "compute.csv", ...words.slice(0, 4), "--json", "--quiet");
    expect((JSON.parse(fitted.stdout) as { law: string }).law).toMatch(/-C$/);
    const plan = await planned("compute.csv", ...words);
    expect(["over-training", "chinchilla", "kaplan"]).toContain(plan.law);
    const named = await planned("compute.csv", ...words.with(1, plan.law));
    const [first, ...rest] = plan.warnings;
    expect(first!.code).toBe("another-law");
    expect(first!.message).toMatch(
      new RegExp(`^another law: \\S+-C predicts best .* the plan is by ${plan.law}, the best`),
    );
    expect({ ...plan, warnings: rest }).toEqual(named);
    const { stdout } = await run("plan", "compute.csv", ...words, "--quiet");
    expect(stdout).toContain("another law: ");
  });
});

describe("isinglass plan refuses a fit that was changed", () => {
  type Part = Record<string, unknown>;
  const parameter = (name: string, value: number) => (fit: Part) => {
    (fit.parameters as Record<string, Part>)[name]!.value = value;
  };
  it.each([
    [(fit: Part) => Object.assign(fit, { law: "kaplan" }), "the law is kaplan, its form is of chinchilla"],
    [(fit: Part) => Object.assign(fit, { n: -3 }), "n is -3"],
    [
      (fit: Part) => Object.assign(fit.form as Part, { expression: "E + A/N^beta + B/D^alpha" }),
      "the form is not that of chinchilla",
    ],
    [
      (fit: Part) => Object.assign(fit.parameters as Part, { Q: (fit.parameters as Part).E }),
      "the law has no parameter Q",
    ],
    [(fit: Part) => delete (fit.parameters as Part).E, "no value of E"],
    [parameter("E", -5), "E is -5, beyond its bounds"],
    [parameter("alpha", 0.9), "alpha is 0.9, far from all of its draws"],
    [(fit: Part) => (fit.intervals as { draws: number[][] }).draws[2]!.pop(), "draw 3 has 4 numbers for 5 parameters"],
  ] as const)("%#: %s", async (change, finding) => {
    const fit = JSON.parse(readFileSync(join(folder, "fit.json"), "utf8")) as Part;
    change(fit);
    writeFileSync(join(folder, "changed.json"), JSON.stringify(fit));
    const { code, stderr } = await run("plan", "--fit", "changed.json", "--compute", "1e22");
    const expected = "expected a document that isinglass fit --out wrote, unchanged";
    expect({ code, stderr }).toEqual({ code: 2, stderr: `changed.json: ${finding}; ${expected}\n` });
  });
});

describe("isinglass plan refuses in one line, exit 2", () => {
  writeFileSync(join(folder, "half.json"), '{"law": "chinchilla"');
  writeFileSync(join(folder, "other.json"), '{"law": "chinchilla"}');
  it.each([
    ["--compute 1e23", /^invalid --fit: nothing; expected a file of isinglass fit --out, or a table with --law/],
    ["--fit fit.json", /^invalid --compute: nothing; expected the training FLOP/],
    ["--fit fit.json --compute -1", "invalid --compute: -1; expected a positive number"],
    [
      "--fit fit.json --compute 1e23 --memory 1",
      "invalid --memory: 1; expected at least 2 bytes, those of one parameter",
    ],
    ["--fit fit.json --compute 1e23 --max-parameters 0.5", /^invalid --max-parameters: 0.5; expected at least 1/],
    ["--fit fit.json --compute 1e23 --dollars 3", /^invalid --dollars: 3; expected either/],
    ["--fit fit.json --dollars 3", /^invalid --gpu: nothing/],
    ["--fit fit.json --dollars 3 --gpu x100 --price 1", /^unknown GPU: x100/],
    [
      "--fit fit.json --dollars 3 --gpu h100 --price 1 --utilisation 2",
      /^invalid --utilisation: 2; expected a number above 0/,
    ],
    [
      "--fit fit.json --compute 1e23 --at Pw=8",
      "invalid --at: Pw=8; expected none, as chinchilla depends on nothing else beside N and D",
    ],
    ["--fit fit.json --compute 1", "invalid compute: 1; expected more than 600000000 FLOP"],
    ["--fit fit.json --compute 1e23 --max-tokens 1", /^invalid limit of tokens: 1; expected at least/],
    ["--fit fit.json --compute 1e23 --choice M=3", /^invalid --choice: M=3; expected N, D or both/],
    [
      "--fit fit.json --compute 1e23 --inference-tokens 1e12 --memory 8e9",
      /^invalid --inference-tokens: 1e12; expected no/,
    ],
    ["--fit absent.json --compute 1e23", /^absent\.json: no such file; expected a document of isinglass fit/],
    ["--fit half.json --compute 1e23", /^half\.json: no fit/],
    ["--fit other.json --compute 1e23", /^other\.json: no fit \(/],
    ["runs.csv --fit fit.json --compute 1e23", /^invalid FILE: runs\.csv; expected either a table or --fit/],
    ["runs.csv --law power-offset-N --bootstrap 0 --compute 1e23", /^(invalid law|unknown law): power-offset-N/],
  ])("%s", async (line, message) => {
    const { code, stdout, stderr } = await run("plan", ...line.split(" "));
    expect(stderr.trimEnd().split("\n")).toEqual([
      typeof message === "string" ? message : expect.stringMatching(message),
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

const shared = process.env.ISINGLASS_SHARED ?? resolve(import.meta.dirname, "../../../shared");
const points = join(shared, "data/scaling/chinchilla_epoch/chinchilla_points.csv");

it.skipIf(!existsSync(points))("answers for 5.76e23 FLOP from Hoffmann's runs as in the theory's table", async () => {
  expect(readFileSync(points, "utf8")).toMatch(/^N,D,C,loss,kept_by_besiroglu/);
  const words = [points, "--law", "chinchilla", "--where", "kept_by_besiroglu==1", "--compute", "5.76e23"];
  const { tokensPerParameter, N, loss } = await planned(...words);
  expect(tokensPerParameter.value).toBeCloseTo(17.9, 1);
  expect(N.value! / 7.32e10).toBeCloseTo(1, 3);
  expect(loss.value).toBeCloseTo(1.974, 3);
  // 1,000 resamples of our own against 4,000 of another generator: bounds within their Monte-Carlo error.
  expect(Math.abs(tokensPerParameter.ci95[0]! / 7.6 - 1)).toBeLessThan(0.1);
  expect(Math.abs(tokensPerParameter.ci95[1]! / 35.9 - 1)).toBeLessThan(0.06);
  expect(Math.abs(loss.ci95[0]! - 1.951)).toBeLessThan(0.004);
  expect(Math.abs(loss.ci95[1]! - 2.002)).toBeLessThan(0.004);
});
