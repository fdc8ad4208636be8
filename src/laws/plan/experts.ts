import { invalid } from "../../numerics/errors.js";
import { type AllocatedPlan, allocate } from "./allocation.js";
import { type LossSurface, positive } from "./surface.js";

/**
 * L = a Ê^delta N^(alpha + gamma ln Ê) + b Ê^omega D^(beta + zeta ln Ê) + c with N the active parameters.
 * Ludziejewski et al. (2025, arXiv 2502.05172), equation 5; alpha and beta are negative.
 */
export interface JointMoeConstants {
  readonly a: number;
  readonly delta: number;
  readonly alpha: number;
  readonly gamma: number;
  readonly b: number;
  readonly omega: number;
  readonly beta: number;
  readonly zeta: number;
  readonly c: number;
  /** Where the number of experts begins to count, and where it no longer does: 1/Ê = 1/(E − 1 + (1/start − 1/max)⁻¹) + 1/max. */
  readonly E_start: number;
  readonly E_max: number;
}

/** Ê, the number of experts after saturation. Clark et al. (2022, arXiv 2202.01169), equation 7. */
export function effectiveExperts(experts: number, start: number, max: number): number {
  return 1 / (1 / (experts - 1 + 1 / (1 / start - 1 / max)) + 1 / max);
}

/** The law at a number of experts, as a surface over active parameters and tokens. */
export function jointMoeSurface(constants: JointMoeConstants, experts: number): LossSurface {
  const { a, delta, alpha, gamma, b, omega, beta, zeta, c } = constants;
  const hat = effectiveExperts(experts, constants.E_start, constants.E_max);
  const log = Math.log(hat);
  return (N, D) => a * hat ** delta * N ** (alpha + gamma * log) + b * hat ** omega * D ** (beta + zeta * log) + c;
}

/** A plan with experts, one of which each token visits. */
export interface ExpertPlan extends AllocatedPlan {
  readonly experts: number;
  /** All parameters, held in memory: N is the active ones. */
  readonly totalParameters: number;
}

/** What limits the choice of experts. */
export interface ExpertOptions {
  /** Total parameters for active ones and a number of experts. */
  readonly totalParameters: (active: number, experts: number) => number;
  /** The most total parameters that fit. */
  readonly maxTotalParameters?: number;
  /** Numbers of experts to choose from; 1, 2, 4, … 64 unless told. */
  readonly choices?: readonly number[];
  readonly maxTokens?: number;
}

/**
 * Total parameters where a part `shared` of the active ones (attention, embeddings) is held once and the rest in each
 * expert.
 */
export function totalWithExperts(shared: number): (active: number, experts: number) => number {
  if (!(shared >= 0 && shared <= 1)) throw invalid("shared part", shared, "a number from 0 to 1");
  return (active, experts) => active * (shared + (1 - shared) * experts);
}

/**
 * The best plan for each number of experts within the memory, best first: allocation along 6 N_active D = C with the
 * active parameters capped so that all of them fit. `surfaceOf` gives the law at a number of experts.
 * @throws InputError for a budget that is not positive, and as `allocate` where an optimum is at the end of its range.
 */
export function allocateExperts(
  surfaceOf: (experts: number) => LossSurface,
  compute: number,
  options: ExpertOptions,
): readonly ExpertPlan[] {
  positive("compute", compute);
  const { totalParameters, maxTotalParameters, choices = [1, 2, 4, 8, 16, 32, 64], maxTokens } = options;
  const plans = choices.map((experts) => {
    const perActive = totalParameters(1e9, experts) / 1e9;
    const cap = maxTotalParameters === undefined ? {} : { maxParameters: maxTotalParameters / perActive };
    const plan = allocate(surfaceOf(experts), compute, { ...cap, ...(maxTokens === undefined ? {} : { maxTokens }) });
    return { ...plan, experts, totalParameters: totalParameters(plan.N, experts) };
  });
  return plans.sort((x, y) => x.loss - y.loss);
}
