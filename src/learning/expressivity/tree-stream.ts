import type { Stream } from "../../numerics/random/stream.js";
import { attendHard } from "./hard-attention.js";

/** An edge between two vertices, numbered from 0. */
export type Edge = readonly [number, number];

/**
 * States that any recurrent recogniser of trees needs after each edge: the classes of prefixes, of distinct edges on n
 * vertices, that no continuation to n − 1 edges tells apart (Myhill and Nerode). Counted by brute force over all
 * prefixes and continuations.
 *
 * @returns the number of classes after 0, 1, …, n − 1 edges.
 */
export function countTreeStates(n: number): number[] {
  const edges = allEdges(n);
  const trees = [...subsetsOf(edges.length, n - 1)].filter((chosen) =>
    isTree(
      chosen.map((e) => edges[e]!),
      n,
    ),
  );
  return Array.from({ length: n }, (_, j) => {
    // A prefix's class is the set of what completes it to a tree; the empty set is the class of those with a cycle.
    const completions = new Map<string, string[]>();
    for (const prefix of subsetsOf(edges.length, j)) completions.set(prefix.join(), []);
    for (const tree of trees) {
      for (const places of subsetsOf(tree.length, j)) {
        const prefix = places.map((place) => tree[place]!);
        const rest = tree.filter((_, place) => !places.includes(place));
        completions.get(prefix.join())!.push(rest.join());
      }
    }
    return new Set([...completions.values()].map((rests) => JSON.stringify(rests.sort()))).size;
  });
}

/** The same counts in closed form: partitions into n − j blocks, S(n, n − j), and a state for “has a cycle” from 3 edges on. */
export function treeStates(n: number): bigint[] {
  const blocks = stirlingNumbers(n);
  return Array.from({ length: n }, (_, j) => blocks[n - j]! + (j >= 3 ? 1n : 0n));
}

/** Bits of state that a recurrent recogniser of trees on n vertices needs: log₂ of its largest number of states. */
export function treeStateBits(n: number): number {
  let most = 1n;
  for (const states of treeStates(n)) if (states > most) most = states;
  const digits = most.toString(2);
  // The leading 53 binary digits as a number from 1 to 2.
  const leading = Number(`0b${digits.slice(0, 53)}`) / 2 ** (Math.min(53, digits.length) - 1);
  return digits.length - 1 + Math.log2(leading);
}

/** S(n, 0) … S(n, n), the ways to part n things into so many blocks: the Stirling numbers of the second kind. */
export function stirlingNumbers(n: number): bigint[] {
  let row = [1n];
  for (let i = 1; i <= n; i++) {
    row = Array.from({ length: i + 1 }, (_, j) => BigInt(j) * (row[j] ?? 0n) + (j > 0 ? row[j - 1]! : 0n));
  }
  return row;
}

/**
 * Two stars that share no vertex, and one more edge: a tree if and only if it joins them, in random order and names.
 * Source: Wen, Dang & Lyu 2024 (arXiv:2402.18510), experiments.
 */
export function drawTwoStars(stream: Stream, n: number): Edge[] {
  const names = shuffled(
    stream,
    Array.from({ length: n }, (_, i) => i),
  );
  const size = 3 + stream.integer(n - 5);
  const [first, second] = [names.slice(0, size), names.slice(size)];
  const star = ([center, ...leaves]: number[]) => leaves.map((leaf): Edge => [center!, leaf]);
  const joins = stream.integer(2) === 0;
  // Within the first star, which has at least 3 vertices, the edge joins two leaves.
  const extra: Edge = joins
    ? [first[stream.integer(first.length)]!, second[stream.integer(second.length)]!]
    : [first[1]!, first[2]!];
  return shuffled(stream, [...star(first), ...star(second), extra]);
}

/** Whether n − 1 edges on n vertices make a tree, by merging components. */
export function isTree(edges: readonly Edge[], n: number): boolean {
  const component = Array.from({ length: n }, (_, i) => i);
  for (const [a, b] of edges) {
    const [from, to] = [component[a]!, component[b]!];
    if (from === to) return false;
    for (let v = 0; v < n; v++) if (component[v] === from) component[v] = to;
  }
  return edges.length === n - 1;
}

/**
 * Decides whether n − 1 edges make a tree by writing a tour: each token is the vertex reached, and the next edge is found
 * by one lookup into the prompt, the first edge after the last one used that touches this vertex, in the circle of the
 * prompt. A tree's tour sees all n vertices in 2(n − 1) steps, that of any other such graph does not, as it is not connected.
 *
 * @returns the answer and the vertices written.
 */
export function decideTreeByTour(
  edges: readonly Edge[],
  n: number,
): { readonly tree: boolean; readonly tour: number[] } {
  const m = edges.length;
  let at = 0;
  let vertex = edges[0]![0];
  const tour = [vertex];
  for (let step = 0; step < 2 * (n - 1); step++) {
    const [a, b] = edges[at]!;
    vertex = a === vertex ? b : a;
    tour.push(vertex);
    const from = at;
    at = (from + 1 + attendHard(m, (t) => (edges[(from + 1 + t) % m]!.includes(vertex) ? 1 : 0))) % m;
  }
  return { tree: new Set(tour).size === n, tour };
}

function allEdges(n: number): Edge[] {
  return Array.from({ length: n }, (_, b) => Array.from({ length: b }, (_, a): Edge => [a, b])).flat();
}

function* subsetsOf(size: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) {
    yield [];
    return;
  }
  for (let first = from; first <= size - k; first++) {
    for (const rest of subsetsOf(size, k - 1, first + 1)) yield [first, ...rest];
  }
}

function shuffled<T>(stream: Stream, values: readonly T[]): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = stream.integer(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
