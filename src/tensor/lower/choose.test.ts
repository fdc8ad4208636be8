import { expect, it } from "vitest";
import { evaluate, grad, less, program, sum, type Tensor, type Value, where } from "../index.js";

const shapes = [[], [1], [2], [3, 1], [1, 2], [3, 2]] as const;

function numbers(shape: readonly number[], seed: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  return { data: Float64Array.from({ length: count }, (_, i) => Math.sin(seed + 3 * i)), shape };
}

/** What is chosen where the condition holds, and where not: tensors and numbers. */
const choices: Readonly<Record<string, (x: Value) => readonly [Value | number, Value | number]>> = {
  "x or 0": (x) => [x, 0],
  "0 or x": (x) => [0, x],
  "1 or x": (x) => [1, x],
  "x or its double": (x) => [x, where(less(x, 10), x, 2)],
};

it.each(Object.keys(choices))("%s, and its gradients, stretch to every shape", async (name) => {
  for (const [i, shape] of shapes.entries()) {
    for (const [j, other] of shapes.entries()) {
      const chosen = (m: Value, x: Value) => where(less(0, m), ...choices[name]!(x));
      const both = (m: Value, x: Value) => [chosen(m, x), sum(chosen(m, x)), grad((y: Value) => sum(chosen(m, y)))(x)];
      const inputs = [numbers(shape, 1 + i), numbers(other, 20 + j)] as const;
      const compiled = program(both, { dtype: "float64" });
      const found = (await compiled.run(...inputs)) as Tensor[];
      const expected = (await evaluate(both, "float64")(...inputs)) as Tensor[];
      for (const [k, { data, shape: stretched }] of expected.entries()) {
        const place = `${name}: condition [${shape}], choice [${other}], result ${k}`;
        expect(found[k]!.shape, place).toEqual(stretched);
        expect(found[k]!.data.length, place).toBe(data.length);
        for (const [at, value] of data.entries()) expect(found[k]!.data[at], place).toBeCloseTo(value, 12);
      }
      await compiled.dispose();
    }
  }
});

it("of two numbers stretches to a shape that only a choice gives", async () => {
  const mask = { data: Float64Array.of(1, 0), shape: [2] };
  const x = numbers([3, 2], 4);
  const slope = program((m: Value, y: Value) => grad((z: Value) => sum(where(less(0, m), z, 0)))(y));
  expect([...(await slope.run(mask, x)).data]).toEqual([1, 0, 1, 0, 1, 0]);
  await slope.dispose();
});
