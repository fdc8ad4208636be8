/** Numbers in equal ratios, ends included. */
export function geometric(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low * (high / low) ** (i / Math.max(1, count - 1)));
}

/** Round budgets, 1 and 3 times powers of ten or fewer, among those that runs have; at most `most`. */
export function roundBudgets(compute: Float64Array, most: number): number[] {
  const low = Math.log10(compute.reduce((a, b) => Math.min(a, b), Infinity));
  const high = Math.log10(compute.reduce((a, b) => Math.max(a, b), -Infinity));
  if (!Number.isFinite(high - low)) return [];
  const decades = Array.from({ length: Math.ceil(high) - Math.floor(low) + 1 }, (_, k) => Math.floor(low) + k);
  const halves = decades.flatMap((k) => [Number(`1e${k}`), Number(`3e${k}`)]);
  const within = (budget: number) => Math.log10(budget) >= low - 0.1 && Math.log10(budget) <= high + 0.1;
  const all = halves.filter(within);
  for (let step = 1; ; step++) {
    const some = all.filter((_, i) => (all.length - 1 - i) % step === 0);
    if (some.length <= most) return some;
  }
}
