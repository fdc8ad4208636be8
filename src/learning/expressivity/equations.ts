import type { Stream } from "../../numerics/random/stream.js";
import { attendHard } from "./hard-attention.js";
import { inverseModulo, modulo } from "./modular.js";

/** A system of n linear equations over Z_p: rows of n coefficients and a right side. */
export type Equations = readonly (readonly number[])[];

/** A uniformly random regular system over Z_p: singular ones are drawn again. */
export function drawEquations(stream: Stream, n: number, p: number): Equations {
  for (;;) {
    const rows = Array.from({ length: n }, () => Array.from({ length: n + 1 }, () => stream.integer(p)));
    if (solveByElimination(rows, p) !== null) return rows;
  }
}

/** What a chain of thought over systems of equations gives. */
export interface EliminationChain {
  readonly solution: readonly number[];
  /** Systems written after the question. */
  readonly steps: number;
}

/**
 * Solves a system by Gauss and Jordan as a chain of thought: each step writes the whole system anew with one variable
 * eliminated from all rows but one. The pivot is one lookup, the rest of a token is a function of four others.
 * Source: Feng et al. 2023 (arXiv:2305.15408), theorem on equations.
 *
 * @returns null for a singular system.
 */
export function solveByElimination(equations: Equations, p: number): EliminationChain | null {
  const n = equations.length;
  let rows = equations;
  for (let column = 0; column < n; column++) {
    const pivot = attendHard(n, (row) => (row >= column && rows[row]![column] !== 0 ? 1 : 0));
    if (pivot < column || rows[pivot]![column] === 0) return null;
    rows = eliminate(rows, column, pivot, p);
  }
  return { solution: rows.map((row) => row[n]!), steps: n };
}

/** Swaps the pivot into place, scales its row to 1 and clears the column elsewhere. */
function eliminate(rows: Equations, column: number, pivot: number, p: number): Equations {
  const scale = inverseModulo(rows[pivot]![column]!, p);
  const unit = rows[pivot]!.map((value) => modulo(value * scale, p));
  return rows.map((_, i) => {
    if (i === column) return unit;
    const row = i === pivot ? rows[column]! : rows[i]!;
    return row.map((value, j) => modulo(value - row[column]! * unit[j]!, p));
  });
}

/** Whether numbers solve a system. */
export function satisfies(equations: Equations, solution: readonly number[], p: number): boolean {
  const n = solution.length;
  return equations.every(
    (row) =>
      modulo(
        solution.reduce((sum, x, j) => sum + row[j]! * x, 0),
        p,
      ) === row[n],
  );
}
