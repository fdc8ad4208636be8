import { describe, expect, it } from "vitest";
import { rootStream } from "../../numerics/random/index.js";
import { estimate } from "../../numerics/statistics/index.js";
import {
  checkTask,
  correlatedLinearTask,
  covariateShiftedTask,
  decisionTreeTask,
  drawPool,
  exponentialKernel,
  kernelTask,
  linearTask,
  logisticTask,
  multiTask,
  noisyLinearTask,
  polynomialKernel,
  reluNetworkTask,
  sparseLinearTask,
  type Task,
} from "./index.js";

const dimension = 5;
const tasks: Task[] = [
  linearTask({ dimension }),
  noisyLinearTask({ dimension, noiseVariance: 0.5 }),
  sparseLinearTask({ dimension, nonzero: 2 }),
  correlatedLinearTask({ dimension, c: 0.4 }),
  covariateShiftedTask({ spectrum: [2, 1.5, 1, 0.5, 0.25] }),
  reluNetworkTask({ dimension, hidden: 30 }),
  decisionTreeTask({ dimension, depth: 3 }),
  logisticTask({ dimension }),
  kernelTask({ dimension }),
  kernelTask({ dimension, kernel: exponentialKernel, labelVariance: Math.E }),
  kernelTask({ dimension, kernel: polynomialKernel(), labelVariance: 4 }),
];

describe.each(tasks.map((task, i) => ({ task, title: `${i} ${task.name}` })))("task $title", ({ task }) => {
  const prompts = task.draw(rootStream(3).child("tasks"), { batch: 6, points: 9 });

  it("has the shapes that it says", () => {
    expect(checkTask(task)).toMatchObject({ name: task.name, dimension: task.dimension });
    expect([prompts.x.length, prompts.y.length]).toEqual([6 * 9 * dimension, 6 * 9]);
  });

  it("draws prompt b from its own address, and the same first points whatever their number", () => {
    const fewer = task.draw(rootStream(3).child("tasks"), { batch: 4, points: 5 });
    for (let b = 0; b < 4; b++) {
      expect(fewer.y.slice(b * 5, b * 5 + 5)).toEqual(prompts.y.slice(b * 9, b * 9 + 5));
      const width = 5 * dimension;
      expect(fewer.x.slice(b * width, (b + 1) * width)).toEqual(
        prompts.x.slice(b * 9 * dimension, b * 9 * dimension + width),
      );
    }
    const others = task.draw(rootStream(4).child("tasks"), { batch: 4, points: 5 });
    expect(others.x).not.toEqual(fewer.x);
  });

  it("has labels of mean 0 and the variance that it says", () => {
    const many = task.draw(rootStream(1), { batch: 20_000, points: 1 });
    const noise = task.name === "noisy linear" ? 0.5 : 0;
    const first = estimate(many.y);
    const second = estimate(many.y.map((value) => value * value));
    expect(Math.abs(first.value!)).toBeLessThan(4 * first.stderr!);
    // Labels ±1 have no spread to judge by.
    expect(Math.abs(second.value! - task.labelVariance! - noise)).toBeLessThanOrEqual(4 * second.stderr!);
  });

  it("keeps inactive coordinates at zero, and the function knows it", () => {
    const short = task.draw(rootStream(3), { batch: 2, points: 3, activeDimensions: 2 });
    short.x.forEach((value, i) => {
      if (i % dimension >= 2) expect(value).toBe(0);
    });
    expect(short.y.every(Number.isFinite)).toBe(true);
  });
});

describe("laws of inputs", () => {
  /** Σ over prompts of products of the same coordinate of points n and m. */
  function covariance(task: Task, n: number, m: number) {
    const points = 4;
    const { x, batch } = task.draw(rootStream(2), { batch: 20_000, points });
    const d = task.dimension;
    return estimate(
      Float64Array.from({ length: batch }, (_, b) => x[(b * points + n) * d]! * x[(b * points + m) * d]!),
    );
  }

  it.each([
    { query: "shared" as const, last: 0.3 },
    { query: "independent" as const, last: 0 },
  ])("correlates examples as eq. (162) says, query $query", ({ query, last }) => {
    const task = correlatedLinearTask({ dimension: 3, c: 0.3, query });
    for (const [n, m, expected] of [
      [0, 0, 1],
      [0, 1, 0.3],
      [3, 3, 1],
      [0, 3, last],
    ] as const) {
      const { value, stderr } = covariance(task, n, m);
      expect(Math.abs(value! - expected)).toBeLessThan(4 * stderr!);
    }
  });

  it("shifts the query alone where asked", () => {
    const task = covariateShiftedTask({ spectrum: [2, 1], querySpectrum: [0.5, 3] });
    for (const [n, expected] of [
      [0, 2],
      [3, 0.5],
    ] as const) {
      const { value, stderr } = covariance(task, n, n);
      expect(Math.abs(value! - expected)).toBeLessThan(4 * stderr!);
    }
    expect(task.labelVariance).toBe(3.5);
  });
});

describe("classes of functions", () => {
  it("sparse weights touch so many coordinates", () => {
    const { x, y } = sparseLinearTask({ dimension: 6, nonzero: 1 }).draw(rootStream(1), { batch: 1, points: 2 });
    const ratios = Array.from({ length: 6 }, (_, i) => [y[0]! / x[i]!, y[1]! / x[6 + i]!]);
    expect(ratios.filter(([a, b]) => Math.abs(a! - b!) < 1e-12).length).toBe(1);
  });

  it("trees take at most 2^depth values and depend on signs alone", () => {
    const { y } = decisionTreeTask({ dimension: 4, depth: 2 }).draw(rootStream(1), { batch: 1, points: 400 });
    expect(new Set(y).size).toBeLessThanOrEqual(4);
    expect(new Set(y).size).toBeGreaterThan(1);
  });

  it("logistic labels are ±1 with the slope's probability", () => {
    const flat = logisticTask({ dimension: 3, slope: 1e-9 }).draw(rootStream(1), { batch: 4000, points: 1 });
    expect(new Set(flat.y)).toEqual(new Set([-1, 1]));
    const steep = logisticTask({ dimension: 1, slope: 1e9 }).draw(rootStream(1), { batch: 1, points: 60 });
    // One function: the label is the sign of x, or of −x.
    expect(Math.abs(steep.y.reduce((sum, value, n) => sum + value * Math.sign(steep.x[n]!), 0))).toBe(60);
  });

  it("draws a Gaussian process with a singular Gram matrix: a linear kernel past d points is linear", () => {
    const task = kernelTask({ dimension: 2, kernel: (x, i, j) => x[i]! * x[j]! + x[i + 1]! * x[j + 1]! });
    const { x, y } = task.draw(rootStream(5), { batch: 1, points: 6 });
    const determinant = x[0]! * x[3]! - x[1]! * x[2]!;
    const w = [(y[0]! * x[3]! - y[1]! * x[1]!) / determinant, (x[0]! * y[1]! - x[2]! * y[0]!) / determinant];
    for (let n = 2; n < 6; n++) expect(Math.abs(w[0]! * x[2 * n]! + w[1]! * x[2 * n + 1]! - y[n]!)).toBeLessThan(1e-9);
  });

  it("multi-task prompts use every member of the pool, and a pool grows by rows", () => {
    const pool = drawPool(rootStream(9), 3, 2);
    expect(drawPool(rootStream(9), 5, 2).data.slice(0, 6)).toEqual(pool.data);
    const { x, y, batch } = multiTask({ pool, noiseVariance: 0 }).draw(rootStream(1), { batch: 60, points: 1 });
    const used = Array.from({ length: batch }, (_, b) =>
      [0, 1, 2].find(
        (i) => Math.abs(pool.data[2 * i]! * x[2 * b]! + pool.data[2 * i + 1]! * x[2 * b + 1]! - y[b]!) < 1e-12,
      ),
    );
    expect(new Set(used)).toEqual(new Set([0, 1, 2]));
  });
});

describe("what is refused", () => {
  it("names the setting", () => {
    expect(() => linearTask({ dimension: 0 })).toThrow("invalid dimension: 0; expected an integer of at least 1");
    expect(() => correlatedLinearTask({ dimension: 2, c: 1 })).toThrow("invalid c: 1");
    expect(() => sparseLinearTask({ dimension: 2 })).toThrow("invalid nonzero: 3; expected an integer from 1 to 2");
    expect(() => linearTask({ dimension: 2 }).draw(rootStream(0), { batch: 1, points: 0 })).toThrow(
      "invalid points: 0",
    );
  });

  it("a value that is no task, or draws what it should not", () => {
    expect(() => checkTask(undefined)).toThrow("invalid task: undefined; expected an object with name");
    expect(() => checkTask({ name: "a" })).toThrow("invalid task: { name };");
    const good = linearTask({ dimension: 2 });
    const broken = (change: object): Task => ({ ...good, draw: (s, o) => ({ ...good.draw(s, o), ...change }) });
    expect(() => checkTask(broken({ x: new Float64Array(3) }))).toThrow(
      "invalid length of x of task linear: 3; expected 12",
    );
    expect(() => checkTask(broken({ y: [1] }))).toThrow("expected a Float64Array");
    expect(() => checkTask(broken({ y: new Float64Array(6).fill(Number.NaN) }))).toThrow("expected finite numbers");
    expect(() => checkTask(broken({ points: 4 }))).toThrow("invalid points that task linear drew: 4; expected 3");
    for (const labelVariance of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => checkTask({ ...good, labelVariance })).toThrow(
        `invalid labelVariance of task linear: ${labelVariance}; expected a finite number above 0`,
      );
    }
  });

  it("what a task draws wrong only later", () => {
    const good = linearTask({ dimension: 2 });
    const task = checkTask({
      ...good,
      draw: (s, o) => ({ ...good.draw(s, o), ...(o.batch > 2 && { y: new Float64Array(1) }) }),
    } satisfies Task);
    expect(() => task.draw(rootStream(0), { batch: 4, points: 3 })).toThrow(
      "invalid length of y of task linear: 1; expected 12 for 4 prompts of 3 points",
    );
  });
});
