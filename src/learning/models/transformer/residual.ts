import { add, type Value } from "../../../tensor/index.js";
import { type NormWeights, norm } from "./normalisation.js";

/** "post": norm(x + f(x)), as in the thesis and Vaswani et al.; "pre": x + f(norm(x)), as in GPT-2 and since. */
export type Placement = "post" | "pre";

/** A sub-layer f with its residual connection and its norm, in either order. */
export function residual(placement: Placement, weights: NormWeights<Value>, x: Value, f: (x: Value) => Value): Value {
  return placement === "post" ? norm(weights, add(x, f(x))) : add(x, f(norm(weights, x)));
}
