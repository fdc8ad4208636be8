import { cast, mul, reshape, sub, tril, type Value } from "../../../tensor/index.js";

/**
 * A mask is what is added to the scores of attention before the softmax: 0 where a query sees a key, −10⁹ where it does
 * not, which is an exact zero after the exponential in float32 and float64 alike (−∞ would make gradients NaN).
 */
const hidden = -1e9;

/**
 * length × length: position i sees j ≤ i. (Eq. (9) of our copy of the thesis has the zeros at i ≤ j, which with
 * rows as queries, as in its eq. (10), would show the future and hide the past.)
 */
export function causalMask(length: number): Value {
  return mul(sub(1, tril(length)), hidden);
}

/**
 * batch × 1 × 1 × length, from `keep` (batch × length): 1 (or true) at a token, 0 at padding, which no query sees. Every
 * text must keep a token: with none, attention has nothing to choose from and falls to all alike.
 */
export function paddingMask(keep: Value): Value {
  const [batch, length] = keep.shape;
  return mul(sub(1, reshape(cast(keep, "float"), [batch, 1, 1, length])), hidden);
}
