import { div, logSoftmax, mul, neg, oneHot, slice, sum, type Value } from "../../../tensor/index.js";

/**
 * Mean −log p(target) in nats over the positions that count. `logits`: batch × length × vocabulary; `targets`:
 * batch × length, int32; `counts`: batch × length, 1 where the position counts and 0 elsewhere.
 */
export function crossEntropy(logits: Value, targets: Value, counts: Value): Value {
  const vocabulary = logits.shape[logits.shape.length - 1]!;
  const chosen = sum(mul(logSoftmax(logits, -1), oneHot(targets, vocabulary)), -1);
  return neg(div(sum(mul(chosen, counts)), sum(counts)));
}

/**
 * Causal language modelling, −(1/N) Σ log P(x_i | x_1 … x_{i−1}) (thesis eq. (16), as a loss): the logits at a position
 * are those of the next token. The first token, whose context is empty, is not counted; nor is padding (`keep` 0).
 */
export function causalLoss(logits: Value, tokens: Value, keep: Value): Value {
  const [batch, length, vocabulary] = logits.shape;
  const next = (x: Value) => slice(x, [0, 1], [batch, length]);
  return crossEntropy(slice(logits, [0, 0, 0], [batch, length - 1, vocabulary]), next(tokens), next(keep));
}

/**
 * Masked language modelling (thesis eq. (15), as a mean loss): `originals` are the tokens before `maskTokens` hid
 * some, and `masked` is 1 at those and 0 elsewhere.
 */
export function maskedLoss(logits: Value, originals: Value, masked: Value): Value {
  return crossEntropy(logits, originals, masked);
}
