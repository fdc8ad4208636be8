import { describe, expect, it, vi } from "vitest";
import { expectClose } from "../../../test/closeness.js";
import { samples } from "../../../test/operator-check.js";
import {
  type FloatType,
  mapTree,
  matmul,
  mean,
  mul,
  recurrent,
  softmax,
  square,
  sub,
  type Value,
  valueAndGrad,
} from "../index.js";

interface Layers {
  readonly keys: Value;
  readonly values: Value;
}

const loss = (p: Layers, x: Value) => mean(square(sub(matmul(softmax(matmul(x, p.keys)), p.values), x)));

function step(p: Layers, x: Value) {
  const [value, gradient] = valueAndGrad(loss)(p, x);
  return [mapTree((w, g) => sub(w, mul(g, 0.5)), p, gradient), value] as const;
}

/** The losses of 30 steps, two in each run. */
async function losses(dtype: FloatType): Promise<number[]> {
  const running = await recurrent(step, { dtype, unroll: 2 }).start(
    { keys: samples([4, 8]), values: samples([8, 4], 2) },
    samples([5, 4]),
  );
  expect(running.engine).toBe("onnxruntime");
  const values: number[] = [];
  for (let k = 0; k < 15; k++) {
    const outputs = await running.step([samples([5, 4], 2 * k), samples([5, 4], 2 * k + 1)]);
    values.push(...outputs.map(({ data }) => data[0]!));
  }
  await running.dispose();
  return values;
}

describe("the WebAssembly runtime of browsers", () => {
  it("trains with the losses of the native one, in both types", async () => {
    const native = [await losses("float32"), await losses("float64")];
    vi.doMock("#onnxruntime", () => import("onnxruntime-web"));
    const web = [await losses("float32"), await losses("float64")];
    vi.doUnmock("#onnxruntime");
    const { env } = await import("onnxruntime-web");
    expect(env.wasm.numThreads).toBe(1);
    expectClose(web[0]!, native[0]!, 1e-5);
    expectClose(web[1]!, native[1]!, 1e-13);
  });
});
