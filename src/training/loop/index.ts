/** The training loop and its checkpoints. @module */
export { DivergenceError } from "./divergence.js";
export { type Evaluation, type History, noBetter } from "./history.js";
export type { LiveMetrics, Numbers, TrainOptions, TrainResult } from "./options.js";
export { type Checkpoint, type CheckpointStore, memoryCheckpoints } from "./store.js";
export { train } from "./train.js";
export { type LossFunction, type StepMetrics, type TrainingState, trainStep } from "./train-step.js";
