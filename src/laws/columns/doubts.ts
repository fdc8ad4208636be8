import type { Assumption, FromColumn } from "./source.js";

/** Reads of a variable's values what its unit may be. */
interface Check {
  /** The variable. */
  readonly name: string;
  /** Whether the values, converted, look wrong. */
  readonly odd: (least: number, greatest: number) => boolean;
  readonly guess: string;
  /** What to write after `--columns NAME=COLUMN`. */
  readonly fix: string;
}

const checks: readonly Check[] = [
  { name: "N", odd: (_, greatest) => greatest <= 2e4, guess: "billions (or millions) of parameters", fix: "*1e9" },
  { name: "D", odd: (_, greatest) => greatest <= 1e6, guess: "billions of tokens", fix: "*1e9" },
  { name: "U", odd: (_, greatest) => greatest <= 1e6, guess: "billions of tokens", fix: "*1e9" },
  { name: "C", odd: (_, greatest) => greatest <= 1e9, guess: "PF-days or multiples of a power of ten", fix: "*1e18" },
  { name: "batch", odd: (_, greatest) => greatest <= 2e4, guess: "sequences, not tokens", fix: "*2048" },
  { name: "accuracy", odd: (_, greatest) => greatest > 1.5, guess: "percent", fix: "/100" },
  { name: "error", odd: (_, greatest) => greatest > 1.5, guess: "percent", fix: "/100" },
];

/** Assumptions about variables whose values do not look like their unit. */
export function doubtsAbout(
  sources: Readonly<Record<string, FromColumn>>,
  values: (column: string) => Float64Array | undefined,
): Assumption[] {
  const doubts: Assumption[] = [];
  for (const { name, odd, guess, fix } of checks) {
    const source = sources[name];
    const range = source && rangeOf(values(source.column));
    if (!source || !range || !odd(range[0] * source.factor, range[1] * source.factor)) continue;
    const shown = `${short(range[0])} to ${short(range[1])}`;
    const text = `${name} is column ${source.column}, from ${shown}: most likely ${guess}, but taken as it is`;
    doubts.push({ symbols: [name], text: `${text}; --columns ${name}=${source.column}${fix} would convert it` });
  }
  return [...doubts, ...computeDoubt(sources, values), ...lossDoubt(sources, values)];
}

/** A loss beyond that of guessing among a million tokens is most likely a perplexity. */
function lossDoubt(
  { L }: Readonly<Record<string, FromColumn>>,
  values: (column: string) => Float64Array | undefined,
): Assumption[] {
  const range = L && !L.ln ? rangeOf(values(L.column)) : undefined;
  if (!L || !range || range[1] * L.factor < Math.log(1e6)) return [];
  const fix = `--columns "L=ln(${L.column})" would take its logarithm`;
  const text = `L is column ${L.column}, up to ${short(range[1])}: most likely a perplexity, but taken as it is; ${fix}`;
  return [{ symbols: ["L"], text }];
}

/** Where a table has compute, parameters and tokens, C = 6 N D tells whether their units agree. */
function computeDoubt(
  { C, N, D }: Readonly<Record<string, FromColumn>>,
  values: (column: string) => Float64Array | undefined,
): Assumption[] {
  const [compute, parameters, tokens] = [C, N, D].map((source) => source && values(source.column));
  if (!C || !N || !D || !compute || !parameters || !tokens) return [];
  const scale = C.factor / (6 * N.factor * D.factor);
  const ratios = compute.map((value, i) => (scale * value) / (parameters[i]! * tokens[i]!));
  const sorted = ratios.filter((ratio) => ratio > 0 && Number.isFinite(ratio)).sort();
  const median = sorted[sorted.length >> 1];
  if (median === undefined || (median > 0.1 && median < 10)) return [];
  const columns = `${C.column}, ${N.column} and ${D.column}`;
  const text = `${columns} do not agree on their units: C is ${short(median)} times 6 N D in the middle row`;
  return [{ symbols: ["C", "N", "D"], text }];
}

function rangeOf(column: Float64Array | undefined): readonly [least: number, greatest: number] | undefined {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of column ?? []) {
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return least <= greatest ? [least, greatest] : undefined;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
