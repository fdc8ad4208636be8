import { checkOptions, type TrainOptions, type TrainResult } from "./options.js";
import { refresherOf } from "./refresh.js";
import { Run } from "./run.js";
import { beginning, openSession } from "./session.js";

/**
 * Trains: each step takes one batch through one graph of forward pass, backward pass and optimiser, whose state stays in
 * the engine. The batch of a step depends on the stream and the step's number alone, so that a run that was killed goes
 * on from its newest checkpoint as if nothing had been, bit for bit (on the same machine, with the same intervals).
 *
 * @example
 * const { params } = await train({
 *   init: (stream) => ({ w: tensor(stream.fillNormal(new Float64Array(3)), [3, 1]) }),
 *   batches: (stream) => drawBatch(stream),
 *   loss: ({ w }, { x, y }) => mean(square(sub(matmul(x, w), y))),
 *   optimiser: chain(clipByGlobalNorm(1), adam(warmUp(100, cosineRate(1e-2, 900)))),
 *   stream: rootStream(1).child("my-run"),
 *   steps: 1000,
 * });
 *
 * @throws InputError for options or a checkpoint that do not fit
 * @throws DivergenceError where a loss, a gradient or a parameter is no longer finite
 */
export async function train<W, B>(options: TrainOptions<W, B>): Promise<TrainResult<W>> {
  checkOptions(options);
  const { steps, stream, batches, signal, stopWhen } = options;
  const { unroll = 1, evaluateEvery = steps, checkpointEvery = steps } = options;
  const batchOf = (step: number) => batches(stream.child("batch", step));

  const { state, history, savedStep } = await beginning(options);
  const session = await openSession(options, state);
  const refresher = refresherOf(options);
  const run = new Run(options, session, history, savedStep);
  try {
    while (run.step < steps && !stopWhen?.(history)) {
      if (signal?.aborted) await run.save();
      signal?.throwIfAborted();
      if (refresher && run.step % refresher.every === 0) {
        await session.load(await refresher.renewed(await session.state(), batchOf(run.step)));
      }
      const next = nextMultiple(run.step, [unroll, evaluateEvery, checkpointEvery, refresher?.every ?? steps, steps]);
      const coming = Array.from({ length: next - run.step }, (_, k) => batchOf(run.step + k));
      run.record(await session.step(coming));
      if (next % evaluateEvery === 0) await run.evaluate();
      if (next % checkpointEvery === 0) await run.save();
      await run.report();
    }
    return await run.finish();
  } finally {
    await refresher?.dispose();
    await session.dispose();
  }
}

/** The first step after this one that is a multiple of one of the intervals: so a run is cut the same way always. */
function nextMultiple(step: number, intervals: readonly number[]): number {
  return Math.min(...intervals.map((every) => (Math.floor(step / every) + 1) * every));
}
