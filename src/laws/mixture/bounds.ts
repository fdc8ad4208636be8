import { invalid } from "../../numerics/errors.js";

/** Least and greatest share of each domain. */
export interface ShareBounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Bounds of n shares, 0 and 1 unless told, with upper bounds no higher than the others leave room for.
 * @throws InputError for numbers that are not shares, and bounds that no mixture satisfies.
 */
export function shareBounds(n: number, lower?: ArrayLike<number>, upper?: ArrayLike<number>): ShareBounds {
  const low = Float64Array.from(lower ?? new Float64Array(n));
  const high = Float64Array.from(upper ?? new Float64Array(n).fill(1), (share) => Math.min(1, share));
  if (low.length !== n || high.length !== n) throw invalid("number of bounds", `${low.length}, ${high.length}`, `${n}`);
  for (let j = 0; j < n; j++) {
    if (!(low[j]! >= 0 && low[j]! <= high[j]!)) {
      throw invalid(`bounds of share ${j + 1}`, `${low[j]} … ${high[j]}`, "0 ≤ least ≤ greatest");
    }
  }
  const [least, most] = [total(low), total(high)];
  if (least > 1 + 1e-12) throw invalid("sum of least shares", least, "at most 1");
  if (most < 1 - 1e-12)
    throw invalid("sum of greatest shares", most, "at least 1: there is not enough data for the mixture");
  return { lower: low, upper: high };
}

/**
 * The greatest share of each domain when no token is seen more than `epochs` times: epochs × available / tokens, at most 1.
 * @throws InputError for what is not positive.
 */
export function repetitionCaps(available: ArrayLike<number>, tokens: number, epochs: number): Float64Array {
  if (!(tokens > 0 && epochs > 0)) throw invalid("tokens and epochs", `${tokens}, ${epochs}`, "positive numbers");
  return Float64Array.from(available, (amount, j) => {
    if (!(amount >= 0)) throw invalid(`tokens of domain ${j + 1}`, amount, "a number from 0 up");
    return Math.min(1, (epochs * amount) / tokens);
  });
}

/** The mixture within the bounds that makes `slope`·r least: the cheapest domains are filled first. */
export function cheapest(slope: Float64Array, { lower, upper }: ShareBounds): Float64Array {
  const shares = lower.slice();
  let rest = 1 - total(lower);
  const order = Array.from(slope.keys()).sort((a, b) => slope[a]! - slope[b]!);
  for (const j of order) {
    const added = Math.min(rest, upper[j]! - lower[j]!);
    shares[j]! += added;
    rest -= added;
  }
  return shares;
}

/** Σ x. */
export function total(x: Float64Array): number {
  return x.reduce((sum, value) => sum + value, 0);
}
