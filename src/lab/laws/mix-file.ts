import type { FromColumn } from "../../laws/columns/index.js";
import { bootstrap, type Fit, fitLaw, type Loss, type RunData } from "../../laws/fit/index.js";
import { exponentialMixture } from "../../laws/forms/index.js";
import {
  centre,
  type MixingLaw,
  type MixtureOptions,
  mixtureIntervals,
  optimalMixture,
  repetitionCaps,
} from "../../laws/mixture/index.js";
import { invalid, unknown } from "../../numerics/errors.js";
import { type Matrix, matrix } from "../../numerics/linear-algebra/matrix.js";
import { rootStream } from "../../numerics/random/index.js";
import type { MixDocument } from "../law-documents.js";
import { type RunTable, readRuns, type SelectedRuns, selectRuns } from "../tables/index.js";
import { checkDifferent, checkProportions, mixColumns } from "./mix-columns.js";
import { misfitWarnings } from "./mix-misfit.js";

/** What is asked of a mixture: the options of `isinglass mix`, parsed. */
export interface MixRequest {
  readonly file: string;
  readonly proportions?: readonly string[];
  readonly losses?: readonly string[];
  /** Weight of each loss in the total, by column; equal, summing to one, where none is given. */
  readonly weights: Readonly<Record<string, number>>;
  /** Least and greatest shares, by column. */
  readonly lower: Readonly<Record<string, number>>;
  readonly upper: Readonly<Record<string, number>>;
  /** What there is of some domains, which keeps their shares down. */
  readonly supply?: Supply;
  readonly where?: string;
  readonly loss: Loss;
  readonly bootstrap: number;
  readonly seed: number;
  readonly skipMissing: boolean;
}

/** Tokens that there are, and how often they may be seen. */
export interface Supply {
  /** Tokens of some domains, by column. */
  readonly available: Readonly<Record<string, number>>;
  /** Tokens to train on. */
  readonly tokens: number;
  /** The most passes over the tokens of a domain. */
  readonly epochs: number;
}

/** The runs of a table of mixtures. */
interface Mixtures {
  readonly proportions: readonly string[];
  readonly losses: readonly string[];
  readonly shares: readonly Float64Array[];
  readonly measured: readonly Float64Array[];
  readonly selected: SelectedRuns;
}

/** Mixtures with the law that was fitted to them: what a report is drawn from. */
export interface FittedMixtures {
  readonly request: MixRequest;
  readonly document: MixDocument;
  readonly law: MixingLaw;
  /** One law for each resample. */
  readonly draws: readonly MixingLaw[];
  /** Weight of each loss in the total. */
  readonly weights: Float64Array;
  /** One column for each domain, one number for each mixture. */
  readonly shares: readonly Float64Array[];
  /** Weighted total loss of each mixture, as measured. */
  readonly totals: readonly number[];
}

/**
 * Fits the exponential law of Ye et al. (2024) to the loss on each domain and finds the mixture with the least weighted
 * total, certified by convexity, with intervals over refits of resampled mixtures.
 *
 * @throws InputError for a table, columns or bounds that allow none
 */
export async function mixFile(
  request: MixRequest,
  progress?: (done: number, all: number) => void,
): Promise<FittedMixtures> {
  const table = await readRuns(request.file);
  const mixtures = readMixtures(table, request);
  const { losses, measured } = mixtures;
  const form = exponentialMixture(mixtures.proportions.length);
  const data = measured.map(
    (target): RunData => ({
      variables: Object.fromEntries(form.variables.map(({ name }, j) => [name, mixtures.shares[j]!])),
      target,
    }),
  );
  const stream = rootStream(request.seed).child("mix");
  const fits = data.map((runs, i) => fitLaw(form, runs, { loss: request.loss, stream: stream.child("starts", i) }));
  const law = lawOf(fits.map(({ theta }) => theta));
  const options = optionsOf(mixtures, request);
  const best = optimalMixture(law, options);
  const draws = drawnLaws(fits, data, request, progress);
  const ranges = draws.length > 1 ? mixtureIntervals(law, draws, options) : null;
  const totals = weightedTotals(mixtures, options.weights);
  const within = bestMeasured(table, mixtures, totals, (run) => isWithin(mixtures, options, run));
  const proposal = { law, weights: options.weights, shares: mixtures.shares, totals, loss: best.loss, best: within };
  const document: MixDocument = {
    n: measured[0]!.length,
    domains: mixtures.proportions.map((name, j) => ({
      ...{ name, bound: best.bound[j]! },
      share: { value: best.shares[j]!, ci95: pairOf(ranges?.shares[j]?.ci95) },
      epochs: epochsOf(name, best.shares[j]!, request.supply),
    })),
    loss: { value: best.loss, ci95: pairOf(ranges?.loss.ci95) },
    gap: best.gap,
    regret: { value: ranges?.regret.value ?? 0, ci95: pairOf(ranges?.regret.ci95) },
    best: bestMeasured(table, mixtures, totals)!,
    losses: losses.map((name, i) => lossEntry(name, i, law, { best, options, fit: fits[i]! })),
    intervals: { method: ranges ? "bootstrap" : "none", draws: draws.length, failed: ranges?.failed ?? 0 },
    seed: request.seed,
    data: { file: table.path, digest: table.digest, rows: table.rows, where: request.where ?? null },
    warnings: [...misfitWarnings(proposal), ...warningsOf(losses, fits, mixtures.selected)],
  };
  return { request, document, law, draws, weights: options.weights, shares: mixtures.shares, totals };
}

function readMixtures(table: RunTable, request: MixRequest): Mixtures {
  const { proportions, losses } = mixColumns(table, request);
  const source = (column: string): FromColumn => ({ kind: "column", column, factor: 1, ln: false, because: "given" });
  const shareNames = proportions.map((_, j) => `r${j + 1}`);
  const lossNames = losses.map((_, i) => `L${i + 1}`);
  const selected = selectRuns(table, {
    sources: Object.fromEntries([
      ...proportions.map((column, j) => [shareNames[j]!, source(column)]),
      ...losses.map((column, i) => [lossNames[i]!, source(column)]),
    ]),
    variables: [...shareNames, ...lossNames.slice(1)],
    target: lossNames[0]!,
    positive: request.loss.kind === "ls-raw" ? [] : lossNames,
    skipMissing: request.skipMissing,
    ...(request.where !== undefined && { where: request.where }),
  });
  const { variables, target } = selected.data;
  const shares = shareNames.map((name) => variables[name]!);
  checkProportions(table.path, shares, (run) => table.lineOf(selected.rows[run]!));
  checkDifferent(table.path, shares);
  return {
    proportions,
    losses,
    shares,
    selected,
    measured: [target, ...lossNames.slice(1).map((name) => variables[name]!)],
  };
}

/** The fitted laws together; the form's last domain is its reference, t = 0. */
function lawOf(thetas: readonly Float64Array[]): MixingLaw {
  const domains = thetas[0]!.length - 1;
  const t = matrix(thetas.length, domains);
  for (const [i, theta] of thetas.entries()) t.data.set(theta.subarray(2), i * domains);
  return centre({
    c: Float64Array.from(thetas, (theta) => theta[0]!),
    k: Float64Array.from(thetas, (theta) => theta[1]!),
    t,
  });
}

/** One law for each resample of mixtures, the same resample for all losses. */
function drawnLaws(
  fits: readonly Fit[],
  data: readonly RunData[],
  { bootstrap: resamples, seed }: MixRequest,
  progress?: (done: number, all: number) => void,
): MixingLaw[] {
  if (resamples === 0) return [];
  const all = resamples * fits.length;
  const drawn: Matrix[] = fits.map((fit, i) =>
    bootstrap(fit, data[i]!, {
      resamples,
      stream: rootStream(seed).child("mix", "draws"),
      onResample: (done) => progress?.(i * resamples + done, all),
    }),
  );
  return Array.from({ length: resamples }, (_, k) =>
    lawOf(drawn.map(({ columns, data: thetas }) => thetas.subarray(k * columns, (k + 1) * columns))),
  );
}

/** Passes over a domain's tokens with a share of it; null where it is not said how many there are. */
function epochsOf(name: string, share: number, supply: Supply | undefined): number | null {
  const available = supply?.available[name];
  return supply && available ? (share * supply.tokens) / available : null;
}

type WeightedOptions = MixtureOptions & { readonly weights: Float64Array };

function optionsOf({ proportions, losses }: Mixtures, request: MixRequest): WeightedOptions {
  const { weights, lower, upper, supply } = request;
  for (const name of Object.keys(weights)) if (!losses.includes(name)) throw unknown("loss", name, losses);
  for (const name of [lower, upper, supply?.available ?? {}].flatMap(Object.keys)) {
    if (!proportions.includes(name)) throw unknown("domain", name, proportions);
  }
  const given = Object.keys(weights).length > 0;
  if (given && Object.values(weights).every((weight) => weight === 0)) {
    throw invalid("--weights", "0 for each loss", "a positive weight for at least one");
  }
  const caps = capsOf(proportions, supply);
  return {
    weights: Float64Array.from(losses, (name) => (given ? (weights[name] ?? 0) : 1 / losses.length)),
    lower: proportions.map((name) => share("--lower", name, lower[name] ?? 0)),
    upper: proportions.map((name, j) => Math.min(caps[j]!, share("--upper", name, upper[name] ?? 1))),
  };
}

/** The greatest share of each domain that its tokens are enough for; 1 where it is not said how many there are. */
function capsOf(proportions: readonly string[], supply: Supply | undefined): Float64Array {
  if (!supply) return new Float64Array(proportions.length).fill(1);
  const { available, tokens, epochs } = supply;
  return repetitionCaps(
    proportions.map((name) => available[name] ?? Number.POSITIVE_INFINITY),
    tokens,
    epochs,
  );
}

function share(option: string, name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw invalid(`${name} of ${option}`, value, "a share from 0 to 1");
}

/** The weighted total loss of each mixture. */
function weightedTotals({ measured }: Mixtures, weights: Float64Array): number[] {
  return Array.from(measured[0]!, (_, run) => measured.reduce((sum, losses, i) => sum + weights[i]! * losses[run]!, 0));
}

function isWithin({ shares }: Mixtures, { lower, upper }: MixtureOptions, run: number): boolean {
  return shares.every((column, j) => column[run]! >= (lower?.[j] ?? 0) && column[run]! <= (upper?.[j] ?? 1));
}

/** The best of the measured mixtures that `keep` allows; null where it allows none. */
function bestMeasured(
  table: RunTable,
  { shares, selected }: Mixtures,
  totals: readonly number[],
  keep: (run: number) => boolean = () => true,
): MixDocument["best"] | null {
  const run = Array.from(totals.keys())
    .filter(keep)
    .reduce((least, i) => (least < 0 || totals[i]! < totals[least]! ? i : least), -1);
  if (run < 0) return null;
  return { line: table.lineOf(selected.rows[run]!), loss: totals[run]!, shares: shares.map((column) => column[run]!) };
}

function lossEntry(
  name: string,
  i: number,
  { c, k, t }: MixingLaw,
  { best, options, fit }: { best: ReturnType<typeof optimalMixture>; options: WeightedOptions; fit: Fit },
): MixDocument["losses"][number] {
  return {
    ...{ name, weight: options.weights[i]!, value: best.losses[i]!, c: c[i]!, k: k[i]! },
    t: Array.from(t.data.subarray(i * t.columns, (i + 1) * t.columns)),
    objective: fit.objective,
  };
}

function warningsOf(
  losses: readonly string[],
  fits: readonly Fit[],
  { leftOut }: SelectedRuns,
): MixDocument["warnings"] {
  const named = fits.flatMap(({ warnings }, i) =>
    warnings.map(({ code, message }) => ({ code, message: `${losses[i]}: ${message}` })),
  );
  const [first] = leftOut;
  if (!first) return named;
  const message = `left out: ${leftOut.length} rows, the first at line ${first.line} (${first.because})`;
  return [...named, { code: "rows-left-out", message }];
}

function pairOf(pair: readonly [number, number] | undefined): [number | null, number | null] {
  return pair ? [pair[0], pair[1]] : [null, null];
}
