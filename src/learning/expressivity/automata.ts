import { attendPosition } from "./hard-attention.js";

/** A deterministic finite automaton. */
export interface Automaton {
  readonly states: number;
  readonly symbols: number;
  readonly start: number;
  /** states × symbols: `next[s * symbols + x]`. */
  readonly next: Uint16Array;
}

/** Whether a word of bits has an odd number of ones. */
export const parityAutomaton: Automaton = { states: 2, symbols: 2, start: 0, next: Uint16Array.of(0, 1, 1, 0) };

/**
 * The chain of thought of an automaton: one token, the state, for each input symbol. Each step makes two lookups, to the
 * symbol at its own place and to the state written last, and applies the transition table.
 * Source: Merrill & Sabharwal 2023 (arXiv:2310.07923), linearly many steps.
 *
 * @returns the states after 0, 1, …, n symbols.
 */
export function simulateAutomaton({ start, symbols, next }: Automaton, word: ArrayLike<number>): Uint16Array {
  const chain = new Uint16Array(word.length + 1);
  chain[0] = start;
  for (let t = 1; t <= word.length; t++) {
    const symbol = word[attendPosition(word.length, t - 1)]!;
    const state = chain[attendPosition(t, t - 1)]!;
    chain[t] = next[state * symbols + symbol]!;
  }
  return chain;
}

/** A finite group by its multiplication table: elements 0 … order − 1, 0 the identity. */
export interface FiniteGroup {
  readonly order: number;
  /** order × order: `times[a * order + b]` is ab. */
  readonly times: Uint16Array;
}

/** S_n, or A_n (even permutations alone); permutations compose from left to right. Its order must fit 16 bits: n ≤ 8. */
export function permutationGroup(n: number, which: "symmetric" | "alternating"): FiniteGroup {
  const elements = permutations(n).filter((p) => which === "symmetric" || isEven(p));
  const index = new Map(elements.map((p, i) => [p.join(), i]));
  const order = elements.length;
  const times = new Uint16Array(order * order);
  elements.forEach((a, i) => {
    elements.forEach((b, j) => {
      times[i * order + j] = index.get(a.map((k) => b[k]!).join())!;
    });
  });
  return { order, times };
}

/** The automaton of a group's word problem: the state is the product of the word so far. */
export function wordProblem({ order, times }: FiniteGroup): Automaton {
  return { states: order, symbols: order, start: 0, next: times };
}

/** The product of a word by halves, in ⌈log₂ n⌉ rounds rather than n steps; the identity for an empty word. */
export function productByHalves(group: FiniteGroup, word: ArrayLike<number>, from = 0, to = word.length): number {
  if (to === from) return 0;
  if (to === from + 1) return word[from]!;
  const middle = (from + to) >> 1;
  return group.times[
    productByHalves(group, word, from, middle) * group.order + productByHalves(group, word, middle, to)
  ]!;
}

/** All permutations of 0 … n − 1 in lexicographic order, the identity first. */
function permutations(n: number): number[][] {
  const extend = (chosen: number[]): number[][] =>
    chosen.length === n
      ? [chosen]
      : Array.from({ length: n }, (_, i) => i).flatMap((i) => (chosen.includes(i) ? [] : extend([...chosen, i])));
  return extend([]);
}

function isEven(p: readonly number[]): boolean {
  let inversions = 0;
  for (let i = 0; i < p.length; i++) for (let j = 0; j < i; j++) if (p[j]! > p[i]!) inversions++;
  return inversions % 2 === 0;
}
