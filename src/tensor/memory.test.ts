import { describe, expect, it } from "vitest";
import { samples } from "../../test/operator-check.js";
import {
  evaluate,
  mapTree,
  matmul,
  mean,
  mul,
  program,
  recurrent,
  square,
  sub,
  tanh,
  type Value,
  valueAndGrad,
} from "./index.js";

interface Layers {
  readonly first: Value;
  readonly second: Value;
}

const [width, depth] = [128, 32];
const start = { first: samples([depth, width]), second: samples([width, depth], 2) };
const x = samples([16, depth], 3);

const loss = (p: Layers, input: Value) => mean(square(sub(matmul(tanh(matmul(input, p.first)), p.second), input)));

function step(p: Layers, input: Value) {
  const [value, gradient] = valueAndGrad(loss)(p, input);
  return [mapTree((w, g) => sub(w, mul(g, 0.01)), p, gradient), value] as const;
}

/**
 * By how many MiB the least resident memory of the last third of the calls after `warmUp` lies above that of the first:
 * between two collections of garbage it goes up and down.
 */
async function growth(calls: number, warmUp: number, call: () => Promise<unknown>): Promise<number> {
  const third = (calls - warmUp) / 3;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let k = 0; k < calls; k++) {
    await call();
    const resident = process.memoryUsage.rss();
    if (k >= warmUp && k < warmUp + third) first = Math.min(first, resident);
    if (k >= calls - third) last = Math.min(last, resident);
  }
  return (last - first) / 2 ** 20;
}

describe("resident memory is flat", () => {
  it("over 2,000 repeated steps", async () => {
    const running = await recurrent(step).start(start, x);
    expect(running.engine).toBe("onnxruntime");
    expect(await growth(2000, 500, () => running.step([x]))).toBeLessThan(16);
    await running.dispose();
  });

  it("over 2,000 runs of a program", async () => {
    const once = program(loss);
    expect(await growth(2000, 500, () => once.run(start, x))).toBeLessThan(16);
    await once.dispose();
  });

  it("over evaluations by jax-js, whose arrays lie outside of the garbage collector's reach", async () => {
    const gradient = evaluate(valueAndGrad(loss));
    expect(await growth(60, 20, () => gradient(start, x))).toBeLessThan(16);
  });

  it("over programs that are made and disposed of", async () => {
    const once = async () => {
      const made = program(loss);
      await made.run(start, x);
      await made.dispose();
    };
    expect(await growth(60, 20, once)).toBeLessThan(24);
  });
});
