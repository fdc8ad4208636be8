import { describe, expect, it } from "vitest";
import { InputError } from "../numerics/errors.js";
import { embeddedProvider } from "../numerics/linear-algebra/index.js";
import {
  add,
  evaluate,
  grad,
  mul,
  program,
  square,
  sum,
  type Tensor,
  type Tree,
  tensor,
  type Value,
} from "../tensor/index.js";
import {
  accumulateVelocity,
  adam,
  adamW,
  adan,
  addDecayedWeights,
  applyUpdates,
  chain,
  clipByGlobalNorm,
  clipByValue,
  cosineRate,
  type GradientTransformation,
  galore,
  globalNorm,
  inverseSqrtRate,
  lamb,
  linearRate,
  type Schedule,
  scaleByAdam,
  scaleByLearningRate,
  sgd,
  sophiaG,
  stepRate,
  warmUp,
} from "./index.js";

/** The values of a schedule at some steps, from the graph. */
async function rates(schedule: Schedule, steps: readonly number[]): Promise<number[]> {
  const rate = program((step: Value) => add(schedule(step), 0), { dtype: "float64" });
  return Promise.all(steps.map(async (step) => (await rate.run(step)).data[0]!));
}

/** The first update of a rule, as flat numbers. */
async function firstUpdate(rule: GradientTransformation, gradients: Tree<Tensor>, params = gradients) {
  const update = evaluate(
    (g: Tree<Value>, x: Tree<Value>, step: Value) => rule.update(g, rule.init(x), x, { step })[0] as Value[],
    "float64",
  );
  const updates = (await update(gradients as never, params as never, 0)) as readonly Tensor[];
  return updates.flatMap(({ data }) => [...data]);
}

function expectClose(actual: readonly number[], expected: readonly number[], tolerance = 1e-12): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance);
}

describe("schedules", () => {
  it("go where they say", async () => {
    expectClose(await rates(linearRate(1, 3, 4), [0, 1, 4, 9]), [1, 1.5, 3, 3]);
    expectClose(await rates(warmUp(4, 0.2), [0, 1, 3, 4, 99]), [0.05, 0.1, 0.2, 0.2, 0.2]);
    expectClose(await rates(warmUp(2, linearRate(1, 0, 10)), [0, 1, 2, 7, 12]), [0.5, 1, 1, 0.5, 0]);
    expectClose(await rates(stepRate(1, [3, 5], 0.1), [0, 2, 3, 4, 5, 9]), [1, 1, 0.1, 0.1, 0.01, 0.01], 1e-15);
  });

  it("of a cosine start at the peak, pass the middle, end at the floor", async () => {
    const middle = [2, 1 + (1 + Math.SQRT1_2) / 2, 1.5];
    expectClose(await rates(cosineRate(2, 10, 1), [0, 2.5, 5, 10, 20]), [...middle, 1, 1]);
  });

  it("of Vaswani et al. give d^−½·min(t^−½, t·w^−³ᐟ²)", async () => {
    const [width, warm] = [512, 4000];
    const steps = [0, 1, 999, 3999, 4000, 20000];
    const expected = steps.map((s) => width ** -0.5 * Math.min((s + 1) ** -0.5, (s + 1) * warm ** -1.5));
    expectClose(await rates(inverseSqrtRate((width * warm) ** -0.5, warm), steps), expected);
  });

  it("refuse lengths that are no counts", () => {
    expect(() => warmUp(0, 1)).toThrow("invalid warm-up steps: 0; expected an integer of at least 1");
    expect(() => cosineRate(1, 1.5)).toThrow("invalid steps: 1.5; expected an integer of at least 1");
    expect(() => stepRate(1, [0.5], 0.1)).toThrow("invalid boundary of the rate: 0.5; expected an integer");
  });

  it.each([
    ["first rate: -1", () => linearRate(-1, 0, 5)],
    ["last rate: NaN", () => linearRate(1, Number.NaN, 5)],
    ["learning rate: -0.1", () => warmUp(5, -0.1)],
    ["peak of the rate: Infinity", () => cosineRate(Number.POSITIVE_INFINITY, 5)],
    ["floor of the rate: -1", () => cosineRate(1, 5, -1)],
    ["peak of the rate: -1", () => inverseSqrtRate(-1, 5)],
    ["learning rate: -1", () => stepRate(-1, [3], 0.1)],
    ["factor of the rate: -0.1", () => stepRate(1, [3], -0.1)],
  ])("refuse rates that are none: %s", (message, make) => {
    expect(make).toThrow(`invalid ${message}; expected a finite number from 0 up`);
  });
});

describe("every optimiser", () => {
  const optimisers = {
    ...{ sgd, adam, adamW, adan, lamb, sophiaG },
    galore: (rate: number) => galore(rate, embeddedProvider(), { rank: 1 }),
  };
  it.each(Object.entries(optimisers))("refuses learning rates that are none: %s", (_, optimiser) => {
    for (const rate of ["x", -1, Number.NaN, undefined, null, {}]) {
      const make = () => optimiser(rate as number);
      expect(make).toThrow(InputError);
      expect(make).toThrow(/^invalid learning rate: .*; expected a finite number from 0 up$/);
    }
  });

  it("takes the rate 0, and refuses a weight decay below it", () => {
    expect(() => adam(0)).not.toThrow();
    const message = "invalid weight decay: -0.1; expected a finite number from 0 up";
    for (const optimiser of [adam, adamW, adan, lamb, sophiaG]) {
      expect(() => optimiser(0.1, { weightDecay: -0.1 })).toThrow(message);
    }
  });
});

describe("clipping", () => {
  const gradients = [tensor([3, 0]), tensor([[0], [4]].flat(), [2, 1])];

  it("scales all leaves together to the limit, and leaves what is below it", async () => {
    expect((await evaluate((g: Tree<Value>) => globalNorm(g), "float64")(gradients as never)).data[0]).toBe(5);
    expectClose(await firstUpdate(clipByGlobalNorm(1), gradients), [0.6, 0, 0, 0.8]);
    expectClose(await firstUpdate(clipByGlobalNorm(5), gradients), [3, 0, 0, 4]);
    expectClose(await firstUpdate(clipByGlobalNorm(1), [tensor([0, 0])]), [0, 0]);
  });

  it("cuts by value", async () => {
    expectClose(await firstUpdate(clipByValue(1), [tensor([-3, 0.5, 2])]), [-1, 0.5, 1]);
    expect(() => clipByValue(0)).toThrow("invalid clipping limit: 0; expected a number above 0");
  });
});

describe("chains", () => {
  it("apply the rules in order, each to what the one before gave", async () => {
    const rule = chain(clipByValue(1), addDecayedWeights(0.5), scaleByLearningRate(0.1));
    expectClose(await firstUpdate(rule, [tensor([10, -0.2])], [tensor([2, 4])]), [-0.2, -0.18]);
  });

  it("tell the learning rate of the rule that has one", async () => {
    expectClose(await rates(chain(clipByValue(1), sgd(warmUp(2, 0.4))).learningRate!, [0, 5]), [0.2, 0.4]);
    expect(chain(clipByValue(1), scaleByAdam()).learningRate).toBeUndefined();
  });

  it("refresh the state of the one rule that needs the host, where it stands", () => {
    const rule = chain(clipByValue(1), sophiaG(0.1, { beta2: 0.5, every: 3 }));
    const [one, two] = [tensor([1, 1]), tensor([2, 4])];
    const state = [[], [{ mean: one, hessian: one }, [], []]];
    const refreshed = rule.refresh!.apply(state, two);
    expect(rule.refresh).toMatchObject({ every: 3, from: "hessian" });
    expect(refreshed).toEqual([[], [{ mean: one, hessian: tensor([1.5, 2.5]) }, [], []]]);
    expect(() => chain(rule, rule)).toThrow("invalid chain: 2 rules that need the host; expected at most one");
  });
});

describe("weight decay", () => {
  it("of Adam is coupled: the same as a penalty ½·λ·‖x‖² on the loss", async () => {
    const loss = (x: Value) => sum(square(square(add(x, -1))));
    const penalised = (x: Value) => add(loss(x), mul(sum(square(x)), 0.5 * 0.3));
    const run = (objective: (x: Value) => Value, rule: GradientTransformation) =>
      evaluate((start: Value, zero: Value) => {
        let [x, state] = [start, rule.init(start)];
        for (let t = 0; t < 5; t++) {
          const [updates, next] = rule.update(grad(objective)(x), state, x, { step: add(zero, t) });
          x = applyUpdates(x, updates) as Value;
          state = next;
        }
        return x;
      }, "float64")(tensor([2, -0.5]), 0);
    const coupled = await run(loss, adam(0.1, { weightDecay: 0.3 }));
    expectClose([...coupled.data], [...(await run(penalised, adam(0.1))).data]);
    expect(coupled.data[0]).toBeLessThan((await run(loss, adam(0.1))).data[0]!);
  });
});

it("momentum outside [0, 1) is refused", () => {
  expect(() => accumulateVelocity(1, false)).toThrow("invalid momentum: 1; expected a number from 0 to below 1");
});
