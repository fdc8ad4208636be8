import { type DType, init, makeJaxpr, numpy as np } from "@jax-js/jax";
import * as ort from "onnxruntime-node";
import { type LoweringOptions, lower } from "../src/tensor/lower/index.js";

/** An argument or result on the host. */
export interface HostArray {
  readonly shape: readonly number[];
  readonly dtype: "float32" | "float64" | "int32" | "bool";
  readonly values: readonly number[];
}

type Traced = np.Array;
/** What is traced: jax-js arrays in and out. */
export type TracedFunction = (...args: Traced[]) => Traced | Traced[];

// jax-js asks for the class when it makes arrays of doubles; Node 20 has none.
Object.assign(globalThis, { Float16Array: (globalThis as { Float16Array?: unknown }).Float16Array ?? class {} });

/** A leaf by which jax-js traces without data. */
class Placeholder {
  readonly weakType = false;
  constructor(
    readonly shape: number[],
    readonly dtype: DType,
  ) {}
}

export function host(values: readonly number[], shape: readonly number[], dtype: HostArray["dtype"] = "float64") {
  return { values, shape, dtype } satisfies HostArray;
}

/** The jaxpr of a function of arrays like these. */
export async function traced(f: TracedFunction, args: readonly Pick<HostArray, "shape" | "dtype">[]) {
  await init("wasm");
  const leaves = args.map(({ shape, dtype }) => new Placeholder([...shape], dtype as DType));
  return makeJaxpr(f as (...xs: unknown[]) => Traced)(...leaves).jaxpr;
}

/** Lowers the function and runs it in ONNX Runtime. */
export async function runLowered(
  f: TracedFunction,
  args: readonly HostArray[],
  options: LoweringOptions = {},
): Promise<HostArray[]> {
  const closed = await traced(f, args);
  const inputs = args.map((_, i) => `in${i}`);
  const outputs = closed.jaxpr.outs.map((_, i) => `out${i}`);
  const lowered = lower(closed, { inputs, outputs }, options);
  if ("unlowered" in lowered) throw new Error(`not lowered: ${lowered.unlowered}`);
  const session = await ort.InferenceSession.create(lowered.model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const results = await session.run(Object.fromEntries(args.map((arg, i) => [`in${i}`, toOrt(arg)])));
  await session.release();
  return outputs.map((name) => {
    const { data, dims, type } = results[name]!;
    return { values: Array.from(data as Float32Array, Number), shape: dims, dtype: type as HostArray["dtype"] };
  });
}

/** Runs the function in jax-js' own kernels. */
export async function runPlain(f: TracedFunction, args: readonly HostArray[]): Promise<HostArray[]> {
  await init("wasm");
  const results = f(
    ...args.map(({ values, shape, dtype }) => np.array([...values], { dtype: dtype as DType }).reshape([...shape])),
  );
  return [results].flat().map((result) => {
    const { shape, dtype } = result as Traced;
    return { shape, dtype: dtype as HostArray["dtype"], values: Array.from((result as Traced).dataSync(), Number) };
  });
}

function toOrt({ values, shape, dtype }: HostArray): ort.Tensor {
  if (dtype === "float32") return new ort.Tensor("float32", Float32Array.from(values), shape);
  if (dtype === "float64") return new ort.Tensor("float64", Float64Array.from(values), shape);
  if (dtype === "int32") return new ort.Tensor("int32", Int32Array.from(values), shape);
  return new ort.Tensor("bool", Uint8Array.from(values), shape);
}
