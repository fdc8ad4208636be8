import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PlanDocument, planDocumentSchema } from "../../src/lab/documents.js";
import {
  allocateChinchilla,
  allocateExperts,
  allocatePrecision,
  jointMoeSurface,
  totalWithExperts,
} from "../../src/laws/plan/index.js";
import { isinglass, scratch, session } from "./isinglass.js";
import {
  chinchilla,
  jointMoe,
  plantedLoss,
  plantedRuns,
  scales,
  writeExpertRuns,
  writePrecisionRuns,
  writeRuns,
  writeTable,
} from "./planted-tables.js";

const { folder, remove } = scratch();
const { run: answer, end } = session({ cwd: folder });
afterAll(() => {
  end();
  remove();
});
const run = (...words: string[]) => answer(words);

async function planned(...words: string[]): Promise<PlanDocument> {
  const { code, stdout, stderr } = await run("plan", ...words, "--json", "--quiet");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return planDocumentSchema.parse(JSON.parse(stdout));
}

/** As many runs as Chinchilla's law has parameters, without noise. */
function fiveRuns(): number[][] {
  return [0, 5, 20, 26, 47].map((i) => {
    const { N, D } = plantedRuns(0)[i]!;
    return [N, D, plantedLoss(N, D)];
  });
}

beforeAll(async () => {
  const words = ["--law", "chinchilla", "--loss", "ls-log", "--bootstrap", "100", "--out", "fit.json", "--quiet"];
  expect((await run("fit", writeRuns(folder, "runs.csv", 1e-4), ...words)).code).toBe(0);
});

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

describe("isinglass plan with experts", () => {
  const options = { totalParameters: totalWithExperts(1 / 3), choices: [1, 2, 4, 8, 16, 32] };
  const bestOf = (limits: { maxTotalParameters?: number } = {}) =>
    allocateExperts((experts) => jointMoeSurface(jointMoe, experts), 1e20, { ...options, ...limits });
  beforeAll(async () => {
    const words = ["--law", "moe-joint", "--loss", "ls-log", "--bootstrap", "30", "--out", "moe.json", "--quiet"];
    expect((await run("fit", writeExpertRuns(folder), ...words)).code).toBe(0);
  });

  it("chooses how many, under a cap of memory and without", async () => {
    for (const [words, [best]] of [
      [[], bestOf()],
      [["--memory", "2e9"], bestOf({ maxTotalParameters: 1e9 })],
    ] as const) {
      const plan = await planned("--fit", "moe.json", "--compute", "1e20", ...words);
      expect(plan.experts!.value).toBe(best!.experts);
      const [low, high] = plan.experts!.ci95;
      expect(options.choices).toEqual(expect.arrayContaining([low, high]));
      expect(low! <= best!.experts && best!.experts <= high!).toBe(true);
      expect(plan.N.value! / best!.N).toBeCloseTo(1, 1);
      expect(plan.totalParameters!.value! / best!.totalParameters).toBeCloseTo(1, 1);
      expect(plan.loss.value).toBeCloseTo(best!.loss, 2);
      expect(plan.byExperts.map(({ experts }) => experts).sort((a, b) => a - b)).toEqual(options.choices);
      expect(plan.byExperts[0]!.loss).toBe(plan.loss.value);
    }
  });

  it("says it in words, with what memory decides and what is beyond the runs", async () => {
    const { stdout } = await run("plan", "--fit", "moe.json", "--compute", "1e20", "--memory", "2e9");
    expect(stdout).toMatch(/\nexperts +4 +\[/);
    expect(stdout).toMatch(/train a mixture of 4 experts with .* active parameters \(1\s+billion in\s+all\)/);
    expect(stdout).toMatch(/Memory decides: /);
    expect(stdout).toMatch(/\nexperts +active +in all +D +loss\n1 /);
    expect(stdout).toContain("! assumed shared: a third of the active parameters");
    const beyond = await planned(..."--fit moe.json --compute 1e20 --experts 8,128 --shared 0.2".split(" "));
    expect(beyond.byExperts.map(({ experts, N, totalParameters }) => [experts, totalParameters / N])).toEqual(
      [128, 8].map((experts) => [experts, expect.closeTo(0.2 + 0.8 * experts, 9)]),
    );
    expect(beyond.warnings.map(({ code }) => code)).toContain("experts-beyond-the-runs");
  });

  it("takes a number that is held, and then tokens to serve", async () => {
    const words = ["--fit", "moe.json", "--compute", "1e20", "--at", "experts=8"];
    const [held, serving] = [await planned(...words), await planned(...words, "--inference-tokens", "1e12")];
    expect(held.experts).toEqual({ value: 8, ci95: [8, 8] });
    expect(serving.N.value).toBeLessThan(held.N.value!);
    expect(serving.totalParameters!.value! / serving.N.value!).toBeCloseTo(1 / 3 + 16 / 3, 9);
  });

  it("minimises over the experts of a law of one's own", async () => {
    const form = "E + A/(N^alpha*experts^beta) + B/D^delta";
    const words = ["experts.csv", "--form", form, "--bootstrap", "0", "--loss", "ls-log", "--compute", "1e20"];
    const plan = await planned(...words);
    expect(plan.experts!.value).toBe(32);
    expect(plan.byExperts).toHaveLength(6);
  });

  it.each([
    ["--fit fit.json --compute 1e23 --experts 8", /^invalid --experts: 8; expected a law of experts, as moe-joint/],
    ["--fit fit.json --compute 1e23 --shared 0.5", /^invalid --shared: 0.5; expected a law of experts/],
    ["--fit moe.json --compute 1e20 --experts 0.5", /^invalid number of experts: 0.5; expected a number from 1 up/],
    ["--fit moe.json --compute 1e20 --shared 2", /^invalid shared part: 2; expected a number from 0 to 1/],
    ["--fit moe.json --compute 1e20 --inference-tokens 1e12", /^invalid --inference-tokens: .* one number of experts/],
  ])("refuses %s", async (line, message) => {
    const { code, stderr } = await run("plan", ...line.split(" "));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe("isinglass plan in few bits", () => {
  const question = ["--fit", "bits.json", "--compute", "1e22"];
  beforeAll(async () => {
    const words = ["--law", "precision-parts", "--loss", "ls-log", "--bootstrap", "40", "--out", "bits.json"];
    expect((await run("fit", writePrecisionRuns(folder), ...words, "--quiet")).code).toBe(0);
  });

  it("chooses among the bits that are named, as the planted law does", async () => {
    const plan = await planned(...question, "--precision", "16,4,8,4");
    const { bits, optimal, byBits } = plan.precision!;
    expect(byBits.map((each) => each.bits)).toEqual([4, 8, 16]);
    for (const { bits: each, N, D, loss } of byBits) {
      const truth = allocatePrecision(chinchilla, scales, 1e22, each);
      expect(N / truth.N).toBeCloseTo(1, 1);
      expect((6 * N * D * each) / 16 / 1e22).toBeCloseTo(1, 9);
      expect(loss).toBeCloseTo(truth.loss, 2);
    }
    expect(bits).toEqual({ value: 4, ci95: [4, 4] });
    expect(plan).toMatchObject({ compute: 1e22, N: { value: byBits[0]!.N }, loss: { value: byBits[0]!.loss } });
    expect(plan.regret.twentyTokens.compute / (4 * 1e22)).toBeCloseTo(1, 9);
    const truth = allocatePrecision(chinchilla, scales, 1e22).bits;
    expect(optimal!.ci95[0]).toBeLessThan(truth);
    expect(optimal!.ci95[1]).toBeGreaterThan(truth);
  });

  it("finds the best number of any, with its interval, whatever the budget", async () => {
    const [plan, richer] = [
      await planned(...question, "--precision", "best"),
      await planned("--fit", "bits.json", "--compute", "1e24", "--precision", "best"),
    ];
    expect(plan.precision!.bits).toEqual(plan.precision!.optimal);
    expect(richer.precision!.bits).toEqual(plan.precision!.bits);
    const inFour = await planned(...question, "--precision", "4");
    expect(plan.loss.value).toBeLessThan(inFour.loss.value!);
    expect(plan.explanation.join(" ")).toMatch(/^With 1e22 FLOP of 16 bits, train .* parameters in [\d.]+ bits on /);
    expect(plan.explanation.join(" ")).toMatch(/Runs like yours would choose [\d.]+ to [\d.]+ bits 95 times in 100/);
  });

  it("keeps to limits, and says what is beyond the runs", async () => {
    const plan = await planned(...question, "--precision", "2,16", "--max-tokens", "1e10", "--max-parameters", "1e10");
    expect([plan.precision!.bits.value, plan.binding]).toEqual([16, "both"]);
    expect(plan.warnings.map(({ code }) => code)).toContain("bits-beyond-the-runs");
    const { stdout } = await run("plan", ...question, "--precision", "4,8,16");
    expect(stdout).toMatch(/The plan for 1e22 FLOP of 16 bits by the law precision-parts\n/);
    expect(stdout).toMatch(/\nbits of training +4 +\[/);
    expect(stdout).toMatch(/\nbits +N +D +loss\n4 /);
    expect(stdout).toMatch(/Of any number, [\d.]+ bits make the most of the compute/);
  });

  it.each([
    ["--fit fit.json --compute 1e22 --precision 8", /^invalid --precision: 8; expected a law of the bits of weights/],
    ["--fit bits.json --compute 1e22 --precision 0", /^invalid --precision: 0; expected a positive number/],
    ["--fit bits.json --compute 1e22 --precision 8 --at Pw=4", /^invalid --at: Pw=4; expected no bits beside/],
    [
      "--fit bits.json --compute 1e22 --precision best --max-tokens 1e9",
      /^invalid --precision: best; expected numbers/,
    ],
    ["--fit bits.json --compute 1e22 --precision 8 --inference-tokens 1e9", /^invalid --inference-tokens: 1000000000;/],
  ])("refuses %s", async (line, message) => {
    const { code, stderr } = await run("plan", ...line.split(" "));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
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
