import {
  type AllocationOptions,
  accelerators,
  allocate,
  allocateForInference,
  type ComputePlan,
  computeForMoney,
  explainPlan,
  flatRange,
  type LossSurface,
  lifetimeCompute,
  operationsAt,
  priceOfCompute,
  quantileIntervals,
} from "../../laws/plan/index.js";
import { InputError, invalid, unknown } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import type { FitDocument, PlanDocument, Ranged } from "../law-documents.js";
import { drawsOf, thetaOf } from "./fit-document.js";
import { nextRunsFrom } from "./next-runs.js";
import { type ExpertChoice, expertChoice, onChoices, withExperts } from "./plan-experts.js";
import { type PrecisionChoice, precisionChoice } from "./plan-precision.js";
import { regretFrom, twentyTokensOf } from "./plan-regret.js";
import type { PlanRequest, Rent } from "./plan-request.js";
import { type PlanningLaw, planningLaw } from "./planning-law.js";

/** How far from the least loss the flat part of the valley is given. */
const TOLERANCES = [0.001, 0.01];

/** A plan with what limits it and what it serves. */
interface FoundPlan extends ComputePlan {
  readonly binding?: PlanDocument["binding"];
  readonly experts?: number;
  readonly totalParameters?: number;
  /** Of training; the compute is then in 16-bit FLOP. */
  readonly bits?: number;
}

/** What a law leaves to the plan beside size and tokens. */
interface Choices {
  readonly experts: ExpertChoice | null;
  readonly precision: PrecisionChoice | null;
}

/** The plan that a fitted law gives for a budget. @throws InputError for a law, budget or limit that allows none */
export function planFrom(document: FitDocument, request: PlanRequest): PlanDocument {
  const [experts, precision] = [expertChoice(document, request), precisionChoice(document, request)];
  const [theta, draws] = [thetaOf(document), drawsOf(document)];
  const compute = computeOf(request);
  const byExperts = experts?.plansAt(theta, compute) ?? [];
  const byBits = precision?.plansAt(theta, compute) ?? [];
  const law = experts
    ? withExperts(document, request, byExperts[0]!.experts)
    : (precision?.lawAt(byBits[0]!.bits) ?? planningLaw(document, request));
  const planAt = planner(law, compute, request, { experts, precision });
  const plan = planAt(theta);
  const { intervals, failed } = rangesOf(theta, draws, (point) => {
    const { N, D, tokensPerParameter, loss, experts: count = 1, totalParameters = N, bits = 0 } = planAt(point);
    return { N, D, tokensPerParameter, loss, experts: count, totalParameters, bits };
  });
  const { N, D, tokensPerParameter, loss, totalParameters } = intervals;
  // 6ND: in few bits the same budget pays for more of them.
  const operations = plan.bits === undefined ? compute : operationsAt(plan.bits, compute);
  const context = { law, theta, draws, compute: operations };
  const twentyTokens = regretFrom(context, twentyTokensOf(operations));
  const choice = request.choice ? regretFrom(context, request.choice) : null;
  const { binding = null } = plan;
  const isFree = binding === null && request.inferenceTokens === undefined;
  const flat = isFree ? flatOf(law.surfaceAt(theta), { ...plan, compute: operations }) : [];
  const { uniqueTokens } = request;
  const facts = {
    ...{ law: document.law, compute, N, D, tokensPerParameter, loss, binding, flat },
    epochs: uniqueTokens === undefined ? null : scaled(D, 1 / uniqueTokens),
    experts: experts && onChoices(intervals.experts, experts.choices),
    totalParameters: experts && totalParameters,
    byExperts: byExperts.map(({ experts: count, N: active, totalParameters: all, D: tokens, loss: nats }) => ({
      ...{ experts: count, N: active, totalParameters: all, D: tokens, loss: nats },
    })),
    precision: precision && precisionOf(precision, byBits, intervals.bits, { theta, draws }),
    regret: { twentyTokens: twentyTokens.entry, choice: choice?.entry ?? null },
    money: request.rent ? moneyOf(request.rent, plan.compute) : null,
    inference: inferenceOf(law.surfaceAt(theta), plan, compute, request),
    nextRuns: request.nextRun ? nextRunsFrom(document, law, operations) : null,
    draws: { used: draws.rows - failed, failed },
    warnings: [
      ...document.warnings,
      ...failedDraws(failed, draws.rows),
      ...[...law.warnings, ...((experts ?? precision)?.warnings ?? []), ...extrapolation(document, plan)],
    ],
  };
  const named = (name: string) => (request.inferenceTokens === undefined ? name : `For training alone, ${name}`);
  const explanation = explainPlan({
    doubts: doubtsOf(document),
    ...{ plan, flat: flat.slice(0, 1).map(({ tolerance, ...range }) => ({ tolerance, range })) },
    ...(experts && { experts: { choices: experts.choices, ci95: facts.experts!.ci95 } }),
    ...(facts.precision && { precision: { choices: precision!.choices, ...facts.precision } }),
    intervals: known({ N, D, tokensPerParameter, loss }),
    failed: { draws: failed, of: draws.rows },
    regrets: [
      { name: named("20 tokens per parameter"), regret: within(request, plan, twentyTokens) },
      ...(choice ? [{ name: named("Your choice"), regret: within(request, plan, choice) }] : []),
    ],
  });
  return { ...facts, explanation: law.caveat === undefined ? explanation : [...explanation, law.caveat] };
}

/** The regret of a choice that keeps to the limits of the plan, else null. */
function within(
  { maxTokens = Number.POSITIVE_INFINITY, maxParameters = Number.POSITIVE_INFINITY }: PlanRequest,
  { N, totalParameters = N }: FoundPlan,
  { entry, regret }: ReturnType<typeof regretFrom>,
) {
  const all = entry.N * (totalParameters / N);
  return entry.D <= maxTokens && all <= maxParameters ? regret : null;
}

/** Makes the plan for a budget at any of the law's parameters, with the best of what the law leaves to choose. */
function planner(
  law: PlanningLaw,
  compute: number,
  request: PlanRequest,
  { experts, precision }: Choices,
): (theta: Float64Array) => FoundPlan {
  if (precision) return (theta) => precision.plansAt(theta, compute)[0]!;
  if (experts && request.inferenceTokens === undefined) return (theta) => experts.plansAt(theta, compute)[0]!;
  const plan = (theta: Float64Array) => planOn(law.surfaceAt(theta), compute, request);
  if (!experts) return plan;
  const [count] = experts.choices;
  return (theta) => {
    const found = plan(theta);
    return { ...found, experts: count!, totalParameters: experts.totalParameters(found.N, count!) };
  };
}

/** The best plan for a budget within the limits; with tokens to serve, the cheapest of the same loss. */
function planOn(surface: LossSurface, compute: number, request: PlanRequest): FoundPlan {
  const { maxTokens, maxParameters, inferenceTokens } = request;
  const limits: AllocationOptions = {
    ...(maxTokens !== undefined && { maxTokens }),
    ...(maxParameters !== undefined && { maxParameters }),
  };
  const best = allocate(surface, compute, limits);
  if (inferenceTokens === undefined) return best;
  return { ...allocateForInference(surface, best.loss, inferenceTokens), binding: null };
}

function computeOf({ budget, rent }: PlanRequest): number {
  if ("compute" in budget) return budget.compute;
  if (!rent) throw invalid("--dollars", budget.money, "--gpu with --utilisation and --price beside it");
  return computeForMoney(budget.money, { ...acceleratorOf(rent.gpu), ...rent });
}

/** The accelerator whose name begins so. */
function acceleratorOf(gpu: string): { readonly peak: number; readonly name: string } {
  const names = Object.keys(accelerators) as (keyof typeof accelerators)[];
  const name = names.find((candidate) => candidate.toLowerCase().startsWith(gpu.toLowerCase()));
  if (name === undefined || gpu === "") throw unknown("GPU", gpu, names);
  return { peak: accelerators[name].peak, name };
}

function moneyOf(rent: Rent, compute: number): PlanDocument["money"] {
  const { peak, name } = acceleratorOf(rent.gpu);
  const { hours, money } = priceOfCompute(compute, { peak, ...rent });
  return { gpu: name, utilisation: rent.utilisation, pricePerHour: rent.pricePerHour, hours, price: money };
}

/** The bits of the plan and of the law's own optimum, with intervals, and the best plan in each number of bits. */
function precisionOf(
  { choices, optimalAt }: PrecisionChoice,
  byBits: ReturnType<PrecisionChoice["plansAt"]>,
  bits: Ranged,
  { theta, draws }: { readonly theta: Float64Array; readonly draws: Matrix },
): PlanDocument["precision"] {
  return {
    bits: choices ? onChoices(bits, choices) : bits,
    optimal: optimalAt && rangesOf(theta, draws, (point) => ({ bits: optimalAt(point) })).intervals.bits,
    byBits: byBits.map(({ bits: each, N, D, loss }) => ({ bits: each, N, D, loss })),
  };
}

function inferenceOf(
  surface: LossSurface,
  plan: ComputePlan,
  compute: number,
  { inferenceTokens }: PlanRequest,
): PlanDocument["inference"] {
  if (inferenceTokens === undefined) return null;
  const optimal = allocate(surface, compute);
  const totalCompute = lifetimeCompute(plan.N, plan.D, inferenceTokens);
  const saved = 1 - totalCompute / lifetimeCompute(optimal.N, optimal.D, inferenceTokens);
  return { servedTokens: inferenceTokens, totalCompute, saved };
}

function flatOf(surface: LossSurface, plan: ComputePlan): PlanDocument["flat"] {
  return TOLERANCES.flatMap((tolerance) => {
    try {
      const { N, tokensPerParameter } = flatRange(surface, plan, tolerance);
      return [{ tolerance, N: pair(N), tokensPerParameter: pair(tokensPerParameter) }];
    } catch (error) {
      if (error instanceof InputError) return [];
      throw error;
    }
  });
}

function pair([low, high]: readonly [number, number]): [number, number] {
  return [low, high];
}

/** Where more draws have no answer than this part, an interval over the others would mislead. */
const MOST_FAILED = 0.1;

/** Values with intervals over the draws; open where there are no draws, or too many have no answer. */
export function rangesOf<K extends string>(
  theta: Float64Array,
  draws: Matrix,
  quantities: (theta: Float64Array) => Readonly<Record<K, number>>,
): { readonly intervals: Record<K, Ranged>; readonly failed: number } {
  const values = quantities(theta);
  const found = answered(() => quantileIntervals(theta, draws, quantities));
  const failed = found?.failed ?? draws.rows;
  const known = failed <= MOST_FAILED * draws.rows ? found?.intervals : undefined;
  const entry = (name: K): Ranged => ({ value: values[name], ci95: known ? pair(known[name].ci95) : [null, null] });
  const names = Object.keys(values) as K[];
  return { intervals: Object.fromEntries(names.map((name) => [name, entry(name)])) as Record<K, Ranged>, failed };
}

/** Null where fewer than two draws have an answer. */
function answered<T>(intervals: () => T): T | null {
  try {
    return intervals();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function scaled({ value, ci95: [low, high] }: Ranged, factor: number): Ranged {
  const times = (x: number | null) => (x === null ? null : x * factor);
  return { value: times(value), ci95: [times(low), times(high)] };
}

/** Those of the ranges that are whole, as the explanation takes them. */
function known<K extends string>(ranges: Record<K, Ranged>) {
  const whole = Object.entries<Ranged>(ranges).filter(([, { ci95 }]) => !ci95.includes(null));
  return Object.fromEntries(whole) as Partial<Record<K, { value: number; ci95: [number, number] }>>;
}

/** Why the plan is no answer, or one without intervals: what heads its words. */
function doubtsOf({ warnings, intervals, n, form }: FitDocument): string[] {
  const undetermined = warnings.filter(({ code }) => code === "not-identifiable").map(({ message }) => message);
  if (intervals.method !== "none" || undetermined.length > 0) return undetermined;
  return [
    `not determined: ${n} runs are too few or too alike for ${form.parameters.length} parameters, so that there are no intervals`,
  ];
}

function failedDraws(failed: number, of: number): PlanDocument["warnings"] {
  if (failed === 0) return [];
  const rest = failed > MOST_FAILED * of ? "so many that no interval is given" : "the intervals are of the others";
  return [{ code: "failed-draws", message: `failed draws: ${failed} of ${of} resamples have no best plan; ${rest}` }];
}

/** Beyond this multiple of the dearest run, a plan rests on the law more than on runs. */
const FAR = 100;

function extrapolation({ data, form }: FitDocument, { N, D }: ComputePlan): PlanDocument["warnings"] {
  const largest = (symbol: string) => form.variables.find(({ name }) => name === symbol)?.range[1];
  const beyond = [
    {
      what: "the budget is",
      value: 6 * N * D,
      run: "dearest run",
      most: data.compute?.[1] ?? largest("C"),
      unit: "FLOP",
    },
    { what: "the model has", value: N, run: "parameters of the largest", most: largest("N"), unit: "parameters" },
    { what: "the tokens are", value: D, run: "most of any run", most: largest("D"), unit: "tokens" },
  ].flatMap(({ what, value, run, most = Number.POSITIVE_INFINITY, unit }) =>
    value <= FAR * most
      ? []
      : [`${what} ${Math.round(value / most).toLocaleString("en")} times the ${run} (${most.toPrecision(3)} ${unit})`],
  );
  if (beyond.length === 0) return [];
  const message = `far beyond the runs: ${beyond.join(", ")}; the interval is what the law's form allows, and does not know whether the form still holds there`;
  return [{ code: "extrapolation", message }];
}
