import { invalid } from "../numerics/index.js";
import { type HostArguments, type HostResult, hostLeaves } from "./arguments.js";
import { Lifetime } from "./lifetime.js";
import { type Compiled, compile, type ProgramOptions } from "./runtime/compile.js";
import type { EngineName } from "./runtime/executable.js";
import type { Tensor } from "./tensor.js";
import type { FlatFunction } from "./trace.js";
import { flattenTree } from "./tree.js";

/** A function compiled once for each set of argument shapes that it meets. */
export interface Program<Args extends readonly unknown[], R> {
  /**
   * Runs the function. Floating-point arguments are rounded to the program's type, Int32Array stays int32.
   * @throws InputError naming the place of an argument that is not a tensor or number of consistent shape, and once the program is disposed of.
   */
  run(...args: HostArguments<Args>): Promise<HostResult<R>>;
  /** Compiles for the shapes of these arguments without running, and tells what came out. */
  compile(...args: HostArguments<Args>): Promise<Compilation>;
  /** Gives back the engine's memory after what is under way; the program cannot run any more. */
  dispose(): Promise<void>;
}

/** What compiling a function came to. */
export interface Compilation {
  readonly engine: EngineName;
  /** The bytes of an `.onnx` file, or undefined where the function could not be lowered. */
  readonly onnx: Uint8Array | undefined;
  /** The primitives for which there is no lowering, and because of which jax-js's kernels run the function. */
  readonly unlowered: readonly string[];
}

interface Entry {
  readonly compiled: Compiled;
  rebuild(leaves: readonly Tensor[]): unknown;
}

/**
 * A program from a function over trees of values. It is traced, differentiated where it says so, lowered to one ONNX
 * graph and run by ONNX Runtime; at the first call for each set of argument shapes.
 *
 * The inputs of the graph are named by argument and place in its tree (`argument0.layers.1.weight`), its outputs
 * `result…` likewise.
 */
export function program<Args extends readonly unknown[], R>(
  fn: (...args: Args) => R,
  options: ProgramOptions = {},
): Program<Args, R> {
  const settings = settled(options);
  const entries = new Map<string, Promise<Entry>>();
  const lifetime = new Lifetime("program");

  const prepare = async (args: readonly unknown[]) => {
    const each = args.map((arg, index) => hostLeaves(arg, `argument${index}`, settings.dtype));
    const signature = each.flatMap((leaves) => leaves.signature);
    const key = JSON.stringify(signature);
    let entry = entries.get(key);
    if (!entry) {
      const rebuilds = each.map(({ data, rebuild }) => ({ count: data.length, rebuild }));
      entry = compileEntry(fn, rebuilds, signature, settings);
      entries.set(key, entry);
      entry.catch(() => entries.delete(key));
    }
    return { entry: await entry, data: each.flatMap((leaves) => leaves.data) };
  };

  return {
    run: (...args) =>
      lifetime.use(async () => {
        const { entry, data } = await prepare(args);
        const { executable, outputs } = entry.compiled;
        const results = await executable.run(data);
        const leaves = results.map((numbers, index) => ({ data: numbers, shape: outputs[index]!.shape }));
        return entry.rebuild(leaves) as never;
      }),
    compile: (...args) =>
      lifetime.use(async () => {
        const { executable, onnx, unlowered } = (await prepare(args)).entry.compiled;
        return { engine: executable.engine, onnx, unlowered };
      }),
    dispose: () => lifetime.end(() => disposeAll([...entries.values()].map(async (entry) => (await entry).compiled))),
  };
}

/** Gives back the engine's memory for all that could be compiled. */
export async function disposeAll(compiled: readonly Promise<Compiled>[]): Promise<void> {
  for (const each of await Promise.allSettled(compiled)) {
    if (each.status === "fulfilled") await each.value.executable.dispose();
  }
}

/** The options with their defaults. @throws InputError for a wrong one. */
export function settled({ dtype = "float32", threads = 1 }: ProgramOptions): Required<ProgramOptions> {
  if (dtype !== "float32" && dtype !== "float64") throw invalid("dtype", dtype, "float32 or float64");
  if (!Number.isInteger(threads) || threads < 1) throw invalid("threads", threads, "a whole number from 1");
  return { dtype, threads };
}

async function compileEntry(
  fn: (...args: never[]) => unknown,
  args: readonly { count: number; rebuild(leaves: readonly unknown[]): unknown }[],
  inputs: Parameters<typeof compile>[0]["inputs"],
  settings: Required<ProgramOptions>,
): Promise<Entry> {
  let result = flattenTree<unknown>([]);
  const flat: FlatFunction = (values) => {
    const rest = [...values];
    const trees = args.map(({ count, rebuild }) => rebuild(rest.splice(0, count)));
    const tree = fn(...(trees as never[]));
    result = flattenTree<unknown>(tree, "result");
    if (result.leaves.length === 0) throw invalid("result", tree, "at least one value");
    return tree;
  };
  const compiled = await compile({ fn: flat, inputs, outputNames: () => result.names }, settings);
  return { compiled, rebuild: (leaves) => result.rebuild(leaves) };
}
