import { beforeAll, expect, it } from "vitest";
import study, { type Params } from "../../src/studies/learning/double-descent/study.js";
import { type InlineRun, runInline } from "../run-inline.js";

/** Reference values at D = 20, N = 100 with their standard errors (independent simulations). */
const reference = {
  minnorm: [
    [0.1, 1.149, 0.01],
    [0.5, 0.865, 0.007],
    [0.7, 0.885, 0.009],
    [0.95, 2.09, 0.06],
    [1, 4.21, 0.18],
    [1.1, 4.21, 0.18],
    [1.2, 1.62, 0.05],
    [1.4, 0.764, 0.012],
    [2, 0.392, 0.003],
  ],
  descent: [
    [0.1, 2.7, 0.03],
    [0.5, 1.57, 0.02],
  ],
} as const;

let exact: InlineRun;
beforeAll(async () => {
  const alpha = [...reference.minnorm.map(([a]) => a), 0.9, 1.05, 1.15];
  exact = await runInline(study, { alpha, repetitions: 20, trained: 0 });
}, 120_000);

it.each(
  (["minnorm", "descent"] as const).flatMap((method) =>
    reference[method].map(([alpha, value, error]) => [method, alpha, value, error] as const),
  ),
)("the exact limit by %s at α = %f is %f(%f) within four standard errors", (method, alpha, value, error) => {
  const { value: ours, stderr } = exact.metrics[`eps_${method}@alpha=${alpha}`]!;
  expect(Math.abs(ours! - value)).toBeLessThan(4 * Math.hypot(stderr!, error));
});

it("the peak is at 1 + 1/D = 1.05, not at 1", () => {
  expect(exact.verdicts["S2/fig-16b/peak-at-one"]).toMatchObject({ verdict: "corrected", measured: 1.05 });
});

it("after 3000 epochs the peak of separate weights is higher than that of merged ones: 7.6(1.0) and 4.74(33)", async () => {
  const { rows } = await runInline(study, {
    alpha: [1.05],
    repetitions: 3,
    trained: 3,
    epochs: 3000,
  } as Partial<Params>);
  for (const [method, value, error] of [
    ["merged", 4.74, 0.33],
    ["separate", 7.6, 1],
  ] as const) {
    const found = rows.filter((row) => row.method === method).map(({ eps }) => Number(eps));
    const mean = found.reduce((sum, eps) => sum + eps, 0) / found.length;
    const stderr = Math.sqrt(
      found.reduce((sum, eps) => sum + (eps - mean) ** 2, 0) / found.length / (found.length - 1),
    );
    expect(Math.abs(mean - value)).toBeLessThan(4 * Math.hypot(stderr, error));
  }
}, 180_000);
