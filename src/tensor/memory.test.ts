import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
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

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/**
 * By how many MiB the least resident memory of the last quarter of the calls lies above that of the second; the first
 * warms up. Garbage is collected before each reading, but the engine gives memory back in its own time.
 */
async function growth(calls: number, call: () => Promise<unknown>): Promise<number> {
  const least = Array.from({ length: 4 }, () => Number.POSITIVE_INFINITY);
  for (let k = 0; k < calls; k++) {
    await call();
    if (k % (calls / 40) !== 0) continue;
    collectGarbage();
    const quarter = Math.floor((4 * k) / calls);
    least[quarter] = Math.min(least[quarter]!, process.memoryUsage.rss());
  }
  return (least[3]! - least[1]!) / 2 ** 20;
}

describe("resident memory is flat", () => {
  it("over 2,000 repeated steps and more", async () => {
    const running = await recurrent(step).start(start, x);
    expect(running.engine).toBe("onnxruntime");
    expect(await growth(4000, () => running.step([x]))).toBeLessThan(16);
    await running.dispose();
  });

  it("over 2,000 runs of a program", async () => {
    const once = program(loss);
    expect(await growth(4000, () => once.run(start, x))).toBeLessThan(16);
    await once.dispose();
  });

  it("over evaluations by jax-js, whose arrays lie outside of the garbage collector's reach", async () => {
    const gradient = evaluate(valueAndGrad(loss));
    expect(await growth(80, () => gradient(start, x))).toBeLessThan(16);
  });

  it("over programs that are made and disposed of", async () => {
    const once = async () => {
      const made = program(loss);
      await made.run(start, x);
      await made.dispose();
    };
    expect(await growth(80, once)).toBeLessThan(24);
  });
});
