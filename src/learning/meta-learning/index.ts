/** Learning to learn by gradient steps: networks that adapt to a task, and the training of where they begin. @module */
export { type Adaptation, adapt, type Examples, metaLoss } from "./adaptation.js";
export { initNetwork, type NetworkWeights, predictEach } from "./network.js";
