import type { Operand, Value } from "../value.js";
import { type Axes, axesOf } from "./axes.js";
import { abs, add, div, equal, exp, less, log, maximum, mul, neg, stopGradient, sub, where } from "./elementwise.js";
import { max, sum } from "./reductions.js";
import { squeeze } from "./shapes.js";

/**
 * max(0, x), with derivative 0 at 0. Written as a choice by a maximum that passes no derivative: by this form the
 * lowering knows ReLU's derivative from a choice that guards something infinite.
 */
export function relu(x: Operand): Value {
  return where(equal(maximum(stopGradient(x), 0), 0), 0, x);
}

/** 1/(1 + e⁻ˣ), without overflow for any x and in its derivatives. */
export function sigmoid(x: Operand): Value {
  const decay = exp(neg(abs(x)));
  return div(where(less(x, 0), decay, 1), add(decay, 1));
}

/** tanh x = sign(x) (1 − e^(−2|x|)) / (1 + e^(−2|x|)), without overflow for any x and in its derivatives. */
export function tanh(x: Operand): Value {
  const decay = exp(mul(abs(x), -2));
  const size = div(sub(1, decay), add(decay, 1));
  return where(less(x, 0), neg(size), size);
}

/**
 * The Gaussian error linear unit in its tanh form, x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).
 * Source: Hendrycks and Gimpel (arXiv:1606.08415), section 2.
 */
export function gelu(x: Operand): Value {
  const inner = mul(mul(x, add(mul(mul(x, x), 0.044715), 1)), Math.sqrt(2 / Math.PI));
  return mul(mul(x, 0.5), add(tanh(inner), 1));
}

/** log Σ eˣ over the axes (all of them by default), safe from overflow. */
export function logsumexp(x: Value, axes?: Axes, keepDims = false): Value {
  const along = axesOf(axes, x.shape.length, "logsumexp");
  const largest = stopGradient(max(x, along, true));
  const result = add(log(sum(exp(sub(x, largest)), along, true)), largest);
  return keepDims ? result : squeeze(result, along);
}

/** eˣ / Σ eˣ along an axis. */
export function softmax(x: Value, axis = -1): Value {
  const weights = exp(sub(x, stopGradient(max(x, axis, true))));
  return div(weights, sum(weights, axis, true));
}

/** x − log Σ eˣ along an axis. */
export function logSoftmax(x: Value, axis = -1): Value {
  const shifted = sub(x, stopGradient(max(x, axis, true)));
  return sub(shifted, log(sum(exp(shifted), axis, true)));
}
