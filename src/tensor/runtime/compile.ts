import type { ClosedJaxpr } from "@jax-js/jax";
import { type BoundaryNames, type Lowered, lower } from "../lower/index.js";
import type { FloatType } from "../tensor.js";
import { type FlatFunction, type Signature, trace } from "../trace.js";
import type { Executable } from "./executable.js";
import { compileKernels } from "./kernels.js";
import { openSession } from "./onnx-session.js";

/** How a program computes. */
export interface ProgramOptions {
  /** The type of all floating-point numbers of the program; float32 by default. */
  readonly dtype?: FloatType;
  /** Threads of one operator; 1 by default, which is best where several workers share the machine. */
  readonly threads?: number;
}

/** A flat function compiled for arguments of certain shapes. */
export interface Compiled {
  readonly executable: Executable;
  /** The ONNX model, or undefined where the function could not be lowered. */
  readonly onnx: Uint8Array | undefined;
  /** The primitives that could not be lowered; with one or more of them, jax-js's kernels run the function. */
  readonly unlowered: readonly string[];
  readonly outputs: readonly Signature[];
}

/** What is compiled: a flat function with the names, shapes and types of its arguments. */
export interface Source {
  readonly fn: FlatFunction;
  readonly inputs: readonly (Signature & { readonly name: string })[];
  /** The names of the results, known once the function has been traced. */
  readonly outputNames: () => readonly string[];
}

/** Traces a function, lowers it to ONNX and opens a session, or leaves it to jax-js's kernels. */
export async function compile(source: Source, options: Required<ProgramOptions>): Promise<Compiled> {
  const { jaxpr, outputs } = trace(source.fn, source.inputs, options.dtype);
  const names = { inputs: source.inputs.map(({ name }) => name), outputs: source.outputNames() };
  const lowered = lowerAndDispose(jaxpr, names);
  if ("model" in lowered) {
    const executable = await openSession(lowered.model, options.threads);
    return { executable, onnx: lowered.model, unlowered: [], outputs };
  }
  const executable = compileKernels(source.fn, source.inputs, options.dtype);
  return { executable, onnx: undefined, unlowered: lowered.unlowered, outputs };
}

/** The constants of a trace are arrays that jax-js holds until they are given back. */
function lowerAndDispose(jaxpr: ClosedJaxpr, names: BoundaryNames): Lowered {
  try {
    return lower(jaxpr, names);
  } finally {
    jaxpr.dispose();
  }
}
