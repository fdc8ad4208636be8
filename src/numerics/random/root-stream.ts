import { invalid } from "../errors.js";
import { descend, generatorState, type Key, rootKey } from "./address.js";
import { chiSquareLaw, nextChiSquare } from "./chi-square.js";
import type { Stream } from "./stream.js";
import { nextUniform, nextWord, type State } from "./xoshiro128.js";
import { fillNormal, nextNormal } from "./ziggurat.js";

/**
 * The root of all streams of a run: xoshiro128++ whose state is a 128-bit hash of the seed and the path.
 * A `fill…` gives the same numbers as that many single draws. The numbers are the same on every machine; those that
 * pass through `Math.exp` and `Math.log` (1 normal in 80, and chi-squares) on every machine with the same engine.
 *
 * @throws InputError unless the seed is a safe integer ≥ 0.
 */
export function rootStream(seed: number): Stream {
  return new AddressedStream([], rootKey(seed));
}

class AddressedStream implements Stream {
  private readonly state: State;

  constructor(
    readonly path: readonly (string | number)[],
    private readonly key: Key,
  ) {
    this.state = generatorState(key);
  }

  child(...path: (string | number)[]): Stream {
    return new AddressedStream([...this.path, ...path], descend(this.key, path));
  }

  uniform(): number {
    return nextUniform(this.state);
  }

  /** Source: Lemire, Fast random integer generation in an interval, ACM TOMACS 29 (2019). */
  integer(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 2 ** 32)) throw invalid("n", n, "an integer from 1 to 2^32");
    for (;;) {
      const word = nextWord(this.state) >>> 0;
      const low = Math.imul(word, n) >>> 0;
      if (low < n && low < 2 ** 32 % n) continue;
      // word·n − low is a multiple of 2^32, so that rounding recovers the quotient from the inexact product.
      return Math.round((word * n - low) / 2 ** 32);
    }
  }

  normal(): number {
    return nextNormal(this.state);
  }

  chiSquare(k: number): number {
    return nextChiSquare(this.state, chiSquareLaw(k));
  }

  fillUniform(out: Float64Array): Float64Array {
    for (let n = 0; n < out.length; n++) out[n] = nextUniform(this.state);
    return out;
  }

  fillNormal(out: Float64Array): Float64Array {
    return fillNormal(this.state, out);
  }

  fillChiSquare(k: number, out: Float64Array): Float64Array {
    const law = chiSquareLaw(k);
    for (let n = 0; n < out.length; n++) out[n] = nextChiSquare(this.state, law);
    return out;
  }
}
