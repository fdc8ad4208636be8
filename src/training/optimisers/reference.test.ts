import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import {
  add,
  constant,
  evaluate,
  grad,
  mul,
  program,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tree,
  tensor,
  type Value,
} from "../../tensor/index.js";
import { applyUpdates, type GradientTransformation } from "../transformation.js";
import { adam, adamW, adan, lamb, sgd, sophiaG } from "./index.js";

/** A function of x (shape [2]), where it starts, and the diagonal of its Hessian. */
interface Problem {
  readonly objective: (x: Value) => Value;
  readonly start: readonly [number, number];
  readonly hessian: (a: number, b: number) => [number, number];
}

const quadratic: Problem = {
  objective: (x) => mul(sum(mul(square(x), constant(tensor([1, 10])))), 0.5),
  start: [1, 1],
  hessian: () => [1, 10],
};
const rosenbrock: Problem = {
  objective: (x) => {
    const [a, b] = [slice(x, [0], [1]), slice(x, [1], [2])];
    return sum(add(square(sub(1, a)), mul(square(sub(b, square(a))), 100)));
  },
  start: [-1.2, 1],
  hessian: (a, b) => [2 - 400 * (b - 3 * a ** 2), 200],
};

/** The rules with the settings of the reference trajectories. */
const optimisers: Readonly<Record<string, GradientTransformation>> = {
  sgd_momentum: sgd(1e-3, { momentum: 0.9 }),
  nesterov: sgd(1e-3, { momentum: 0.9, nesterov: true }),
  adam: adam(0.1),
  adamw: adamW(0.1, { weightDecay: 0.1 }),
  lamb: lamb(0.1),
  adan: adan(0.1),
  adan_wd: adan(0.1, { weightDecay: 0.1 }),
  sophia: sophiaG(0.05, { weightDecay: 0, every: 1 }),
  sophia_k3: sophiaG(0.05, { weightDecay: 0.1, every: 3 }),
};

/** Runs a function in float64. */
type Engine = (fn: (...args: never[]) => unknown) => (...args: readonly unknown[]) => Promise<unknown>;
const engines: Readonly<Record<string, Engine>> = {
  "ONNX Runtime": (fn) => program(fn, { dtype: "float64" }).run as never,
  "jax-js": (fn) => evaluate(fn, "float64") as never,
};

/** x after 0, 1, … `steps` steps. */
async function trajectory(
  run: Engine,
  optimiser: GradientTransformation,
  { objective, start, hessian }: Problem,
  steps: number,
): Promise<number[][]> {
  const step = run((x: Value, state: Tree<Value>, count: Value) => {
    const [updates, next] = optimiser.update(grad(objective)(x), state, x, { step: count });
    return [applyUpdates(x, updates), next] as const;
  });
  let x: Tensor = tensor([...start]);
  let state = (await run(optimiser.init)(x)) as Tree<Tensor>;
  const path = [[...start] as number[]];
  for (let count = 0; count < steps; count++) {
    if (optimiser.refresh && count % optimiser.refresh.every === 0) {
      state = optimiser.refresh.apply(state, tensor(hessian(x.data[0]!, x.data[1]!)));
    }
    const [nextX, nextState] = (await step(x, state as never, count)) as unknown as [Tensor, Tree<Tensor>];
    x = nextX;
    state = nextState;
    path.push([...x.data]);
  }
  return path;
}

describe("the rules step as independent implementations of them do, to 1e-12", () => {
  const file = sharedFile("..", "theory", "vectors", "optim_reference.json");
  const { traj } = file ? JSON.parse(readFileSync(file, "utf8")) : { traj: {} };
  const cases = Object.keys(optimisers).flatMap((name) =>
    Object.keys(engines).flatMap((engine) => [
      { name, engine, problem: quadratic, key: "quad" },
      { name, engine, problem: rosenbrock, key: "rosen" },
    ]),
  );
  it.skipIf(!file).each(cases)("$name on $key by $engine", async ({ name, engine, problem, key }) => {
    const expected: number[][] = traj[name][key];
    const path = await trajectory(engines[engine]!, optimisers[name]!, problem, expected.length - 1);
    const errors = path.flatMap((x, t) => x.map((value, i) => Math.abs(value - expected[t]![i]!)));
    expect(Math.max(...errors)).toBeLessThan(1e-12);
    expect(path.length).toBe(11);
  });
  it.skipIf(!file)("all trajectories of the file are covered", () => {
    expect(Object.keys(optimisers).sort()).toEqual(Object.keys(traj).sort());
  });
});
