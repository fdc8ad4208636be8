/**
 * The chain of thought for the longest increasing subsequence: token i is the length of the longest one that ends at x_i,
 * 1 + the largest earlier token among those with x_j < x_i. The answer is the largest token.
 * Source: Feng et al. 2023 (arXiv:2305.15408), dynamic programming.
 */
export function increasingSubsequenceChain(x: ArrayLike<number>): number[] {
  const chain: number[] = [];
  for (let i = 0; i < x.length; i++) {
    let longest = 0;
    for (let j = 0; j < i; j++) if (x[j]! < x[i]!) longest = Math.max(longest, chain[j]!);
    chain.push(1 + longest);
  }
  return chain;
}

/** Length of the longest increasing subsequence by patience sorting: another algorithm, for comparison. */
export function longestIncreasing(x: ArrayLike<number>): number {
  const tops: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const pile = tops.findIndex((top) => top >= x[i]!);
    tops[pile < 0 ? tops.length : pile] = x[i]!;
  }
  return tops.length;
}

/** Costs of editing: inserting or deleting a letter 2, replacing one 3, as in Feng et al. */
export const EDIT_COSTS = { gap: 2, replace: 3 } as const;

/**
 * The chain of thought for the edit distance: the rows of the table of distances between prefixes, each token a function
 * of its left, upper and upper-left neighbours and of two letters. The answer is the last token.
 */
export function editDistanceChain(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number[][] {
  const { gap, replace } = EDIT_COSTS;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => gap * j)];
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1]!;
    const row = [gap * i];
    for (let j = 1; j <= b.length; j++) {
      const diagonal = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : replace);
      row.push(Math.min(diagonal, above[j]! + gap, row[j - 1]! + gap));
    }
    rows.push(row);
  }
  return rows;
}

/**
 * The edit distance as a shortest path from corner to corner of the grid of prefixes, nodes settled in the order of their
 * distance (Dijkstra): another algorithm, for comparison.
 */
export function editDistanceByPaths(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  const { gap, replace } = EDIT_COSTS;
  const width = b.length + 1;
  const settled = new Set<number>();
  const waiting: number[][] = [[0]];
  for (let distance = 0; ; distance++) {
    for (const node of waiting[distance] ?? []) {
      if (settled.has(node)) continue;
      settled.add(node);
      const [i, j] = [Math.floor(node / width), node % width];
      if (i === a.length && j === b.length) return distance;
      const reach = (to: number, cost: number) => {
        waiting[distance + cost] = [...(waiting[distance + cost] ?? []), to];
      };
      // A letter that stays costs nothing: its node joins the list that is being read.
      if (i < a.length && j < b.length && a[i] === b[j]) waiting[distance]!.push(node + width + 1);
      else if (i < a.length && j < b.length) reach(node + width + 1, replace);
      if (i < a.length) reach(node + width, gap);
      if (j < b.length) reach(node + 1, gap);
    }
  }
}
