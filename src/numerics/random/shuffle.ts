import { invalid } from "../errors.js";
import type { Stream } from "./stream.js";

/**
 * A uniformly random order of 0 … n − 1, by Fisher & Yates.
 * @throws InputError unless n is an integer from 0 to 2^32 − 1.
 */
export function permutation(stream: Stream, n: number): Uint32Array {
  if (!(Number.isInteger(n) && n >= 0 && n < 2 ** 32)) throw invalid("n", n, "an integer from 0 to 2^32 − 1");
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n - 1; i++) {
    const j = i + stream.integer(n - i);
    const chosen = order[j]!;
    order[j] = order[i]!;
    order[i] = chosen;
  }
  return order;
}

/**
 * `k` different numbers of 0 … n − 1 in random order, every ordered choice equally likely, in time and memory O(k): the
 * first k of {@link permutation}, which remembers only the entries that have moved.
 * @throws InputError unless n is an integer from 0 to 2^32 − 1 and k one from 0 to n.
 */
export function sampleWithoutReplacement(stream: Stream, n: number, k: number): Uint32Array {
  if (!(Number.isInteger(n) && n >= 0 && n < 2 ** 32)) throw invalid("n", n, "an integer from 0 to 2^32 − 1");
  if (!(Number.isInteger(k) && k >= 0 && k <= n)) throw invalid("k", k, `an integer from 0 to ${n}`);
  const chosen = new Uint32Array(k);
  const moved = new Map<number, number>();
  for (let i = 0; i < k; i++) {
    const j = i + stream.integer(n - i);
    chosen[i] = moved.get(j) ?? j;
    moved.set(j, moved.get(i) ?? i);
  }
  return chosen;
}
