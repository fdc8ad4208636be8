// Trains a decoder step by step: in the benchmark's own thread, or as a worker that is told how many steps to take.
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { inContextDecoder } from "../dist/learning/index.js";
import { add, mean, program, recurrent, square, sub, valueAndGrad } from "../dist/tensor/index.js";
import { adam, applyUpdates, constantRate } from "../dist/training/index.js";

/** A training of the setting's decoder from its weights, over its batches in turn, with Adam in the same graph. */
export async function startTraining({ config, rate, batches, weights }, threads) {
  const { apply } = inContextDecoder(config);
  const optimiser = adam(constantRate(rate));
  const lossOf = (params, { xs, ys }) => mean(square(sub(apply(params, xs, ys), ys)));
  const step = ({ params, moments, step }, batch) => {
    const [loss, gradients] = valueAndGrad(lossOf)(params, batch);
    const [updates, next] = optimiser.update(gradients, moments, params, { step });
    return [{ params: applyUpdates(params, updates), moments: next, step: add(step, 1) }, loss];
  };
  const init = program((params) => optimiser.init(params));
  const state = { params: weights, moments: await init.run(weights), step: 0 };
  await init.dispose();
  const running = await recurrent(step, { threads }).start(state, batches[0]);
  let done = 0;
  return {
    engine: running.engine,
    /** Takes steps. @returns their losses */
    async steps(count) {
      const losses = [];
      for (let k = 0; k < count; k++) {
        const [loss] = await running.step([batches[done++ % batches.length]]);
        losses.push(loss.data[0]);
      }
      return losses;
    },
    dispose: () => running.dispose(),
  };
}

if (!isMainThread) {
  const training = await startTraining(workerData, 1);
  parentPort.on("message", async (count) => {
    if (count === null) {
      await training.dispose();
      parentPort.close();
    } else parentPort.postMessage(await training.steps(count));
  });
  parentPort.postMessage("ready");
}
