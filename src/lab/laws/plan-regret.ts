import {
  allocate,
  chosenAt,
  type Frontier,
  planAt,
  type Regret,
  regretOf,
  twentyTokens,
} from "../../laws/plan/index.js";
import { InputError, invalid } from "../../numerics/errors.js";
import type { Matrix } from "../../numerics/linear-algebra/matrix.js";
import type { PlanDocument, Ranged } from "../law-documents.js";
import { thinned } from "./frontier.js";
import { percentiles95 } from "./intervals.js";
import type { PlanRequest } from "./plan-request.js";
import type { PlanningLaw } from "./planning-law.js";

/** What the regret of a choice is computed from. */
export interface RegretContext {
  readonly law: PlanningLaw;
  readonly theta: Float64Array;
  readonly draws: Matrix;
  readonly compute: number;
}

/** Draws of which a regret's interval is made: each takes some thirty plans. */
const MOST_DRAWS = 100;

/** The size and tokens of the rule of 20 tokens for a parameter. */
export function twentyTokensOf(compute: number): { readonly N: number; readonly D: number } {
  return twentyTokens(compute);
}

/** What a choice costs beside the best plan of the same compute, with intervals over draws of the law. */
export function regretFrom(
  { law, theta, draws, compute }: RegretContext,
  choice: NonNullable<PlanRequest["choice"]>,
): { readonly entry: PlanDocument["regret"]["twentyTokens"]; readonly regret: Regret } {
  const chosen = completed(choice, compute);
  const at = (point: Float64Array): Regret => {
    const surface = law.surfaceAt(point);
    const frontier: Frontier = (budget) => allocate(surface, budget);
    return regretOf(surface, chosen, frontier);
  };
  const regret = at(theta);
  const points = thinned(draws, MOST_DRAWS);
  const answers = points.flatMap((point) => orNothing(() => at(point)));
  // Where many draws have no best plan, an interval over the others would mislead.
  const drawn = answers.length >= 0.9 * points.length ? answers : [];
  const ranged = (value: number, of: (each: Regret) => number): Ranged => ({
    value,
    ci95: percentiles95(drawn.map(of)),
  });
  const { N, D, compute: spent, loss } = planAt(law.surfaceAt(theta), chosen.N, chosen.D);
  const entry = {
    ...{ N, D, compute: spent, loss },
    regret: ranged(regret.loss, (each) => each.loss),
    wasted: ranged(regret.wasted, (each) => each.wasted),
  };
  return { entry, regret };
}

/** A choice of N or D alone spends the whole budget. */
function completed({ N, D }: NonNullable<PlanRequest["choice"]>, compute: number) {
  if (N !== undefined && D !== undefined) return { N, D };
  if (N !== undefined) return chosenAt(compute, { N });
  if (D !== undefined) return { N: compute / 6 / D, D };
  throw invalid("--choice", "neither N nor D", "N, D or both, as N=7e10,D=1.4e12");
}

function orNothing<T>(compute: () => T): T[] {
  try {
    return [compute()];
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
