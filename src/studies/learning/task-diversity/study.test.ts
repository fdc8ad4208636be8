import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { sharedFile } from "../../../../test/shared-data.js";
import study from "./study.js";

const file = sharedFile("..", "theory", "vectors", "linattn_reference.json");
const tasks = [1, 2, 4, 8, 16, 32, 64, 128, 256];

describe("task diversity", async () => {
  const { metrics, verdicts } = await runInline(study, { tasks });
  const value = (name: string, M: number) => metrics[`${name}@M=${M}`]!.value!;

  it("lets linear attention generalise first at M = 64, where Bayes on the pool does not", () => {
    const first = tasks.find((M) => value("linear_true", M) / value("linear_pre", M) < 1.1);
    expect(first).toBe(64);
    for (const M of tasks) expect(value("dmmse_true", M)).toBeGreaterThan(value("ridge_true", M));
    expect(value("dmmse_last_true", 64)).toBeGreaterThan(1.5 * value("linear_true", 64));
    const kinds = Object.fromEntries(Object.entries(verdicts).map(([claim, { verdict }]) => [claim, verdict]));
    expect(kinds).toEqual({
      "S0/§3.2.2/cross-task": "holds",
      "S0/§3.2.2/implicit-bayes": "corrected",
      "S1/§6.2/multi-task-pretraining": "holds",
    });
  });

  it("has exact errors that drawn prompts confirm", () => {
    for (const M of tasks) {
      for (const kind of ["pre", "true"]) {
        const { value: residual, stderr } = metrics[`linear_residual_${kind}@M=${M}`]!;
        expect(Math.abs(residual!)).toBeLessThan(4 * stderr!);
      }
    }
  });

  it.skipIf(!file)("has the published errors of linear attention", () => {
    const { rows, limit } = JSON.parse(readFileSync(file!, "utf8"));
    expect(Math.abs(metrics.linear_limit!.value! - limit)).toBeLessThan(1e-10);
    for (const [M, ...published] of rows as [number, number, number, number, number][]) {
      if (!tasks.includes(M)) continue;
      ["pre", "true"].forEach((kind, i) => {
        const measured = metrics[`linear_${kind}@M=${M}`]!;
        const stderr = Math.hypot(measured.stderr!, published[2 + i]!);
        expect(Math.abs(measured.value! - published[i]!)).toBeLessThan(4 * stderr);
      });
    }
  });
});

it("does not judge what it has not measured", async () => {
  const { verdicts } = await runInline(study, { tasks: [2], repetitions: 2, prompts: 5, pools: 2 });
  for (const { verdict } of Object.values(verdicts)) expect(verdict).toBe("undecided");
});

it("does not judge from the fewest tasks alone, from which one dimension generalises at once", async () => {
  const { verdicts } = await runInline(study, { d: 1, N: 1, tasks: [1] });
  for (const { verdict } of Object.values(verdicts)) expect(verdict).toBe("undecided");
});

it("trains a transformer beside the exact predictors where told", async () => {
  const { metrics, verdicts, figures } = await runInline(study, {
    tasks: [2, 512],
    d: 2,
    N: 4,
    repetitions: 2,
    prompts: 20,
    pools: 4,
    transformer: 100,
    transformerTasks: [2],
  });
  const value = (name: string) => metrics[`transformer${name}@M=2`]!.value!;
  // It has learnt of its two tasks what does not help on fresh ones.
  expect(value("_pre")).toBeLessThan(value("_true"));
  expect(value("_to_dmmse_pre")).toBeLessThan(value("_to_dmmse_true"));
  expect(verdicts["S0/§3.2.2/implicit-bayes"]!.note).toContain("A transformer after 100 steps");
  expect(JSON.stringify(figures[0])).toContain("transformer, 100 steps");
});
