import { invalid } from "../numerics/index.js";
import { type HostLeaves, type HostResult, hostLeaves, type NamedSignature, sameSignature } from "./arguments.js";
import { Lifetime } from "./lifetime.js";
import { disposeAll, settled } from "./program.js";
import { type Compiled, compile, type ProgramOptions } from "./runtime/compile.js";
import type { EngineName } from "./runtime/executable.js";
import type { Tensor, TensorData } from "./tensor.js";
import type { FlatFunction } from "./trace.js";
import { flattenTree, type Mapped } from "./tree.js";

/** A step that can be started: from a state, and for batches of the shapes of an example. */
export interface Recurrent<S, B, O> {
  /**
   * Compiles the step for these shapes and takes the state in.
   * @throws InputError where the step's new state differs from this one in places, shapes or types.
   */
  start(state: Mapped<S, Tensor | number>, exampleBatch: Mapped<B, Tensor | number>): Promise<Recurrence<S, B, O>>;
}

/** A step being repeated: its state lives in the engine. */
export interface Recurrence<S, B, O> {
  readonly engine: EngineName;
  /** The primitives that could not be lowered. */
  readonly unlowered: readonly string[];
  /**
   * Takes as many steps as there are batches, at most `unroll`, in one run of the engine; gives the outputs of each.
   * @throws InputError naming the leaf of a batch that is not as in the example.
   */
  step(batches: readonly Mapped<B, Tensor | number>[]): Promise<HostResult<O>[]>;
  /** A copy of the state. */
  state(): Promise<HostResult<S>>;
  /** Replaces the state. @throws InputError naming the leaf that is not as in the state at the start. */
  load(state: Mapped<S, Tensor | number>): Promise<void>;
  /** Gives back the engine's memory after what is under way; whatever is asked then throws an InputError. */
  dispose(): Promise<void>;
}

/** How a repeated step computes. */
export interface RecurrentOptions extends ProgramOptions {
  /** The most steps that one run of the engine takes: so many copies of the step stand in one graph. */
  readonly unroll?: number;
}

/**
 * A step to be repeated, `(state, batch) → [state, outputs]`: the state of one run feeds the next without leaving the
 * engine's memory, and the results are those of calling the step again and again.
 */
export function recurrent<S, B, O>(
  step: (state: S, batch: B) => readonly [S, O],
  { unroll = 1, ...options }: RecurrentOptions = {},
): Recurrent<S, B, O> {
  const settings = settled(options);
  if (!Number.isInteger(unroll) || unroll < 1) throw invalid("unroll", unroll, "a whole number from 1");
  return {
    async start(state, exampleBatch) {
      const initial = hostLeaves(state, "state", settings.dtype);
      const example = hostLeaves(exampleBatch, "batch", settings.dtype);
      const running = new Running<S, B, O>(step as Step, unroll, settings, initial, example);
      await running.compiled(unroll);
      return running;
    },
  };
}

type Step = (state: unknown, batch: unknown) => readonly [unknown, unknown];

/** The step `count` times over in one graph. */
interface Unrolled {
  readonly compiled: Compiled;
  rebuildOutputs(leaves: readonly Tensor[]): unknown[];
}

class Running<S, B, O> implements Recurrence<S, B, O> {
  engine: EngineName = "onnxruntime";
  unlowered: readonly string[] = [];
  /** The state, and memory of the same sizes that the next state is written to: they change places at each run. */
  #state: TensorData[];
  #spare: (TensorData | undefined)[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  readonly #lifetime = new Lifetime("recurrence");
  readonly #unrolled = new Map<number, Promise<Unrolled>>();

  constructor(
    private readonly fn: Step,
    private readonly unroll: number,
    private readonly settings: Required<ProgramOptions>,
    private readonly initial: HostLeaves,
    private readonly example: HostLeaves,
  ) {
    this.#state = copies(initial.data);
  }

  step(batches: readonly Mapped<B, Tensor | number>[]): Promise<HostResult<O>[]> {
    return this.#inTurn(() => this.#step(batches));
  }

  async #step(batches: readonly Mapped<B, Tensor | number>[]): Promise<HostResult<O>[]> {
    if (batches.length < 1 || batches.length > this.unroll) {
      throw invalid("number of batches", batches.length, `1 to ${this.unroll} (unroll)`);
    }
    const inputs = batches.map((batch) => this.#checked(batch, "batch", this.example.signature).data);
    const { compiled, rebuildOutputs } = await this.compiled(batches.length);
    const results = await compiled.executable.run([...this.#state, ...inputs.flat()], this.#spare);
    const leaves = results.map((data, index) => ({ data, shape: compiled.outputs[index]!.shape }));
    this.#spare = this.#state;
    this.#state = results.slice(0, this.#state.length);
    return rebuildOutputs(leaves.slice(this.#state.length)) as HostResult<O>[];
  }

  state(): Promise<HostResult<S>> {
    const { signature, rebuild } = this.initial;
    return this.#inTurn(async () => {
      const leaves = copies(this.#state).map((data, index) => ({ data, shape: signature[index]!.shape }));
      return rebuild(leaves) as HostResult<S>;
    });
  }

  load(state: Mapped<S, Tensor | number>): Promise<void> {
    return this.#inTurn(async () => {
      this.#state = copies(this.#checked(state, "state", this.initial.signature).data);
    });
  }

  dispose(): Promise<void> {
    return this.#lifetime.end(() => {
      return disposeAll([...this.#unrolled.values()].map(async (unrolled) => (await unrolled).compiled));
    });
  }

  /** Whatever touches the state waits for what was asked before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#lifetime.use(() => {
      const result = this.#turn.then(work);
      this.#turn = result.catch(() => undefined);
      return result;
    });
  }

  /** The graph of `count` steps, compiled at the first use. */
  compiled(count: number): Promise<Unrolled> {
    let entry = this.#unrolled.get(count);
    if (!entry) {
      entry = this.#compile(count);
      this.#unrolled.set(count, entry);
    }
    return entry;
  }

  async #compile(count: number): Promise<Unrolled> {
    const { initial, example } = this;
    let outputs: { count: number; rebuild(leaves: readonly Tensor[]): unknown }[] = [];
    let outputNames: string[] = [];
    const flat: FlatFunction = (values) => {
      const rest = [...values];
      let state: unknown = initial.rebuild(rest.splice(0, initial.data.length));
      const results = Array.from({ length: count }, () => {
        const [next, output] = this.fn(state, example.rebuild(rest.splice(0, example.data.length)));
        state = next;
        return output;
      });
      const trees = results.map((output, index) => flattenTree(output, `output${index}`));
      outputs = trees.map(({ leaves, rebuild }) => ({ count: leaves.length, rebuild }));
      outputNames = [...flattenTree(state, "next").names, ...trees.flatMap(({ names }) => names)];
      return [state, results];
    };
    const inputs = [
      initial.signature,
      ...Array.from({ length: count }, (_, k) => renamed(example.signature, k)),
    ].flat();
    const compiled = await compile({ fn: flat, inputs, outputNames: () => outputNames }, this.settings);
    const next = compiled.outputs.slice(0, initial.data.length);
    const named = next.map((leaf, index) => ({ ...leaf, name: outputNames[index]!.replace(/^next/, "state") }));
    sameSignature(initial.signature, named);
    this.engine = compiled.executable.engine;
    this.unlowered = compiled.unlowered;
    const rebuildOutputs = (leaves: readonly Tensor[]) => {
      const rest = [...leaves];
      return outputs.map((output) => output.rebuild(rest.splice(0, output.count)));
    };
    return { compiled, rebuildOutputs };
  }

  #checked(tree: unknown, name: string, expected: readonly NamedSignature[]): HostLeaves {
    const leaves = hostLeaves(tree, name, this.settings.dtype);
    sameSignature(expected, leaves.signature);
    return leaves;
  }
}

function copies(data: readonly TensorData[]): TensorData[] {
  return data.map((numbers) => numbers.slice());
}

function renamed(signature: readonly NamedSignature[], k: number): NamedSignature[] {
  return signature.map((leaf) => ({ ...leaf, name: leaf.name.replace(/^batch/, `batch${k}`) }));
}
