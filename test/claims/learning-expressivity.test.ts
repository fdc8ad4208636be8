import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chooseProvider } from "../../src/lab/providers/index.js";
import {
  checkContextualMapping,
  countTreeStates,
  drawNetworkExamples,
  editDistanceChain,
  evaluateByRewriting,
  inductionModel,
  learnByDecomposition,
  learnLinearly,
  logUniversalLayers,
  parityAutomaton,
  permutationGroup,
  productByHalves,
  quantisationError,
  recallBits,
  runInduction,
  simulateAutomaton,
  tokensOf,
  treeStates,
  wordProblem,
} from "../../src/learning/expressivity/index.js";
import { rootStream, sampleWithoutReplacement } from "../../src/numerics/random/index.js";
import { estimate } from "../../src/numerics/statistics/index.js";
import { sharedFile } from "../shared-data.js";

const algebra = chooseProvider("embedded");
const vectors = (name: string) => {
  const file = sharedFile("..", "theory", "vectors", name);
  return file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));
};
const more = vectors("icl_more_reference.json");
const reference = vectors("icl_reference.json");

it.skipIf(!more)("the induction head has the reference's accuracy, score and losses (D10)", () => {
  const { acc_second_half, prefix_matching_score, loss_first_second } = more.induction;
  const half = sampleWithoutReplacement(rootStream(1).child("tokens"), 50, 25);
  const sequence = [...half, ...half];
  const { attention, predictions } = runInduction(inductionModel({ V: 50, T: 51, beta: 50 }), sequence, algebra);
  const loss = (t: number) => -Math.log(predictions.data[t * 50 + sequence[t]!]!);
  const mean = (values: number[]) => values.reduce((a, b) => a + b) / values.length;
  const second = Array.from({ length: 24 }, (_, i) => 26 + i);
  const best = (t: number) => {
    const row = [...predictions.data.subarray(t * 50, (t + 1) * 50)];
    return row.indexOf(Math.max(...row));
  };
  expect(mean(second.map((t) => (best(t) === sequence[t] ? 1 : 0)))).toBe(acc_second_half);
  expect(mean(second.map((t) => attention[1].data[t * 51 + t - 24]!))).toBeCloseTo(prefix_matching_score, 9);
  expect(mean(second.map((t) => loss(t - 26)))).toBeCloseTo(loss_first_second[0], 9);
  expect(mean(second.map(loss))).toBeCloseTo(loss_first_second[1], 9);
});

describe("universality (D12)", () => {
  it.skipIf(!more)("tells all sequences of the reference's grids apart", () => {
    for (const { g, d, n, sequences, layers, contextual } of more.yun_contextual) {
      const found = checkContextualMapping({ g, d, n });
      expect(found).toMatchObject({ sequences, layers });
      expect(found.distinct === n * sequences).toBe(contextual);
    }
  });

  it("has an error of rounding of slope −1, and more than 10^14 layers at d = n = 4, δ = 0.1", () => {
    const inputs = Array.from({ length: 400 }, (_, i) => rootStream(i).child("x").fillUniform(new Float64Array(16)));
    const error = (g: number) => inputs.reduce((sum, x) => sum + quantisationError(x, 4, g), 0);
    expect(Math.log(error(64) / error(4)) / Math.log(16)).toBeCloseTo(-1, 1);
    expect(logUniversalLayers({ d: 4, n: 4, delta: 0.1 }) / Math.LN10).toBeGreaterThan(14);
  });
});

describe("recurrent states (D13)", () => {
  it.skipIf(!more)("are as many as the reference counts", () => {
    for (const [n, states] of Object.entries(more.istree_states as Record<string, number[]>)) {
      expect(countTreeStates(Number(n))).toEqual(states);
      expect(treeStates(Number(n)).map(Number)).toEqual(states);
    }
    for (const [name, bits] of Object.entries(more.assoc_recall_bits as Record<string, number>)) {
      const [n, V] = name.match(/\d+/g)!.map(Number);
      expect(recallBits(n!, V!)).toBe(bits);
    }
  });
});

describe("chain of thought", () => {
  it.skipIf(!more)("has the reference's values of expressions and edit distances (D14)", () => {
    for (const [text, value] of Object.entries(more.arith_examples as Record<string, number>)) {
      expect(evaluateByRewriting(tokensOf(text, 11), 11).value).toBe(value);
    }
    const [rotated, kitten] = more.dp_examples.ed as number[];
    expect(editDistanceChain("aabb", "abab").at(-1)!.at(-1)).toBe(rotated);
    expect(editDistanceChain("kitten", "sitting").at(-1)!.at(-1)).toBe(kitten);
  });

  it.skipIf(!reference)(
    "recovers networks as often, and errs as much, as the reference (D15)",
    { timeout: 60_000 },
    () => {
      type Line = [n: number, error: number, stderr: number, linear: number, exact: number];
      const { d, k, rows } = reference.dissect as { d: number; k: number; rows: Line[] };
      for (const [n, referenceError, referenceStderr, linear, exact] of rows) {
        const outcomes = Array.from({ length: 400 }, (_, i) => {
          const examples = drawNetworkExamples(rootStream(i).child("dissect", n), { d, k, n: n + 1 });
          return { ...learnByDecomposition(examples, algebra), linear: learnLinearly(examples, algebra) };
        });
        const share = estimate(outcomes.map(({ error }) => (error < 1e-12 ? 1 : 0)));
        // The reference is a share of 200 prompts.
        const stderr = Math.hypot(share.stderr!, Math.sqrt((exact * (1 - exact)) / 200));
        expect(Math.abs(share.value! - exact)).toBeLessThanOrEqual(4 * stderr);
        const error = estimate(outcomes.map((outcome) => outcome.error));
        expect(Math.abs(error.value! - referenceError)).toBeLessThan(
          4 * Math.hypot(error.stderr!, referenceStderr) + 1e-12,
        );
        // The reference states no error for its linear learner, whose errors are as scattered as ours; its tail is heavy at n ≈ d.
        const plain = estimate(outcomes.map((outcome) => outcome.linear));
        if (n >= 15) expect(Math.abs(plain.value! - linear)).toBeLessThan(4 * Math.sqrt(1 + 400 / 200) * plain.stderr!);
        if (n >= 40) expect(share.value).toBeGreaterThan(0.98);
        if (n <= 15) expect(share.value).toBeLessThan(0.15);
        expect(Math.min(...outcomes.map(({ linear }) => linear))).toBeGreaterThan(1e-14);
      }
    },
  );

  it("simulates parity on all words up to 12, at every position (D16)", () => {
    for (let n = 0; n <= 12; n++) {
      for (let code = 0; code < 2 ** n; code++) {
        const word = Array.from({ length: n }, (_, i) => (code >> i) & 1);
        const ones = word.reduce((sum, bit) => sum + bit, 0);
        if (simulateAutomaton(parityAutomaton, word)[n] !== ones % 2) throw new Error(`wrong on ${word.join("")}`);
      }
    }
  });

  it.each(["symmetric", "alternating"] as const)(
    "solves 10,000 words of length 200 over the %s group of five (D16)",
    (which) => {
      const group = permutationGroup(5, which);
      const automaton = wordProblem(group);
      const stream = rootStream(16).child(which);
      let right = 0;
      for (let i = 0; i < 10_000; i++) {
        const word = Uint16Array.from({ length: 200 }, () => stream.integer(group.order));
        if (simulateAutomaton(automaton, word)[200] === productByHalves(group, word)) right++;
      }
      expect(right).toBe(10_000);
    },
  );
});
