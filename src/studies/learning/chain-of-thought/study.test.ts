import { expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { type Measurement, meanCurves } from "../../measurement.js";
import { UNWRITTEN, WRITTEN } from "./programs.js";
import study from "./study.js";

const small = {
  operators: [2, 16],
  variables: [3],
  letters: [12],
  instances: 8,
  words: 20,
  word_length: 60,
  prompts: 40,
  repetitions: 3,
};

it("solves everything by constant steps, and learns in two phases", async () => {
  const { metrics, verdicts, figures } = await runInline(study, small);
  for (const task of ["arithmetic", "equations", "increasing subsequence", "edit distance"]) {
    expect(metrics[`accuracy@${task}`]).toMatchObject({ value: 1, stderr: 0 });
  }
  for (const name of ["parity", "S5", "A5"]) expect(metrics[`automata_accuracy@${name}`]!.value).toBe(1);
  expect(metrics["exact@n=40"]!.value).toBeGreaterThan(0.98);
  expect(metrics["exact@n=15"]!.value).toBeLessThan(0.15);
  expect(metrics["exact_without@n=60"]!.value).toBe(0);
  expect(metrics["error@n=40"]!.value).toBeLessThan(0.01);
  expect(metrics.residual_where_recovered!.value).toBeLessThan(1e-16);
  expect(metrics.fixed_depth!.value).toBeLessThan(0.5);
  expect(Object.keys(verdicts)).toEqual(study.claims.map(({ id }) => id));
  expect(Object.values(verdicts).map(({ verdict }) => verdict)).toEqual([
    "undecided",
    "holds",
    "holds",
    "undecided",
    "corrected",
  ]);
  expect(figures).toHaveLength(6);
});

it("compares a chain with what writes nothing at equal numbers of applications", async () => {
  const { rows, verdicts } = await runInline(study, { ...small, operators: [2, 24], repetitions: 2 });
  const finished = (series: string) =>
    meanCurves(rows as Measurement[], "finished").filter((point) => point.series === series);
  const [written, unwritten] = [finished(WRITTEN), finished(UNWRITTEN)];
  expect(written.map(({ x, value }) => [x, value])).toEqual([1, 2, 4, 8, 16, 24].map((x) => [x, x === 24 ? 1 : 0]));
  expect(unwritten.map(({ x }) => x)).toEqual(written.map(({ x }) => x));
  written.forEach(({ value }, i) => {
    expect(value).toBeLessThanOrEqual(unwritten[i]!.value!);
  });
  expect(unwritten.at(-2)!.value).toBe(1);
  expect(verdicts["S0/§3.3/intermediate-results-help"]).toMatchObject({ verdict: "undecided", measured: 0 });
});

it("does not call two phases shown with too few examples", async () => {
  const { verdicts } = await runInline(study, { ...small, examples: [5, 9], repetitions: 2 });
  expect(verdicts["S0/§3.3/two-phases"]!.verdict).toBe("undecided");
  expect(verdicts["S0/§3.3/linear-subproblems"]!.verdict).toBe("undecided");
});
