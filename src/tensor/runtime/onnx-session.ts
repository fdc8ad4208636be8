import type { InferenceSession, OnnxValue, Tensor as OrtTensor } from "#onnxruntime";
import { invalid } from "../../numerics/index.js";
import { type DType, sizeOf, type TensorData } from "../tensor.js";
import type { Executable } from "./executable.js";

/** One input or output of an ONNX model. */
export interface Port {
  readonly name: string;
  readonly dtype: DType | "int64";
  /** Lengths; −1 where any length is accepted. */
  readonly shape: readonly number[];
}

/** A model loaded into ONNX Runtime. */
export interface OnnxSession extends Executable {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Runs with inputs of the given shapes (for models that leave lengths open) and gives results with theirs. */
  runShaped(inputs: readonly Shaped[], into?: readonly (TensorData | undefined)[]): Promise<Shaped[]>;
}

/** Data with their shape. */
export interface Shaped {
  readonly data: TensorData;
  readonly shape: readonly number[];
}

/** It makes a factor of a product an attribute, and ONNX's attributes are float32: a double loses half of its digits. */
const ROUNDING_OPTIMIZERS = "MatMulScaleFusion";

type Runtime = typeof import("#onnxruntime");

/** Loads the runtime at the first use, so that whatever needs no program does not wait for it. */
async function loadRuntime(): Promise<Runtime> {
  return import("#onnxruntime");
}

/**
 * A session for a model.
 * @param threads of one operator; operators run one after another.
 * @throws where the runtime does not accept the model, with its own message.
 */
export async function openSession(model: Uint8Array, threads: number): Promise<OnnxSession> {
  const runtime = await loadRuntime();
  const native = runtime.env.versions.node !== undefined;
  if (!native) runtime.env.wasm.numThreads = threads;
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [native ? "cpu" : "wasm"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    logSeverityLevel: 3,
    extra: {
      optimization: { disable_specified_optimizers: ROUNDING_OPTIMIZERS },
      // Threads that wait by spinning take the processor from those that they wait for, where others use it as well.
      session: { intra_op: { allow_spinning: "0" } },
    },
  });
  return new Session(runtime, session, native);
}

class Session implements OnnxSession {
  readonly engine = "onnxruntime";
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];

  constructor(
    private readonly runtime: Runtime,
    private readonly session: InferenceSession,
    /** Whether the binding writes results into given memory, as the native one does. */
    private readonly fillsGivenMemory: boolean,
  ) {
    this.inputs = session.inputMetadata.map(portOf);
    this.outputs = session.outputMetadata.map(portOf);
  }

  async run(inputs: readonly TensorData[], into?: readonly (TensorData | undefined)[]): Promise<TensorData[]> {
    const shaped = inputs.map((data, index) => ({ data, shape: this.inputs[index]!.shape }));
    return (await this.runShaped(shaped, into)).map(({ data }) => data);
  }

  async runShaped(inputs: readonly Shaped[], into: readonly (TensorData | undefined)[] = []): Promise<Shaped[]> {
    const feeds = Object.fromEntries(this.inputs.map((port, index) => [port.name, this.#feed(port, inputs[index]!)]));
    const fetches = Object.fromEntries(this.outputs.map((port, index) => [port.name, this.#result(port, into[index])]));
    const results = await this.session.run(feeds, fetches);
    return this.outputs.map(({ name }) => shapedOf(results[name]!));
  }

  async dispose(): Promise<void> {
    await this.session.release();
  }

  #feed({ dtype }: Port, { data, shape }: Shaped): OrtTensor {
    const { Tensor } = this.runtime;
    if (dtype === "bool") return new Tensor("bool", Uint8Array.from(data), shape);
    if (dtype === "int64") return new Tensor("int64", BigInt64Array.from(data as Int32Array, BigInt), shape);
    return new Tensor(dtype, data as Float32Array, shape);
  }

  /** A tensor over the given memory for a result, or null: the runtime allocates. */
  #result({ dtype, shape }: Port, data: TensorData | undefined): OrtTensor | null {
    const usable = this.fillsGivenMemory && data !== undefined && dtype !== "bool" && dtype !== "int64";
    return usable && data.length === sizeOf(shape) ? new this.runtime.Tensor(dtype, data as Float32Array, shape) : null;
  }
}

function portOf(metadata: InferenceSession.ValueMetadata): Port {
  if (!metadata.isTensor) throw invalid("ONNX model", `${metadata.name} is not a tensor`, "tensors in and out");
  const dtype = metadata.type;
  if (dtype !== "float32" && dtype !== "float64" && dtype !== "int32" && dtype !== "bool" && dtype !== "int64") {
    throw invalid(`type of ${metadata.name}`, dtype, "float32, float64, int32, int64 or bool");
  }
  const shape = metadata.shape.map((length) => (typeof length === "number" ? length : -1));
  return { name: metadata.name, dtype, shape };
}

function shapedOf(value: OnnxValue): Shaped {
  const { data, dims } = value as OrtTensor;
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array) {
    return { data, shape: dims };
  }
  if (data instanceof BigInt64Array) return { data: Int32Array.from(data, Number), shape: dims };
  return { data: Int32Array.from(data as Uint8Array), shape: dims };
}
