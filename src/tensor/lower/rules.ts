import { choiceRules } from "./choose.js";
import type { Rule } from "./context.js";
import { dotRules } from "./dot.js";
import { elementwiseRules } from "./elementwise.js";
import { indexRules } from "./gather.js";
import { broadcast, concatenate, flip, pad, reshape, shrink, split, stopGradient, transpose } from "./movement.js";
import { reductionRules } from "./reduce.js";
import { sortRules } from "./sort.js";
import { windowRules } from "./windows.js";

const movementRules = {
  ...{ reshape, transpose, broadcast, shrink, split, flip, pad, concatenate, stop_gradient: stopGradient },
};

/** How each primitive of the pinned jax-js is lowered; what is not here has no lowering. */
export const rules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    ...elementwiseRules,
    ...choiceRules,
    ...reductionRules,
    ...dotRules,
    ...indexRules,
    ...movementRules,
    ...sortRules,
    ...windowRules,
  }) as [string, Rule][],
);

const elementTypesLowered = new Set(["float32", "float64", "int32", "bool"]);

/** Primitives for which ONNX Runtime has no kernel in float64. */
const singleOnly = new Set(["erf", "erfc", "asin", "atan"]);

interface Equation {
  readonly primitive: string;
  readonly inputs: readonly { readonly aval: { readonly dtype: string } }[];
  readonly outBinders: readonly { readonly aval: { readonly dtype: string } }[];
}

/** Why an equation cannot be lowered, in the name that people see; undefined where it can. */
export function refusal({ primitive, inputs, outBinders }: Equation): string | undefined {
  if (!rules.has(primitive)) return primitive;
  const types = [...inputs, ...outBinders].map(({ aval }) => aval.dtype as string);
  const foreign = types.find((type) => !elementTypesLowered.has(type));
  if (foreign !== undefined) return `${primitive} (${foreign})`;
  return singleOnly.has(primitive) && types.includes("float64") ? `${primitive} (float64)` : undefined;
}
