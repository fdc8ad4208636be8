import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allocateExperts, allocatePrecision, jointMoeSurface, totalWithExperts } from "../../src/laws/plan/index.js";
import { planSession } from "./plan-session.js";
import { chinchilla, jointMoe, scales, writeExpertRuns, writePrecisionRuns } from "./planted-tables.js";

const { folder, run, fitPlanted, planned, end } = planSession();
beforeAll(fitPlanted, 60_000);
afterAll(end);

describe("isinglass plan with experts", () => {
  const options = { totalParameters: totalWithExperts(1 / 3), choices: [1, 2, 4, 8, 16, 32] };
  const bestOf = (limits: { maxTotalParameters?: number } = {}) =>
    allocateExperts((experts) => jointMoeSurface(jointMoe, experts), 1e20, { ...options, ...limits });
  beforeAll(async () => {
    const words = ["--law", "moe-joint", "--loss", "ls-log", "--bootstrap", "30", "--out", "moe.json", "--quiet"];
    expect((await run("fit", writeExpertRuns(folder), ...words)).code).toBe(0);
  }, 60_000);

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
  }, 60_000);

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
