import { precisionOfParts } from "../../laws/forms/index.js";
import {
  allocateBits,
  allocatePrecision,
  optimalPrecision,
  type PrecisionPlan,
  type PrecisionScales,
} from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { FitDocument, PlanDocument } from "../law-documents.js";
import { formOf } from "./fit-document.js";
import type { PlanRequest } from "./plan-request.js";
import { type PlanningLaw, planningLaw } from "./planning-law.js";

/** The variables of a law that are bits of training. */
const BITS = ["Pw", "Pa", "Pkv"];

/** How a plan chooses the bits of training. */
export interface PrecisionChoice {
  /** Numbers to choose from, rising; null where any number will do. */
  readonly choices: readonly number[] | null;
  /** The best plan in each, best first, at a set of the law's parameters. */
  readonly plansAt: (theta: Float64Array, compute: number) => readonly PrecisionPlan[];
  /** The bits that make the most of any compute, by the law's own parameters; null for a law of one's own. */
  readonly optimalAt: ((theta: Float64Array) => number) | null;
  readonly lawAt: (bits: number) => PlanningLaw;
  readonly warnings: PlanDocument["warnings"];
}

/**
 * The choice of bits that a plan is asked for; null where it is not.
 * @throws InputError for a law that does not hold for bits of all that is computed, and for questions that do not go with it
 */
export function precisionChoice(document: FitDocument, request: PlanRequest): PrecisionChoice | null {
  const { precision } = request;
  if (precision === undefined) return null;
  const own = document.form.variables.filter(({ name }) => BITS.includes(name));
  checkQuestion(document, request, own.length);
  const lawAt = (bits: number) => {
    const held = Object.fromEntries(own.map(({ name }) => [name, bits]));
    return planningLaw(document, { ...request, at: { ...request.at, ...held } });
  };
  const constantsAt = constantsOf(document);
  const optimalAt = constantsAt && ((theta: Float64Array) => optimalPrecision(constantsAt(theta))!);
  if (precision === "best")
    return { choices: null, plansAt: bestOf(constantsAt, request), optimalAt, lawAt, warnings: [] };
  const choices = [...new Set(precision)].sort((a, b) => a - b);
  const laws = choices.map((bits) => [bits, lawAt(bits)] as const);
  const { maxTokens, maxParameters } = request;
  const limits = {
    ...(maxTokens !== undefined && { maxTokens }),
    ...(maxParameters !== undefined && { maxParameters }),
  };
  return {
    ...{ choices, optimalAt, lawAt },
    plansAt: (theta, compute) => {
      const surfaces = new Map(laws.map(([bits, law]) => [bits, law.surfaceAt(theta)]));
      return allocateBits((bits) => surfaces.get(bits)!, compute, { choices, ...limits });
    },
    warnings: beyond(choices, own),
  };
}

function checkQuestion(
  document: FitDocument,
  { precision, at, inferenceTokens }: PlanRequest,
  variables: number,
): void {
  const asked = String(precision);
  if (variables < 2) {
    const expected = `a law of the bits of weights, activations and cache, as ${precisionOfParts.name}, not ${document.law}`;
    const held = variables === 1 ? "; --at holds the bits of its weights, at the price of 16" : "";
    throw invalid("--precision", asked, `${expected}${held}`);
  }
  const twice = BITS.find((name) => at[name] !== undefined);
  if (twice !== undefined) throw invalid("--at", `${twice}=${at[twice]}`, "no bits beside --precision");
  if (inferenceTokens !== undefined) {
    throw new InputError(
      `invalid --inference-tokens: ${inferenceTokens}; expected none beside --precision, as a model may be served in other bits than it was trained in`,
    );
  }
}

/** Chinchilla's constants and the scales of bits at a set of parameters; null for a law that is not Kumar's. */
function constantsOf(document: FitDocument) {
  const form = formOf(document);
  if (form.expression !== precisionOfParts.expression) return null;
  const names = form.parameters.map(({ name }) => name);
  return (theta: Float64Array) => {
    const [E, A, B, alpha, beta, weights, activations, cache] = precisionOfParts.parameters.map(
      ({ name }) => theta[names.indexOf(name)]!,
    ) as [number, number, number, number, number, number, number, number];
    return { E, A, B, alpha, beta, weights, activations, cache } satisfies PrecisionScales & Record<string, number>;
  };
}

/** The plan in any number of bits, in closed form. */
function bestOf(
  constantsAt: ReturnType<typeof constantsOf>,
  { maxTokens, maxParameters }: PlanRequest,
): PrecisionChoice["plansAt"] {
  if (!constantsAt)
    throw invalid("--precision", "best", `numbers of bits, as 4,8,16, for a law other than ${precisionOfParts.name}`);
  if (maxTokens !== undefined || maxParameters !== undefined) {
    throw invalid("--precision", "best", "numbers of bits, as 4,8,16, beside a limit of size or tokens");
  }
  return (theta, compute) => {
    const constants = constantsAt(theta);
    return [allocatePrecision(constants, constants, compute)];
  };
}

function beyond(choices: readonly number[], variables: FitDocument["form"]["variables"]): PlanDocument["warnings"] {
  const low = Math.max(...variables.map(({ range }) => range[0]));
  const high = Math.min(...variables.map(({ range }) => range[1]));
  const outside = choices.filter((bits) => bits < low || bits > high);
  if (outside.length === 0) return [];
  const message = `bits beyond the runs: they were trained in ${low} to ${high} bits; ${outside.join(", ")} rests on the law alone`;
  return [{ code: "bits-beyond-the-runs", message }];
}
