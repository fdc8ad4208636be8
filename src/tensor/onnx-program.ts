import { invalid, unknown } from "../numerics/index.js";
import { hostTensor } from "./arguments.js";
import { Lifetime } from "./lifetime.js";
import { settled } from "./program.js";
import { type OnnxSession, openSession, type Port, type Shaped } from "./runtime/onnx-session.js";
import { dataAs, type Tensor, typeOf } from "./tensor.js";

export type { Port } from "./runtime/onnx-session.js";

/** A model file that runs: one of ours, or any with tensors of known types in and out. */
export interface OnnxProgram {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /**
   * Runs the model on tensors or numbers by the names of its inputs.
   * @throws InputError naming the input that is missing, unknown, or of another shape or type, and once the model is disposed of.
   */
  run(inputs: Readonly<Record<string, Tensor | number>>): Promise<Record<string, Tensor>>;
  /** Gives back the engine's memory after what is under way; the model cannot run any more. */
  dispose(): Promise<void>;
}

/**
 * A program from the bytes of an `.onnx` file, such as `program(fn).compile(…)` gives. Floating-point inputs are rounded
 * to the model's type; int64 is passed and given as int32.
 * @throws InputError where the runtime does not accept the file, with its reason.
 */
export async function programFromOnnx(bytes: Uint8Array, options: { threads?: number } = {}): Promise<OnnxProgram> {
  const { threads } = settled(options);
  const session = await accepted(bytes, threads);
  const { inputs, outputs } = session;
  const lifetime = new Lifetime("model");
  return {
    inputs,
    outputs,
    run: (given) =>
      lifetime.use(async () => {
        const names = inputs.map(({ name }) => name);
        const stranger = Object.keys(given).find((name) => !names.includes(name));
        if (stranger !== undefined) throw unknown("input of the model", stranger, names);
        const results = await session.runShaped(inputs.map((port) => fitted(port, given[port.name])));
        return Object.fromEntries(results.map((result, index) => [outputs[index]!.name, result]));
      }),
    dispose: () => lifetime.end(() => session.dispose()),
  };
}

async function accepted(bytes: Uint8Array, threads: number): Promise<OnnxSession> {
  try {
    return await openSession(bytes, threads);
  } catch (error) {
    throw invalid("ONNX model", error instanceof Error ? error.message : error, "a model that ONNX Runtime loads");
  }
}

/** The tensor of an input, in its type. */
function fitted({ name, dtype, shape }: Port, given: Tensor | number | undefined): Shaped {
  if (given === undefined) throw invalid(`input ${name}`, given, "a tensor or a number");
  const value = hostTensor(given, name);
  const fits = value.shape.length === shape.length && shape.every((n, axis) => n === -1 || n === value.shape[axis]);
  if (!fits) throw invalid(`shape of ${name}`, value.shape, `${JSON.stringify(shape)} (−1: any)`);
  const whole = dtype !== "float32" && dtype !== "float64";
  if (whole) {
    if (typeOf(value) !== "int32") throw invalid(`type of ${name}`, typeOf(value), `int32 for ${dtype}`);
    return value;
  }
  if (typeOf(value) === "int32") throw invalid(`type of ${name}`, "int32", dtype);
  return { data: dataAs(value.data, dtype), shape: value.shape };
}
