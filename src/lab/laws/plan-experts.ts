import { allocateExperts, type ExpertPlan, totalWithExperts } from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { FitDocument, PlanDocument, Ranged } from "../law-documents.js";
import type { PlanRequest } from "./plan-request.js";
import { planningLaw } from "./planning-law.js";

/** The variable of a law that counts experts. */
const EXPERTS = "experts";

/**
 * Part of the active parameters outside the experts unless told: attention's 4 d² of the 12 d² of a layer whose hidden
 * layer is four times as wide as its stream.
 */
const SHARED = 1 / 3;

/** How a plan chooses a number of experts. */
export interface ExpertChoice {
  /** Numbers to choose from, rising. */
  readonly choices: readonly number[];
  /** The best plan with each, best first, at a set of the law's parameters. */
  readonly plansAt: (theta: Float64Array, compute: number) => readonly ExpertPlan[];
  readonly totalParameters: (active: number, experts: number) => number;
  readonly warnings: PlanDocument["warnings"];
}

/**
 * The choice of experts that a law leaves to the plan; null for a law that does not speak of experts.
 * @throws InputError for experts asked of such a law, for numbers below 1, and for limits that do not go with experts
 */
export function expertChoice(document: FitDocument, request: PlanRequest): ExpertChoice | null {
  const variable = document.form.variables.find(({ name }) => name === EXPERTS);
  if (!variable) {
    const asked = request.experts && (["--experts", request.experts.join()] as const);
    const [option, text] = asked ?? ["--shared", request.shared];
    if (text !== undefined) throw invalid(option, text, `a law of experts, as moe-joint, not ${document.law}`);
    return null;
  }
  const held = request.at[EXPERTS];
  const choices = rising(held === undefined ? (request.experts ?? powersWithin(variable.range)) : [held]);
  if (choices.length > 1 && request.inferenceTokens !== undefined) {
    throw new InputError(
      `invalid --inference-tokens: ${request.inferenceTokens}; expected one number of experts beside it, as --experts ${choices.at(-1)}`,
    );
  }
  const laws = choices.map((experts) => [experts, withExperts(document, request, experts)] as const);
  const { shared = SHARED, maxParameters, maxTokens } = request;
  const totalParameters = totalWithExperts(shared);
  const options = {
    ...{ choices, totalParameters },
    ...(maxParameters !== undefined && { maxTotalParameters: maxParameters }),
    ...(maxTokens !== undefined && { maxTokens }),
  };
  return {
    ...{ choices, totalParameters },
    plansAt: (theta, compute) => {
      const surfaces = new Map(laws.map(([experts, law]) => [experts, law.surfaceAt(theta)]));
      return allocateExperts((experts) => surfaces.get(experts)!, compute, options);
    },
    warnings: [
      ...(request.shared === undefined && maxParameters !== undefined ? [ASSUMED_SHARED] : []),
      ...beyond(choices, variable.range),
    ],
  };
}

/** The law of a document with its number of experts held. */
export function withExperts(document: FitDocument, request: PlanRequest, experts: number) {
  return planningLaw(document, { ...request, at: { ...request.at, [EXPERTS]: experts } });
}

/** An interval over the choices: the ends of one over draws, moved outward to the next choice. */
export function onChoices({ value, ci95: [low, high] }: Ranged, choices: readonly number[]): Ranged {
  const below = low === null ? null : (choices.findLast((choice) => choice <= low) ?? low);
  const above = high === null ? null : (choices.find((choice) => choice >= high) ?? high);
  return { value, ci95: [below, above] };
}

const ASSUMED_SHARED = {
  code: "assumed-shared",
  message:
    "assumed shared: a third of the active parameters is taken to be outside the experts, and counted once; --shared says otherwise",
};

function rising(choices: readonly number[]): number[] {
  const low = choices.find((choice) => !(choice >= 1));
  if (low !== undefined) throw invalid("number of experts", low, "a number from 1 up");
  return [...new Set(choices)].sort((a, b) => a - b);
}

/** The ends of a range and the powers of two between them. */
function powersWithin([low, high]: readonly [number, number]): number[] {
  const powers = Array.from({ length: 31 }, (_, k) => 2 ** k).filter((power) => power > low && power < high);
  return [low, ...powers, high];
}

function beyond(choices: readonly number[], [low, high]: readonly [number, number]): PlanDocument["warnings"] {
  const outside = choices.filter((choice) => choice < low || choice > high);
  if (outside.length === 0) return [];
  const message = `experts beyond the runs: they have ${low} to ${high} experts; ${outside.join(", ")} rests on the law alone`;
  return [{ code: "experts-beyond-the-runs", message }];
}
