/**
 * Standard normal numbers by the ziggurat with 256 layers, in float64 with 54 random bits of position.
 *
 * Sources: Marsaglia & Tsang, J. Stat. Software 5(8) (2000); Doornik, An improved ziggurat method to generate normal
 * random samples (2005), whose remedy is followed: layer, sign and position come from different bits.
 *
 * Below the curve f(x) = e^(−x²/2) lie 256 layers of the same area V. Layer 0 is the rectangle [0, r] × [0, f(r)] with
 * the tail beyond r; layer i ≥ 1 is [0, x_i] × [f(x_i), f(x_{i+1})], with x_1 = r and x_256 = 0.
 * @module
 */
import { erfc } from "../special/error-function.js";
import { nextUniform, nextWord, type State } from "./xoshiro128.js";

const LAYERS = 256;

/** Numbers that one call of the inner loop draws. */
const BLOCK = 512;

/** The edge r of the tail, 3.654…, for which the layers end at the top exactly. */
export const EDGE = solveEdge();
/** f(x_i) for i = 1 … 256; 0 for i = 0. */
const HEIGHTS = layerHeights(EDGE);
/** For layer i, at 2i the width of its rectangle over 2^54, and at 2i + 1 the x below which all of it is under f. */
const LIMITS = layerLimits();

/** The next standard normal number. */
export function nextNormal(state: State): number {
  const high = nextWord(state);
  const low = nextWord(state);
  const slot = high & 510;
  const x = position(high, low) * LIMITS[slot]!;
  return Math.abs(x) < LIMITS[slot + 1]! ? x : decideAtEdge(state, slot >> 1, x);
}

/** Fills `out` with the numbers that as many calls of {@link nextNormal} would give, about twice as fast. */
export function fillNormal(state: State, out: Float64Array): Float64Array {
  // In blocks, so that engines compile the inner loop as a whole function from its first use, not in mid-run.
  for (let start = 0; start < out.length; start += BLOCK)
    fillBlock(state, out, start, Math.min(start + BLOCK, out.length));
  return out;
}

function fillBlock(state: State, out: Float64Array, start: number, end: number): void {
  const limits = LIMITS;
  // The generator of xoshiro128.ts, twice an iteration, with its state in registers: this loop is the project's hottest.
  let s0 = state[0]!;
  let s1 = state[1]!;
  let s2 = state[2]!;
  let s3 = state[3]!;
  for (let n = start; n < end; n++) {
    let t = (s0 + s3) | 0;
    const high = (((t << 7) | (t >>> 25)) + s0) | 0;
    t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    t = (s0 + s3) | 0;
    const low = (((t << 7) | (t >>> 25)) + s0) | 0;
    t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);

    const slot = high & 510;
    const x = position(high, low) * limits[slot]!;
    if (Math.abs(x) < limits[slot + 1]!) {
      out[n] = x;
      continue;
    }
    state[0] = s0;
    state[1] = s1;
    state[2] = s2;
    state[3] = s3;
    out[n] = decideAtEdge(state, slot >> 1, x);
    s0 = state[0]!;
    s1 = state[1]!;
    s2 = state[2]!;
    s3 = state[3]!;
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}

/**
 * A uniform integer in [−2^54, 2^54), rounded to float64. Bits 1–8 of `high` choose the layer; bit 8 is set here, which
 * centres the signed low word, so that the two signs are equally likely.
 */
function position(high: number, low: number): number {
  return ((high >> 8) | 1) * 2 ** 31 + low;
}

/** Decides about a point outside the rectangle that is surely under the curve (1 in 80); a rejected one is redrawn. */
function decideAtEdge(state: State, layer: number, x: number): number {
  if (layer === 0) return x < 0 ? -nextInTail(state) : nextInTail(state);
  const low = HEIGHTS[layer]!;
  const y = low + nextUniform(state) * (HEIGHTS[layer + 1]! - low);
  return y < density(x) ? x : nextNormal(state);
}

/** A normal number beyond the edge, by Marsaglia's exact method (1964). */
function nextInTail(state: State): number {
  for (;;) {
    const beyond = -Math.log(1 - nextUniform(state)) / EDGE;
    if (-2 * Math.log(1 - nextUniform(state)) > beyond * beyond) return EDGE + beyond;
  }
}

/** The normal density without its constant. */
function density(x: number): number {
  return Math.exp(-0.5 * x * x);
}

/** The area of a layer when the tail begins at r: V = r f(r) + ∫_r^∞ f. */
function layerArea(r: number): number {
  return r * density(r) + Math.sqrt(Math.PI / 2) * erfc(r * Math.SQRT1_2);
}

/** The heights f(x_i) from f(x_{i+1}) = f(x_i) + V/x_i. With the right r, the last is f(0) = 1. */
function layerHeights(r: number): Float64Array {
  const area = layerArea(r);
  const heights = new Float64Array(LAYERS + 1);
  heights[1] = density(r);
  for (let i = 1; i < LAYERS; i++) heights[i + 1] = heights[i]! + area / inverseDensity(heights[i]!);
  return heights;
}

/** Bisection to the last bit: with r too small the layers rise above 1, with r too large they stay below. */
function solveEdge(): number {
  let low = 3;
  let high = 4;
  for (let middle = 3.5; middle > low && middle < high; middle = (low + high) / 2) {
    if (layerHeights(middle)[LAYERS]! <= 1) high = middle;
    else low = middle;
  }
  return high;
}

/** x ≥ 0 with f(x) = height; 0 for heights above 1, from where the next layer would be infinitely high. */
function inverseDensity(height: number): number {
  return height < 1 ? Math.sqrt(-2 * Math.log(height)) : 0;
}

function layerLimits(): Float64Array {
  const x = Float64Array.from(HEIGHTS, inverseDensity);
  x[0] = layerArea(EDGE) / density(EDGE);
  x[LAYERS] = 0;
  const limits = new Float64Array(2 * LAYERS);
  for (let i = 0; i < LAYERS; i++) {
    limits[2 * i] = x[i]! * 2 ** -54;
    limits[2 * i + 1] = x[i + 1]!;
  }
  return limits;
}
