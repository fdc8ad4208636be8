/**
 * The hash from a stream's address to 128 bits.
 *
 * A key of four words absorbs one 16-byte block at a time, `key ← π(key ⊕ block)`, with π the 12-round permutation of
 * Chaskey-12 (Mouha et al., SAC 2014; the 12-round variant of 2015). π is a bijection, so siblings whose names fit in
 * one block never collide, and all other addresses collide with probability 2^−128 a pair. Names are not secret and no
 * one forges them, so no more is asked of it.
 *
 * Every block sequence is prefix-free and tagged by type, so different paths never give the same blocks:
 * a whole number is `[1, low word, high word, 0]`; a word of n UTF-16 units is `[2, n, units 0–1, units 2–3]` and, for
 * n > 4, blocks of eight further units, zero-padded.
 * @module
 */
import { invalid } from "../errors.js";

/** Four 32-bit words that stand for an address. */
export type Key = Int32Array;

const NUMBER = 1;
const WORD = 2;
const GENERATOR = 3;

/** The fraction of π in hexadecimal: a constant that hides no choice. */
const ORIGIN = Int32Array.of(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);

/** The key of the root with this seed. @throws InputError unless the seed is a safe integer ≥ 0. */
export function rootKey(seed: number): Key {
  if (!Number.isSafeInteger(seed) || seed < 0) throw invalid("seed", seed, `an integer from 0 to 2^53 − 1`);
  return descend(ORIGIN, [seed]);
}

/** The key of the stream below `key` by `path`. @throws InputError for a name that is no string or safe integer. */
export function descend(key: Key, path: readonly (string | number)[]): Key {
  const result = key.slice();
  for (const name of path) {
    if (typeof name === "string") absorbWord(result, name);
    else if (Number.isSafeInteger(name)) absorbBlock(result, NUMBER, name, Math.floor(name / 2 ** 32), 0);
    else throw invalid("name in the path of a stream", name, "a word or a whole number");
  }
  return result;
}

/** The state of the generator of the stream with this key; a block of its own kind, as no child's key may equal it. */
export function generatorState(key: Key): Int32Array {
  const state = key.slice();
  absorbBlock(state, GENERATOR, 0, 0, 0);
  // The generator would stay at zero for ever.
  return state.some((word) => word !== 0) ? state : ORIGIN.slice();
}

function absorbWord(key: Key, word: string): void {
  absorbBlock(key, WORD, word.length, units(word, 0), units(word, 2));
  for (let i = 4; i < word.length; i += 8) {
    absorbBlock(key, units(word, i), units(word, i + 2), units(word, i + 4), units(word, i + 6));
  }
}

/** UTF-16 units i and i + 1 of a word in 32 bits; zero past its end. */
function units(word: string, i: number): number {
  const low = i < word.length ? word.charCodeAt(i) : 0;
  const high = i + 1 < word.length ? word.charCodeAt(i + 1) : 0;
  return low | (high << 16);
}

/** key ← π(key ⊕ block), in place. Numbers count modulo 2^32. */
export function absorbBlock(key: Key, b0: number, b1: number, b2: number, b3: number): void {
  let v0 = key[0]! ^ b0;
  let v1 = key[1]! ^ b1;
  let v2 = key[2]! ^ b2;
  let v3 = key[3]! ^ b3;
  for (let round = 0; round < 12; round++) {
    v0 = (v0 + v1) | 0;
    v1 = rotate(v1, 5) ^ v0;
    v0 = rotate(v0, 16);
    v2 = (v2 + v3) | 0;
    v3 = rotate(v3, 8) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = rotate(v3, 13) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = rotate(v1, 7) ^ v2;
    v2 = rotate(v2, 16);
  }
  key[0] = v0;
  key[1] = v1;
  key[2] = v2;
  key[3] = v3;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
