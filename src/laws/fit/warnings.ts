import type { Form } from "../form.js";
import type { Basin } from "./search.js";
import type { Fit, RunData, Warning } from "./types.js";

/** Beyond this condition number the weakest combination of parameters is noise. */
const LARGEST_CONDITION = 1e7;
/** Other optima within this share of the best objective are worth a word. */
const NEAR_OPTIMUM = 0.02;

/** A loss per run that is rounding: the law passes through the runs. */
const EXACT = 1e-20;

/** What a person should know before trusting a fit; `weakest` is the direction of its Jacobian that is seen least. */
export function warningsOf(
  fit: Omit<Fit, "warnings">,
  data: RunData,
  weakest: Float64Array,
  best: Basin,
): readonly Warning[] {
  return [
    ...unidentified(fit, data, weakest),
    ...atBound(fit),
    ...otherOptima(fit),
    ...fewRuns(fit),
    ...fewGroups(data),
    ...(best.reason === "converged" || best.decrement <= 1e-10 || best.value <= EXACT * fit.n
      ? []
      : [
          {
            code: "not-converged",
            message: `not converged: the search stopped (${best.reason}); try other starts with --starts`,
          } as const,
        ]),
  ];
}

/** Variables of one value, and parameters that the runs cannot tell apart. */
function unidentified(
  { form, diagnostics: { condition } }: Omit<Fit, "warnings">,
  data: RunData,
  weakest: Float64Array,
): Warning[] {
  if (distinct(data.target) === 1) {
    const message = `not identifiable: ${form.target.name} is ${show(data.target[0]!)} in every run, so that nothing can be learnt about what it depends on`;
    return [{ code: "not-identifiable", message }];
  }
  const constant = form.variables.filter(({ name }) => distinct(data.variables[name]!) === 1);
  if (constant.length > 0) {
    return constant.map(({ name }) => ({
      code: "not-identifiable",
      message: `not identifiable: the table has one value of ${name} (${show(data.variables[name]![0]!)}), so that nothing can be learnt about how ${form.target.name} depends on it`,
    }));
  }
  if (condition < LARGEST_CONDITION) return [];
  const names = form.parameters.filter((_, j) => Math.abs(weakest[j]!) > 0.1).map(({ name }) => name);
  return [
    {
      code: "not-identifiable",
      message: `not identifiable: the runs hardly tell ${list(names)} apart (condition number ${condition.toExponential(1)}); hold one of them or add runs that vary more`,
    },
  ];
}

function atBound({ form, theta }: Omit<Fit, "warnings">): Warning[] {
  return form.parameters.flatMap(({ name, lower, upper }, j): Warning[] => {
    const value = theta[j]!;
    const near = (bound: number) =>
      Number.isFinite(bound) && Math.abs(value - bound) <= 1e-9 * Math.max(Math.abs(bound), 1e-300);
    if (!near(lower) && !near(upper)) return [];
    return [{ code: "at-bound", message: `at bound: ${name} = ${show(value)}, as far as the law allows` }];
  });
}

function otherOptima({ form, n, diagnostics: { optima, starts, startsAtBest } }: Omit<Fit, "warnings">): Warning[] {
  const best = optima[0]!;
  const near = optima
    .slice(1)
    .filter(({ objective }) => best.objective > EXACT * n && objective <= best.objective * (1 + NEAR_OPTIMUM));
  if (near.length > 0) {
    const other = near[0]!;
    const excess = ((other.objective / best.objective - 1) * 100).toPrecision(2);
    return [
      {
        code: "local-minimum",
        message: `local minimum: ${describe(form, other.theta)} is nearly as good (${excess} % above the best), so that a search may end there`,
      },
    ];
  }
  if (startsAtBest * 5 >= starts) return [];
  return [
    {
      code: "local-minimum",
      message: `local minimum: only ${startsAtBest} of ${starts} searches reached the best optimum; try more with --starts`,
    },
  ];
}

function fewRuns({ form, n }: Omit<Fit, "warnings">): Warning[] {
  const p = form.parameters.length;
  if (n >= 3 * p) return [];
  const message =
    n === p
      ? `few runs: ${n} runs for ${p} parameters leave nothing to judge the fit by`
      : `few runs: ${n} runs for ${p} parameters; intervals are rough`;
  return [{ code: "few-runs", message }];
}

/** Groups below which intervals from them are rough. */
const FEW_GROUPS = 8;

function fewGroups({ groups }: RunData): Warning[] {
  const count = groups ? new Set(groups).size : Infinity;
  if (count >= FEW_GROUPS) return [];
  return [{ code: "few-groups", message: `few groups: ${count} groups are few to resample; intervals are too narrow` }];
}

/** How many values a column takes, counted up to 2. */
function distinct(column: Float64Array): number {
  return column.every((x) => x === column[0]) ? 1 : 2;
}

function describe(form: Form, theta: Float64Array): string {
  return form.parameters.map(({ name }, j) => `${name} = ${show(theta[j]!)}`).join(", ");
}

function show(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e6 || size < 1e-3) ? value.toExponential(3) : String(Number(value.toPrecision(4)));
}

function list(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "the parameters") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
