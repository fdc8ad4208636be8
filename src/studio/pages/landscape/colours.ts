/** Low energies blue, high ones red, as in the thesis's figure; distinct in grey as well. */
const stops = [
  [38, 70, 130],
  [88, 142, 184],
  [214, 212, 190],
  [222, 142, 92],
  [158, 38, 42],
] as const;

/** The colour of a share in [0, 1] of the way from the lowest energy to the highest. */
export function energyColour(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const from = Math.min(stops.length - 2, Math.floor(place));
  const [low, high] = [stops[from]!, stops[from + 1]!];
  const mixed = low.map((value, channel) => Math.round(value + (place - from) * (high[channel]! - value)));
  return `rgb(${mixed.join(" ")})`;
}

/** The rank of each value among all, from 0 to 1: so a few high energies do not use up the colours. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (const [rank, i] of order.entries()) ranks[i] = values.length > 1 ? rank / (values.length - 1) : 0;
  return ranks;
}
