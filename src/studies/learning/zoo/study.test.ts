import { describe, expect, it } from "vitest";
import { runInline } from "../../../../test/run-inline.js";
import { rootStream } from "../../../numerics/random/index.js";
import { drawMoments, drawPrompts, selectTasks } from "./prompts.js";
import study from "./study.js";

describe("a small zoo", async () => {
  const small = { P: 3000, D: 5, N: [20, 60], epochs: 40, batch: 50, prompts: 2000 };
  const { metrics, verdicts, rows } = await runInline(study, small);
  const value = (name: string) => metrics[name]!.value!;

  it("has linear models at the theory and softmax models above", () => {
    for (const N of small.N) {
      for (const model of ["sla", "fla"]) {
        expect(Math.abs(value(`eps_${model}@N=${N}`) / value(`eps_minimum@N=${N}`) - 1)).toBeLessThan(0.1);
      }
      for (const model of ["sa", "tf"]) {
        expect(value(`eps_${model}@N=${N}`)).toBeGreaterThan(1.2 * value(`eps_sla@N=${N}`));
      }
      expect(value(`eps_theory@N=${N}`)).toBeGreaterThan(0);
    }
    expect(verdicts["S2/fig-15/linear-models-agree"]!.verdict).toBe("holds");
    expect(verdicts["S2/fig-15/softmax-is-higher"]!.verdict).toBe("holds");
    expect(verdicts["S2/fig-15/why-softmax-is-higher"]!.verdict).toBe("holds");
  });

  it("has exact errors where it says so, and errors of the sample elsewhere", () => {
    for (const { model, stderr } of rows as { model: string; stderr: number }[]) {
      expect(stderr === 0).toBe(["sla", "theory", "minimum"].includes(model));
    }
  });
});

it("does not judge what it has not measured", async () => {
  const { verdicts, metrics } = await runInline(study, {
    models: ["sla"],
    P: 200,
    D: 3,
    N: [5],
    epochs: 1,
    batch: 20,
    repetitions: 1,
  });
  expect(metrics["eps_sla@N=5"]!.n).toBe(1);
  for (const claim of ["linear-models-agree", "softmax-is-higher", "why-softmax-is-higher"]) {
    expect(verdicts[`S2/fig-15/${claim}`]!.verdict).toBe("undecided");
  }
});

/** Means of S_11², S_12², S_1y², S_yy and S_1y x̃_1 ỹ over many tasks: of moments as drawn, and of those of whole prompts. */
it.each([
  [3, 8],
  [4, 2],
])("draws the moments of prompts: D = %i, N = %i", (D, N) => {
  const count = 60_000;
  const rows = D + 1;
  const { moments, queries, targets } = drawMoments(rootStream(1).child("moments"), count, { D, N });
  const { X, targets: labels } = drawPrompts(rootStream(1).child("prompts"), count, { D, N });
  const drawn = statistics(
    count,
    (task, a, b) => moments!.data[(task * rows + a) * rows + b]!,
    (task, a) => queries!.data[task * rows + a]!,
    targets.data,
  );
  const at = (task: number, a: number, i: number) => X!.data[(task * rows + a) * (N + 1) + i]!;
  const whole = statistics(
    count,
    (task, a, b) => {
      let sum = 0;
      for (let i = 0; i <= N; i++) sum += at(task, a, i) * at(task, b, i);
      return sum / N;
    },
    (task, a) => at(task, a, N),
    labels.data,
  );
  drawn.forEach(({ mean, stderr }, i) => {
    expect(Math.abs(mean - whole[i]!.mean)).toBeLessThan(4 * Math.hypot(stderr, whole[i]!.stderr));
  });

  function statistics(
    tasks: number,
    S: (task: number, a: number, b: number) => number,
    query: (task: number, a: number) => number,
    y: ArrayLike<number>,
  ) {
    const of = [
      (t: number) => S(t, 0, 0),
      (t: number) => S(t, 0, 0) ** 2,
      (t: number) => S(t, 0, 1) ** 2,
      (t: number) => S(t, 1, D) ** 2,
      (t: number) => S(t, D, D),
      (t: number) => S(t, D, 1) * query(t, 1) * y[t]!,
      (t: number) => S(t, 0, 0) * S(t, D, D),
      (t: number) => S(t, 0, 1) * query(t, 0) * query(t, 1),
    ];
    return of.map((f) => {
      let [sum, squares] = [0, 0];
      for (let t = 0; t < tasks; t++) {
        sum += f(t);
        squares += f(t) ** 2;
      }
      const mean = sum / tasks;
      return { mean, stderr: Math.sqrt((squares / tasks - mean ** 2) / tasks) };
    });
  }
});

it("selects tasks from every tensor of a set", () => {
  const tasks = drawMoments(rootStream(1), 5, { D: 2, N: 3 });
  const { moments, targets } = selectTasks(tasks, [3, 0]);
  expect(moments!.shape).toEqual([2, 3, 3]);
  expect([...moments!.data]).toEqual([...tasks.moments!.data.slice(27, 36), ...tasks.moments!.data.slice(0, 9)]);
  expect([...targets.data]).toEqual([tasks.targets.data[3], tasks.targets.data[0]]);
});
