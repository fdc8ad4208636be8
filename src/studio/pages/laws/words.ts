import type { FitDocument, PlanDocument, Ranged } from "../../../lab/law-documents.js";
import type { laws } from "../../language/en/laws.js";
import { intervalText, numberText, percentText } from "./numbers.js";

/** Says a string of the page of laws in a language. */
export type Say = (name: keyof typeof laws, values?: Readonly<Record<string, string | number>>) => string;

/** Beyond this condition number estimates of single parameters move together strongly. */
const CORRELATED = 1e3;

/** The law's name and each parameter with its interval, for those who listen. */
export function parametersInWords({ law, parameters }: FitDocument, say: Say): string {
  const told = Object.entries(parameters).map(([name, { value, ci95 }]) =>
    say("laws.oneParameter", { name, value: numberText(value), interval: intervalText(ci95) }),
  );
  return say("laws.fitted", { law, parameters: told.join(say("laws.comma")) });
}

/** What is to be known of a fit, as names and sentences. `unitIn` says a unit in the language of the page. */
export function factsOf(document: FitDocument, say: Say, unitIn: (unit: string) => string): [string, string][] {
  const { n, data, diagnostics, holdout, form, delta, loss, objective } = document;
  const read = [...form.variables, form.target].map(({ name, range: [low, high], unit }) => {
    const values = { name, low: numberText(low), high: numberText(high), unit: unitIn(unit) };
    return say(unit === "" ? "laws.rangeBare" : "laws.range", values);
  });
  return [
    [say("laws.runs"), say("laws.runsOf", { n: n.toLocaleString("en"), rows: data.rows.toLocaleString("en") })],
    [say("laws.ranges"), read.join(say("laws.comma"))],
    [
      say("laws.minimised"),
      say("laws.objective", {
        loss: say(`laws.loss.${loss}`),
        delta: delta === null ? "" : say("laws.deltaIs", { delta }),
        value: numberText(objective, 6),
      }),
    ],
    [say("laws.optimum"), `${optimumInWords(document, say)}`],
    [say("laws.intervals"), intervalsInWords(document, say)],
    ...(holdout ? [[say("laws.heldOut"), heldOutInWords(holdout, say)] as [string, string]] : []),
    [
      say("laws.effort"),
      say("laws.evaluations", {
        n: diagnostics.evaluations.toLocaleString("en"),
        seconds: diagnostics.cpuSeconds.toFixed(1),
      }),
    ],
  ];
}

function optimumInWords({ diagnostics }: FitDocument, say: Say): string {
  const { optima, starts, startsAtBest, condition } = diagnostics;
  const found =
    optima === 1 ? say("laws.oneOptimum", { starts }) : say("laws.optima", { starts, best: startsAtBest, optima });
  if (condition === null) return found;
  const told = condition > CORRELATED ? "laws.together" : "laws.apart";
  return `${found} ${say(told, { condition: numberText(condition, 2) })}`;
}

function intervalsInWords({ intervals, data, n, seed }: FitDocument, say: Say): string {
  const draws = intervals.draws.length.toLocaleString("en");
  if (intervals.method === "none") return say("laws.noIntervals", { n });
  if (intervals.method === "asymptotic") return say("laws.asymptotic");
  return data.group === null
    ? say("laws.bootstrap", { draws, seed })
    : say("laws.bootstrapGroups", { draws, seed, group: data.group });
}

function heldOutInWords({ n, r2, mape, bias }: NonNullable<FitDocument["holdout"]>, say: Say): string {
  return say("laws.heldOutWords", {
    n: n.toLocaleString("en"),
    error: percentText(mape),
    bias: percentText(bias),
    r2: numberText(r2),
  });
}

/** The plan in one sentence. */
export function planInWords({ compute, N, D, tokensPerParameter, loss, regret }: PlanDocument, say: Say): string {
  const ranged = ({ value, ci95 }: Ranged) => `${numberText(value, 3)} ${intervalText(ci95, 3)}`;
  const { twentyTokens } = regret;
  return say("laws.planWords", {
    compute: numberText(compute, 3),
    N: ranged(N),
    D: ranged(D),
    ratio: ranged(tokensPerParameter),
    loss: ranged(loss),
    regret: numberText(twentyTokens.regret.value, 2),
    wasted: percentText(twentyTokens.wasted.value),
  });
}
