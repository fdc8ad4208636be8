/**
 * xoshiro128++ 1.0: 128 bits of state, period 2^128 − 1, 32 random bits a step.
 * Source: Blackman & Vigna, Scrambled linear pseudorandom number generators, ACM TOMS 47 (2021), arXiv:1805.01407.
 *
 * Four 32-bit words suit JavaScript's integers; a 64-bit generator would have to carry by hand.
 * @module
 */

/** The four words of the state, not all zero. Drawing changes them in place. */
export type State = Int32Array;

/** The next 32 bits, as a signed integer. */
export function nextWord(state: State): number {
  const s0 = state[0]!;
  const s1 = state[1]!;
  const s2 = state[2]! ^ s0;
  const s3 = state[3]! ^ s1;
  const sum = (s0 + state[3]!) | 0;
  state[0] = s0 ^ s3;
  state[1] = s1 ^ s2;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return (((sum << 7) | (sum >>> 25)) + s0) | 0;
}

/** A uniform number on [0, 1), a multiple of 2^−53. Takes two words. */
export function nextUniform(state: State): number {
  const high = nextWord(state) >>> 5;
  const low = nextWord(state) >>> 6;
  return (high * 2 ** 26 + low) * 2 ** -53;
}
