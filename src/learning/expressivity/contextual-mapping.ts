/**
 * The contextual mapping of a sequence by selective shifts, in whole numbers of any size. Tokens are points of the grid
 * {0 … g − 1}^d, numbered l = Σ c_i g^i and distinct. For v = 0 … g^d − 1 in turn an attention layer adds
 * g^d (max l − min l) to the token l = v; a last layer adds g^{(n+1)d+1} max l to all. The numbers that come out should tell
 * every token of every sequence from all others.
 * Source: Yun et al. 2020 (arXiv:1912.10077), lemma 6 and appendix E.
 *
 * @param tokens Numbers 0 … g^d − 1 of the n tokens, distinct.
 * @returns the n final numbers, in the same order.
 */
export function contextualIds(
  tokens: readonly number[],
  { g, d }: { readonly g: number; readonly d: number },
): bigint[] {
  const cells = BigInt(g) ** BigInt(d);
  const ids = tokens.map(BigInt);
  for (let v = 0n; v < cells; v++) {
    const at = ids.indexOf(v);
    if (at < 0) continue;
    const [least, greatest] = extent(ids);
    ids[at]! += cells * (greatest - least);
  }
  const shift = BigInt(g) ** BigInt((tokens.length + 1) * d + 1) * extent(ids)[1];
  return ids.map((id) => id + shift);
}

/** What {@link checkContextualMapping} finds. */
export interface ContextualCheck {
  /** Sequences up to order: C(g^d, n). */
  readonly sequences: number;
  /** Distinct numbers over all tokens of all sequences; n times the sequences if the mapping is contextual. */
  readonly distinct: number;
  /** Attention layers that select a token, g^d. */
  readonly layers: number;
  /** Bits of the largest number. */
  readonly bits: number;
}

/** Maps every sequence of n distinct tokens of the grid, and counts the different numbers that come out. */
export function checkContextualMapping(grid: {
  readonly g: number;
  readonly d: number;
  readonly n: number;
}): ContextualCheck {
  const { g, d, n } = grid;
  const layers = g ** d;
  const seen = new Set<bigint>();
  let [sequences, greatest] = [0, 0n];
  for (const tokens of subsets(layers, n)) {
    sequences++;
    for (const id of contextualIds(tokens, grid)) {
      seen.add(id);
      if (id > greatest) greatest = id;
    }
  }
  return { sequences, distinct: seen.size, layers, bits: greatest.toString(2).length };
}

/**
 * Mean error, by token and coordinate, of a permutation-equivariant Lipschitz function that sees its inputs rounded down
 * to the grid 1/g: what the construction approximates a function to. The function is F(X)_i = sin(2x_i) + mean_j |x_i − x_j|.
 *
 * @param inputs n × d numbers in [0, 1), row-major.
 */
export function quantisationError(inputs: Float64Array, n: number, g: number): number {
  const d = inputs.length / n;
  const exact = equivariantFunction(inputs, n, d);
  const rounded = equivariantFunction(
    inputs.map((x) => Math.floor(x * g) / g),
    n,
    d,
  );
  return exact.reduce((sum, value, i) => sum + Math.abs(value - rounded[i]!), 0) / inputs.length;
}

/** ln of n (1/δ)^{dn}/n!, the layers of the construction at grid width δ. Source: Yun et al. 2020, §4.4. */
export function logUniversalLayers({
  d,
  n,
  delta,
}: {
  readonly d: number;
  readonly n: number;
  readonly delta: number;
}): number {
  return Math.log(n) - d * n * Math.log(delta) - logFactorial(n);
}

/** Steps 1/δ of the finest grid that `layers` layers of the construction can serve; below 2 it tells nothing apart. */
export function affordableGrid({
  d,
  n,
  layers,
}: {
  readonly d: number;
  readonly n: number;
  readonly layers: number;
}): number {
  return Math.exp((Math.log(layers / n) + logFactorial(n)) / (d * n));
}

/**
 * Bits that each parameter must hold for d + n + √(nN) of them to tell N labellings of n tokens by one bit: nN bits in all.
 * Source of the count of parameters: Kim, Kim & Mozafari 2023, memory capacity of transformers.
 */
export function bitsPerParameter({ d, n, N }: { readonly d: number; readonly n: number; readonly N: number }): number {
  return (n * N) / (d + n + Math.sqrt(n * N));
}

function equivariantFunction(x: Float64Array, n: number, d: number): Float64Array {
  return x.map((value, index) => {
    let distance = 0;
    for (let j = 0; j < n; j++) distance += Math.abs(value - x[j * d + (index % d)]!);
    return Math.sin(2 * value) + distance / n;
  });
}

/** All choices of n numbers below `size`, ascending. */
function* subsets(size: number, n: number, from = 0): Generator<number[]> {
  if (n === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= size - n; first++) {
    for (const rest of subsets(size, n - 1, first + 1)) yield [first, ...rest];
  }
}

/** The least and the greatest. */
function extent(values: readonly bigint[]): [bigint, bigint] {
  let [least, greatest] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}
