import { numpy as np } from "@jax-js/jax";
import { describe, expect, it } from "vitest";
import fc from "../../../test/properties.js";
import { type HostArray, host, runLowered, runPlain, type TracedFunction } from "../../../test/run-lowered.js";

/** Small whole numbers: every sum and product below is exact, so results must be equal. */
function numbers(shape: readonly number[], seed = 0): HostArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return host(
    Array.from({ length: size }, (_, i) => ((i * 7 + seed * 5 + 3) % 11) - 5),
    shape,
    "float32",
  );
}

async function same(f: TracedFunction, args: HostArray[]): Promise<void> {
  const plain = await runPlain(f, args);
  for (const portable of [false, true]) {
    const lowered = await runLowered(f, args, { portable });
    // Negative zeros are zeros here.
    const unsigned = lowered.map((array) => ({ ...array, values: array.values.map((v) => v + 0) }));
    expect(unsigned).toEqual(plain.map((array) => ({ ...array, values: array.values.map((v) => v + 0) })));
  }
}

/** One step on an array of known shape: the shape after it, and what does it. */
interface Step {
  readonly shape: readonly number[];
  readonly apply: (x: np.Array) => np.Array;
  readonly name: string;
}

type Choice = (count: number) => number;

const steps: ((shape: readonly number[], choose: Choice) => Step | undefined)[] = [
  (shape, choose) => {
    const perm = [...shape.keys()];
    for (let i = perm.length - 1; i > 0; i--) {
      const j = choose(i + 1);
      [perm[i], perm[j]] = [perm[j]!, perm[i]!];
    }
    return { name: `transpose ${perm}`, shape: perm.map((i) => shape[i]!), apply: (x) => np.transpose(x, perm) };
  },
  (shape, choose) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const target: number[] = [];
    let rest = size;
    while (rest > 1 && target.length < 4) {
      const divisors = Array.from({ length: rest }, (_, i) => i + 1).filter((d) => rest % d === 0);
      const d = divisors[choose(divisors.length)]!;
      target.push(d);
      rest /= d;
    }
    target.push(rest);
    return { name: `reshape ${target}`, shape: target, apply: (x) => x.reshape(target) };
  },
  (shape, choose) => {
    if (shape.length > 4) return undefined;
    const at = choose(shape.length + 1);
    const target = shape.toSpliced(at, 0, 2 + choose(2));
    return { name: `repeat ${at}`, shape: target, apply: (x) => np.broadcastTo(np.expandDims(x, at), [...target]) };
  },
  (shape, choose) => {
    const i = choose(shape.length);
    const start = choose(shape[i]!);
    const end = start + 1 + choose(shape[i]! - start);
    const index = shape.map((_, k): [] | [number, number] => (k === i ? [start, end] : []));
    return { name: `slice ${i} ${start}:${end}`, shape: shape.with(i, end - start), apply: (x) => x.slice(...index) };
  },
  (shape, choose) => {
    const widths = shape.map((): [number, number] => [choose(2), choose(2)]);
    const padded = shape.map((size, i) => size + widths[i]![0] + widths[i]![1]);
    if (padded.reduce((a, b) => a * b, 1) > 3000) return undefined;
    return { name: `pad ${widths}`, shape: padded, apply: (x) => np.pad(x, widths) };
  },
  (shape, choose) => {
    const i = choose(shape.length);
    return { name: `flip ${i}`, shape, apply: (x) => np.flip(x, i) };
  },
  (shape, choose) => {
    const i = choose(shape.length);
    return { name: `sum ${i}`, shape: shape.toSpliced(i, 1), apply: (x) => np.sum(x, i) };
  },
  (shape, choose) => {
    const i = choose(shape.length);
    return { name: `max ${i}`, shape: shape.toSpliced(i, 1), apply: (x) => np.max(x, i) };
  },
  (shape, choose) => {
    const i = choose(shape.length);
    const target = shape.with(i, 2 * shape[i]!);
    if (target.reduce((a, b) => a * b, 1) > 3000) return undefined;
    return { name: `twice ${i}`, shape: target, apply: (x) => np.concatenate([x.ref, np.multiply(x, 2)], i) };
  },
];

/** A random chain of steps from a shape; too large or empty arrays end it. */
function chain(shape: readonly number[], choices: readonly number[]): Step {
  let step: Step = { shape, apply: (x) => x, name: "" };
  let used = 0;
  const choose: Choice = (count) => (choices[used++ % choices.length]! >>> 0) % count;
  for (let i = 0; i < 6; i++) {
    if (step.shape.length === 0) break;
    const next = steps[choose(steps.length)]!(step.shape, choose);
    if (next === undefined || next.shape.reduce((a, b) => a * b, 1) > 3000) continue;
    const before = step;
    step = { shape: next.shape, apply: (x) => next.apply(before.apply(x)), name: `${before.name}, ${next.name}` };
  }
  return step;
}

const choices = fc.array(fc.nat(1e6), { minLength: 12, maxLength: 24 });
const runs = { numRuns: 60, endOnFailure: false };

describe("movement, exactly", () => {
  it("in random chains", async () => {
    await fc.assert(
      fc.asyncProperty(choices, async (random) => {
        const { apply } = chain([4, 3, 6], random);
        await same((x) => apply(x), [numbers([4, 3, 6])]);
      }),
      runs,
    );
  });

  it("in sums and products of a chain and another order of it", async () => {
    await fc.assert(
      fc.asyncProperty(choices, choices, async (random, other) => {
        const { apply, shape } = chain([2, 6, 4], random);
        const size = shape.reduce((a, b) => a * b, 1);
        const back = shape.toReversed();
        const f: TracedFunction = (x, y) => {
          const a = apply(x);
          const b = np.transpose(y.reshape([...back]));
          return [np.add(a.ref, b.ref), np.where(np.less(a.ref, b.ref), np.multiply(a.ref, b), np.negative(a))];
        };
        await same(f, [numbers([2, 6, 4]), numbers([size], other[0]! % 7)]);
      }),
      runs,
    );
  });

  it("in dots of chains, with batches, repetition and every order", async () => {
    await fc.assert(
      fc.asyncProperty(choices, choices, async (random, other) => {
        const [a, b] = [chain([2, 3, 4], random), chain([4, 2, 3], other)];
        const f: TracedFunction = (x, y) => {
          const [p, q] = [a.apply(x), b.apply(y)];
          const [m, n] = [a, b].map(({ shape }) => shape.reduce((s, t) => s * t, 1)) as [number, number];
          const k = gcd(m, n);
          const left = p.reshape([m / k, k]);
          const right = q.reshape([k, n / k]);
          return np.matmul(left, right);
        };
        await same(f, [numbers([2, 3, 4]), numbers([4, 2, 3], 2)]);
      }),
      runs,
    );
  });

  it.each([
    ["bthd,bshd->bhts", [2, 3, 2, 4], [2, 5, 2, 4]],
    ["bhts,bshd->bthd", [2, 2, 3, 5], [2, 5, 2, 4]],
    ["ab,cb->ca", [3, 4], [5, 4]],
    ["abc,bad->dc", [2, 3, 4], [3, 2, 5]],
    ["abk,akb->ab", [2, 3, 4], [2, 4, 3]],
    ["ab,cd->bd", [2, 3], [4, 5]],
    ["ab,bc->", [2, 3], [3, 2]],
    ["a,b->ab", [3], [4]],
  ])("in the contraction %s", (spec, left, right) =>
    same((x, y) => contraction(spec, x, y), [numbers(left), numbers(right, 3)]),
  );
});

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** A two-operand einsum as a product stretched over all letters and summed: jax-js' own needs Node 22. */
function contraction(spec: string, x: np.Array, y: np.Array): np.Array {
  const [inputs, output] = spec.split("->") as [string, string];
  const [a, b] = inputs.split(",") as [string, string];
  const summed = [...new Set(a + b)].filter((letter) => !output.includes(letter));
  const all = [...output, ...summed];
  const stretch = (array: np.Array, letters: string) => {
    const order = all.filter((letter) => letters.includes(letter)).map((letter) => letters.indexOf(letter));
    const shape = all.map((letter) => (letters.includes(letter) ? array.shape[letters.indexOf(letter)]! : 1));
    return np.transpose(array, order).reshape(shape);
  };
  const [p, q] = [stretch(x, a), stretch(y, b)];
  const full = np.broadcastShapes(p.shape, q.shape);
  const outer = full.slice(0, output.length);
  const flat = (array: np.Array) => np.broadcastTo(array, full).reshape([...outer, -1]);
  return dot(flat(p), flat(q), outer);
}

/** The contraction of the last axis, whatever stands in front. */
function dot(p: np.Array, q: np.Array, outer: number[]): np.Array {
  const k = p.shape.at(-1)!;
  return np.matmul(p.reshape([...outer, 1, k]), q.reshape([...outer, k, 1])).reshape(outer);
}
