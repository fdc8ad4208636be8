import type { Quantity } from "../form.js";

/** The variables of the laws, by the symbols that expressions and `--columns` use. */
export const quantities = {
  N: quantity("N", "parameters", "parameters of the model"),
  D: quantity("D", "tokens", "training tokens, repeats counted"),
  C: quantity("C", "FLOP", "training compute"),
  U: quantity("U", "tokens", "unique training tokens"),
  M: quantity("M", "tokens per parameter", "training tokens for each parameter, D/N"),
  L: quantity("L", "nats per token", "loss"),
  experts: quantity("experts", "experts", "experts of each routed layer; 1 for a dense model"),
  G: quantity("G", "", "granularity: how many experts share the work of one of ordinary size"),
  sparsity: quantity("sparsity", "", "total parameters over active parameters"),
  Pw: quantity("Pw", "bits", "precision of the weights in training"),
  Pa: quantity("Pa", "bits", "precision of the activations in training"),
  Pkv: quantity("Pkv", "bits", "precision of keys and values in training"),
  Ppost: quantity("Ppost", "bits", "precision of the weights after training"),
  streams: quantity("streams", "", "parallel streams through the model; 1 for an ordinary one"),
  Nnv: quantity("Nnv", "parameters", "parameters outside the vocabulary's embeddings"),
  Nv: quantity("Nv", "parameters", "parameters of the vocabulary's embeddings (or the vocabulary's size)"),
  Di: quantity("Di", "tokens", "training tokens of the first modality"),
  Dj: quantity("Dj", "tokens", "training tokens of the second modality"),
  Li: quantity("Li", "nats per token", "loss that the first modality alone would reach"),
  Lj: quantity("Lj", "nats per token", "loss that the second modality alone would reach"),
  lr: quantity("lr", "", "peak learning rate"),
  batch: quantity("batch", "tokens", "tokens of a batch"),
  r: quantity("r", "fraction", "proportion of the domain in the training data"),
  s: quantity("s", "steps or tokens", "length of training"),
  k: quantity("k", "demonstrations", "demonstrations in the prompt"),
} as const;

/** What laws predict. */
export const targets = {
  loss: quantities.L,
  normalizedLoss: quantity("L", "nats per token", "loss less that of a unigram model; negative"),
  error: quantity("error", "fraction", "error rate of a downstream task"),
  accuracy: quantity("accuracy", "fraction", "accuracy of a downstream task"),
  passRate: quantity("accuracy", "fraction", "probability that one sample passes, above 0 and below 1"),
} as const;

function quantity(name: string, unit: string, description: string): Quantity {
  return { name, unit, description };
}
