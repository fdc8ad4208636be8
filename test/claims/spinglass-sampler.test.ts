import { describe, expect, it } from "vitest";
import { chooseProvider } from "../../src/lab/providers/index.js";
import { rootStream } from "../../src/numerics/random/index.js";
import { estimate, kolmogorovSmirnovTwoSample } from "../../src/numerics/statistics/index.js";
import {
  buildSpinGlass,
  drawTasks,
  featureSpectrum,
  generalizationError,
  groundState,
  type TaskBatch,
  type TaskSettings,
  taskMoment,
} from "../../src/spinglass/index.js";
import { correlate } from "../../src/spinglass/literal-tasks.js";

const algebra = chooseProvider("embedded");

/** Twelve statistics of a task that together see every part of (ũ, x̃, ỹ) and how they depend on each other. */
const statistics: Record<string, (u: Float64Array, x: Float64Array, y: number) => number> = {
  u1: (u) => u[0]!,
  "last u": (u) => u[u.length - 2]!,
  tau: (u) => u[u.length - 1]!,
  "|u|²": (u) => square(u.subarray(0, -1)),
  "|u|²/tau": (u) => square(u.subarray(0, -1)) / u[u.length - 1]!,
  u1·u2: (u) => u[0]! * u[1]!,
  x1: (_, x) => x[0]!,
  "|x|²": (_, x) => square(x),
  y: (_, __, y) => y,
  u·x: (u, x) => dot(u, x),
  "y(u·x)": (u, x, y) => y * dot(u, x),
  "tau·y²": (u, _, y) => u[u.length - 1]! * y * y,
};

const square = (v: Float64Array) => v.reduce((sum, value) => sum + value * value, 0);
const dot = (u: Float64Array, x: Float64Array) => x.reduce((sum, value, i) => sum + value * u[i]!, 0);

function evaluate({ P, D, features, queries, targets }: TaskBatch, name: string): Float64Array {
  const statistic = statistics[name]!;
  return Float64Array.from({ length: P }, (_, task) =>
    statistic(
      features.subarray(task * (D + 1), (task + 1) * (D + 1)),
      queries.subarray(task * D, (task + 1) * D),
      targets[task]!,
    ),
  );
}

describe("the compact sampler has the law of the literal one (check 4)", () => {
  const cases: Omit<TaskSettings, "P">[] = [
    { D: 5, N: 20 },
    { D: 8, N: 4 },
    { D: 5, N: 1 },
    { D: 4, N: 10, c: 0.3 },
    { D: 4, N: 10, c: 0.3, query: "shared" },
    { D: 6, N: 3, c: 0.95, query: "shared" },
  ];
  it.each(cases)("twelve Kolmogorov–Smirnov tests at %o", (settings) => {
    const P = 40_000;
    const label = JSON.stringify(settings);
    const literal = drawTasks(rootStream(1).child("literal", label), { ...settings, P, sampler: "literal" });
    const exact = drawTasks(rootStream(1).child("exact", label), { ...settings, P, sampler: "exact" });
    const names = Object.keys(statistics);
    for (const name of names) {
      const { pValue } = kolmogorovSmirnovTwoSample(evaluate(literal, name), evaluate(exact, name));
      expect(pValue * names.length, name).toBeGreaterThan(0.01);
    }
  });

  it("tells a wrong sampler: one with three examples too few", () => {
    const literal = drawTasks(rootStream(2).child("literal"), { P: 40_000, D: 5, N: 20, sampler: "literal" });
    const wrong = drawTasks(rootStream(2).child("exact"), { P: 40_000, D: 5, N: 17 });
    const { pValue } = kolmogorovSmirnovTwoSample(evaluate(literal, "|u|²/tau"), evaluate(wrong, "|u|²/tau"));
    expect(pValue * 12).toBeLessThan(0.01);
  });

  it.each(["exact", "literal"] as const)("%s: E|u|² = 1 + (D+1)/N and E τ² = (1+2/D)(1+2/N)", (sampler) => {
    const [D, N, P] = [6, 9, 100_000];
    const tasks = drawTasks(rootStream(3).child(sampler), { P, D, N, sampler });
    const u2 = estimate(evaluate(tasks, "|u|²"));
    const tau2 = estimate(evaluate(tasks, "tau").map((value) => value * value));
    expect(Math.abs(u2.value! - (1 + (D + 1) / N))).toBeLessThan(4 * u2.stderr!);
    expect(Math.abs(tau2.value! - (1 + 2 / D) * (1 + 2 / N))).toBeLessThan(4 * tau2.stderr!);
  });

  it("task moments in closed form agree with simulation", () => {
    const [D, N] = [5, 12];
    const tasks = drawTasks(rootStream(4), { P: 400_000, D, N });
    const u2 = evaluate(tasks, "|u|²");
    const tau = evaluate(tasks, "tau");
    for (const [a, b] of [
      [1, 0],
      [0, 1],
      [2, 0],
      [1, 1],
      [1, 2],
      [0, 4],
    ] as const) {
      const { value, stderr } = estimate(u2.map((square, task) => square ** a * tau[task]! ** b));
      expect(Math.abs(value! - taskMoment({ D, N }, a, b))).toBeLessThan(4 * stderr!);
    }
  });

  it("second moments of correlated tasks: Q = (1 + (N−1)c²)/N", () => {
    const [D, N, c] = [5, 12, 0.4];
    const tasks = drawTasks(rootStream(5), { P: 200_000, D, N, c });
    const { a1, t2 } = featureSpectrum({ D, N, c });
    const u2 = estimate(evaluate(tasks, "|u|²").map((value) => value / D));
    const tau2 = estimate(evaluate(tasks, "tau").map((value) => value * value));
    expect(Math.abs(u2.value! - a1)).toBeLessThan(4 * u2.stderr!);
    expect(Math.abs(tau2.value! - t2)).toBeLessThan(4 * tau2.stderr!);
  });
});

describe("correlated contexts, eq. (162) (check 10)", () => {
  it.each([0.3, 0.5])("examples have covariance c = %d with each other and variance 1", (c) => {
    const [D, N, prompts] = [1, 5, 100_000];
    const stream = rootStream(6).child("covariance", c * 10);
    const sums = new Float64Array(N * N);
    const examples = new Float64Array(N * D);
    const common = new Float64Array(D);
    for (let prompt = 0; prompt < prompts; prompt++) {
      correlate(stream.fillNormal(examples), stream.fillNormal(common), c, N);
      for (let i = 0; i < N; i++)
        for (let j = 0; j < N; j++) sums[i * N + j]! += (examples[i]! * examples[j]!) / prompts;
    }
    for (let i = 0; i < N; i++) {
      for (let j = 0; j < N; j++) {
        expect(Math.abs(sums[i * N + j]! - (i === j ? 1 : c))).toBeLessThan(i === j ? 0.02 : 0.01);
      }
    }
  });

  it("ridge error is 0.704 ± 0.02 at c = 0.3 with an independent query", () => {
    const errors = [0, 1, 2, 3].map((seed) => {
      const settings = { P: 10_000, D: 20, N: 200, c: 0.3 };
      const glass = buildSpinGlass(drawTasks(rootStream(seed).child("context"), settings), algebra);
      return generalizationError(groundState(glass, 0.01, algebra), settings);
    });
    expect(Math.abs(estimate(errors).value! - 0.704)).toBeLessThan(0.02);
  });
});

it("refuses settings out of range", () => {
  const draw = (settings: Partial<TaskSettings>) => () => drawTasks(rootStream(1), { P: 2, D: 2, N: 2, ...settings });
  expect(draw({ P: 0 })).toThrow("invalid P: 0; expected an integer of at least 1");
  expect(draw({ N: 1.5 })).toThrow("invalid N: 1.5");
  expect(draw({ c: 1 })).toThrow("invalid c: 1; expected a number from 0 to below 1");
});

it("task μ is the same whatever P is", () => {
  for (const sampler of ["exact", "literal"] as const) {
    const few = drawTasks(rootStream(7), { P: 3, D: 4, N: 6, c: 0.2, sampler });
    const many = drawTasks(rootStream(7), { P: 9, D: 4, N: 6, c: 0.2, sampler });
    expect(many.features.subarray(0, 15)).toEqual(few.features);
    expect(many.targets.subarray(0, 3)).toEqual(few.targets);
  }
});
