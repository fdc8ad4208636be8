import { invalid } from "../../numerics/errors.js";
import { type ProgramOptions, program, recurrent, type Tensor, type Tree } from "../../tensor/index.js";
import { decodeCheckpoint, type Snapshot } from "./checkpoint.js";
import { emptyHistory } from "./history.js";
import type { TrainOptions } from "./options.js";
import { type HostState, initialState, type StepMetrics, trainStep } from "./train-step.js";

/** A training step whose state is in the engine. */
export interface Session {
  step(batches: readonly unknown[]): Promise<readonly StepMetrics<Tensor>[]>;
  state(): Promise<HostState>;
  load(state: HostState): Promise<void>;
  dispose(): Promise<void>;
}

/** Compiles the training step and takes a state in. */
export async function openSession<W, B>(options: TrainOptions<W, B>, state: HostState): Promise<Session> {
  const { loss, optimiser, unroll = 1, batches, stream } = options;
  const step = recurrent(trainStep(loss, optimiser), { ...programOptions(options), unroll });
  return (await step.start(state as never, batches(stream.child("batch", 0)) as never)) as unknown as Session;
}

/** A snapshot, and the steps done at the checkpoint that it comes from, if from any. */
export type Beginning = Snapshot & { readonly savedStep: number | undefined };

/**
 * Where a run begins: at its newest checkpoint, or at step 0.
 * @throws InputError where the checkpoint is not of this run, or is past its last step
 */
export async function beginning<W, B>(options: TrainOptions<W, B>): Promise<Beginning> {
  const { init, optimiser, stream, store, steps } = options;
  const starter = program(initialState(optimiser), programOptions(options));
  const params = init(stream.child("init")) as unknown as Tree<Tensor>;
  const state = (await starter.run(params as never, 0 as never)) as unknown as HostState;
  await starter.dispose();
  const checkpoint = await store?.latest();
  if (!checkpoint) return { state, history: emptyHistory(), savedStep: undefined };
  if (checkpoint.step > steps) throw invalid("steps", steps, `at least ${checkpoint.step}, those of the checkpoint`);
  return { ...decodeCheckpoint(checkpoint.bytes, state, stream), savedStep: checkpoint.step };
}

function programOptions({ dtype = "float32", threads = 1 }: ProgramOptions): Required<ProgramOptions> {
  return { dtype, threads };
}
