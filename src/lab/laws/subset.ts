import type { RunData } from "../../laws/fit/index.js";

/** The runs at some indices, with their groups numbered anew from 0. */
export function subsetOf(data: RunData, indices: readonly number[]): RunData {
  const take = (values: Float64Array) => Float64Array.from(indices, (i) => values[i]!);
  const columns = Object.entries(data.variables).map(([name, values]) => [name, take(values)] as const);
  return {
    variables: Object.fromEntries(columns),
    target: take(data.target),
    ...(data.weights && { weights: take(data.weights) }),
    ...(data.groups && { groups: renumbered(Int32Array.from(indices, (i) => data.groups![i]!)) }),
  };
}

function renumbered(groups: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return groups.map((group) => {
    if (!numbers.has(group)) numbers.set(group, numbers.size);
    return numbers.get(group)!;
  });
}
