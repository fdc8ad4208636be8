import type { RunData } from "../../laws/fit/index.js";
import { predict } from "../../laws/fit/index.js";
import type { Form } from "../../laws/form.js";
import { InputError, invalid, unknown } from "../../numerics/errors.js";
import type { RunTable, SelectedRuns } from "../tables/index.js";

/** What is held out: the dearest runs by compute, or those whose column or variable is beyond a value. */
export interface Holdout {
  /** A variable's symbol or a column's name. */
  readonly name: string;
  /** Null: the dearest fifth. */
  readonly beyond: { readonly relation: ">" | ">=" | "<" | "<="; readonly value: number } | null;
}

/** `C`, or `COLUMN>VALUE` with any of `>`, `>=`, `<`, `<=`. @throws InputError */
export function parseHoldout(text: string): Holdout {
  const match = /^(.+?)\s*(>=|<=|>|<)\s*(\S+)$/.exec(text.trim());
  if (!match) {
    if (/[<>=]/.test(text) || text.trim() === "") throw invalid("--holdout", text, "C, or COLUMN>VALUE as C>1e21");
    return { name: text.trim(), beyond: null };
  }
  const value = Number(match[3]);
  if (!Number.isFinite(value)) throw invalid("--holdout", text, "a number after the sign, as in C>1e21");
  return { name: match[1]!, beyond: { relation: match[2] as ">" | ">=" | "<" | "<=", value } };
}

/** The share of runs, the dearest, that are held out where no value is given. */
const DEAREST = 0.2;

/**
 * Which of the selected runs are held out: by `split`, by `holdout` (whose numbers come from the selected variables
 * or from the table's column), or none.
 *
 * @throws InputError for an unknown name, and where all or no runs would be held out
 */
export function heldOut(
  table: RunTable,
  selected: SelectedRuns,
  { holdout, symbols }: { readonly holdout: Holdout | undefined; readonly symbols: readonly string[] },
): boolean[] {
  const n = selected.data.target.length;
  if (!holdout) return Array.from({ length: n }, (_, i) => selected.test?.[i] === 1);
  const numbers = numbersOf(table, selected, holdout.name, symbols);
  const isOut = holdout.beyond ? comparison(holdout.beyond) : dearest(numbers);
  const out = Array.from(numbers, isOut);
  const count = out.filter(Boolean).length;
  if (count === 0 || count === n) {
    throw new InputError(
      `${table.path}: --holdout ${holdout.name} holds out ${count} of ${n} runs; expected some, not all`,
    );
  }
  return out;
}

/** The numbers that a holdout without a value ranks runs by. @throws InputError */
export function costIn(
  table: RunTable,
  selected: SelectedRuns,
  { name }: Holdout,
  symbols: readonly string[],
): Float64Array {
  return numbersOf(table, selected, name, symbols);
}

function numbersOf(table: RunTable, { data, rows }: SelectedRuns, name: string, symbols: readonly string[]) {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (symbols.includes(name) && data.variables[name]) return data.variables[name];
  if (!column) throw unknown("column", name, [...symbols, ...table.columns.map((candidate) => candidate.name)]);
  const numbers = Float64Array.from(rows, (row) => column.numbers[row]!);
  const missing = numbers.findIndex(Number.isNaN);
  if (missing < 0) return numbers;
  const place = table.placeOf(rows[missing]!, table.columns.indexOf(column));
  throw new InputError(`${place}: ${name} is missing or no number; expected a number, as --holdout compares it`);
}

function comparison({ relation, value }: NonNullable<Holdout["beyond"]>): (x: number) => boolean {
  const relations = {
    ">": (x: number) => x > value,
    ">=": (x: number) => x >= value,
    "<": (x: number) => x < value,
    "<=": (x: number) => x <= value,
  };
  return relations[relation];
}

/** Those above the value that four in five are at most; equal ones stay together. */
function dearest(numbers: Float64Array): (x: number) => boolean {
  const sorted = Float64Array.from(numbers).sort();
  const bound = sorted[Math.max(0, Math.ceil((1 - DEAREST) * sorted.length) - 1)]!;
  return (x) => x > bound;
}

/** How well a law predicts runs that it was not fitted to. */
export interface HoldoutScore {
  readonly n: number;
  /** 1 − Σ(f − y)² / Σ(y − mean y)²; null where the runs do not vary. */
  readonly r2: number | null;
  /** Mean of |f − y| / |y|. */
  readonly mape: number;
  /** Mean of (f − y) / y. */
  readonly bias: number;
}

/** Scores predictions on held-out runs. */
export function scoreHoldout(form: Form, theta: Float64Array, { variables, target }: RunData): HoldoutScore {
  const predicted = predict(form, theta, variables);
  const n = target.length;
  const mean = target.reduce((sum, y) => sum + y / n, 0);
  let [residual, total, absolute, signed] = [0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - target[i]!;
    residual += error ** 2;
    total += (target[i]! - mean) ** 2;
    absolute += Math.abs(error / target[i]!) / n;
    signed += error / target[i]! / n;
  }
  return { n, r2: total > 0 ? 1 - residual / total : null, mape: absolute, bias: signed };
}
