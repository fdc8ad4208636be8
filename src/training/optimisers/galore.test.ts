import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/shared-data.js";
import { embeddedProvider } from "../../numerics/linear-algebra/index.js";
import { program, sub, type Tensor, type Tree, tensor, type Value } from "../../tensor/index.js";
import { applyUpdates, type GradientTransformation } from "../transformation.js";
import { adam } from "./adam.js";
import { galore } from "./galore.js";

const algebra = embeddedProvider();

/** ½‖W − T‖² after each of `steps` steps from W = 0. */
async function losses(optimiser: GradientTransformation, target: Tensor, steps: number): Promise<number[]> {
  const toGradient = program((w: Value, goal: Value) => sub(w, goal), { dtype: "float64" });
  const step = program(
    (w: Value, gradient: Value, state: Tree<Value>, count: Value) => {
      const [updates, next] = optimiser.update(gradient, state, w, { step: count });
      return [applyUpdates(w, updates), next] as const;
    },
    { dtype: "float64" },
  );
  let w = tensor(new Float64Array(target.data.length), target.shape);
  let state = (await program(optimiser.init, { dtype: "float64" }).run(w)) as Tree<Tensor>;
  const path: number[] = [];
  for (let count = 0; count < steps; count++) {
    const gradient = await toGradient.run(w, target);
    const { refresh } = optimiser;
    if (refresh && count % refresh.every === 0) state = refresh.apply(state, gradient);
    [w, state] = (await step.run(w, gradient, state as never, count)) as unknown as [Tensor, Tree<Tensor>];
    path.push([...target.data].reduce((total, value, i) => total + (w.data[i]! - value) ** 2 / 2, 0));
  }
  return path;
}

function transposed({ data, shape: [rows = 0, columns = 0] }: Tensor): Tensor {
  return tensor(
    Float64Array.from({ length: data.length }, (_, k) => data[(k % rows) * columns + Math.floor(k / rows)]!),
    [columns, rows],
  );
}

describe("GaLore", () => {
  const file = sharedFile("..", "theory", "vectors", "optim_reference.json");
  const given = file ? JSON.parse(readFileSync(file, "utf8")).galore : undefined;
  const target = given && tensor(given.T.flat(), [given.T.length, given.T[0].length]);
  const rule = () => galore(given.lr, algebra, { rank: given.rank, gap: given.gap, scale: given.scale });

  it.skipIf(!file)("follows the reference up to the second projection, where signs begin to matter", async () => {
    const path = await losses(rule(), target, given.gap);
    for (const [t, loss] of path.entries()) expect(Math.abs(loss - given.loss[t])).toBeLessThan(1e-12);
  });

  it.skipIf(!file)("of a wide matrix projects from the left: the same losses for the transpose", async () => {
    const [tall, wide] = [await losses(rule(), target, given.gap), await losses(rule(), transposed(target), given.gap)];
    for (const [t, loss] of wide.entries()) expect(Math.abs(loss - tall[t]!)).toBeLessThan(1e-12);
  });

  it("moves within the leading singular vectors only, and not at all before it has them", async () => {
    const diagonal = tensor([3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0], [4, 3]);
    const once = await losses(galore(0.5, algebra, { rank: 2, gap: 1000, scale: 1 }), diagonal, 100);
    // What is left is the direction of the third singular vector: ½·1².
    expect(once.at(-1)).toBeCloseTo(0.5, 3);
    const without = { ...galore(0.5, algebra, { rank: 2 }), refresh: undefined };
    expect(await losses(without as unknown as GradientTransformation, diagonal, 2)).toEqual([7, 7]);
  });

  it("is Adam for matrices that are no larger than the rank", async () => {
    const small = tensor([1, 2, 3, 4, 5, 6], [3, 2]);
    const path = await losses(galore(0.1, algebra, { rank: 2, epsilon: 0 }), small, 5);
    const expected = await losses(adam(0.1, { epsilon: 0 }), small, 5);
    for (const [t, loss] of path.entries()) expect(loss).toBeCloseTo(expected[t]!, 10);
  });

  it("refuses ranks and gaps that are no counts", () => {
    expect(() => galore(0.1, algebra, { rank: 0 })).toThrow("invalid rank: 0; expected an integer of at least 1");
    expect(() => galore(0.1, algebra, { rank: 1, gap: 0.5 })).toThrow("invalid gap: 0.5; expected an integer");
  });
});
