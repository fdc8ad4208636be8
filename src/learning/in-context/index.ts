/** Models of sequences trained on tasks, and held against what can be predicted from a prompt alone. @module */
export { type Curriculum, growingPrompts, type PromptSize } from "./curriculum.js";
export { squaredDistances } from "./distances.js";
export { type ModelPredictor, modelPredictor } from "./model-predictor.js";
export { type PromptTensors, promptTensors } from "./prompt-tensors.js";
export { requireBlind, requireBlindFromTheStart } from "./require-blind.js";
export { type TaskTraining, trainOnTask } from "./train-on-task.js";
