import { DEFAULT_DELTA, DEFAULT_FIT_SEED } from "../../../lab/laws/fit-defaults.js";
import { type FitOptions, fitRequest } from "../../../lab/laws/fit-options.js";
import type { FitRequest } from "../../../lab/laws/fit-request.js";
import { type PlanOptions, planRequest } from "../../../lab/laws/plan-options.js";
import type { PlanRequest } from "../../../lab/laws/plan-request.js";
import { type FromColumn, parseColumns } from "../../../laws/columns/index.js";

/** What a person chose on the page of laws, as typed; each empty one has the command's default. */
export const noChoices = {
  example: "",
  ...{ law: "", form: "", loss: "huber", delta: "", columns: "", where: "", by: "", weights: "" },
  ...{ bootstrap: "", starts: "", holdout: "", splitColumn: "", seed: "", profile: "", skipMissing: "" },
  ...{ budget: "compute", compute: "", dollars: "", gpu: "h100-sxm", utilisation: "0.4", price: "2.5" },
  ...{ maxTokens: "", maxParameters: "", memory: "", inferenceTokens: "", uniqueTokens: "", choice: "", at: "" },
  runs: "",
};
/** The choices of the page, by name. */
export type Choices = typeof noChoices;
/** A choice's name. */
export type ChoiceName = keyof Choices;

/** The name that stands for an expression of one's own among the laws. */
export const OWN_LAW = "own";

/** The choices in an address. */
export function choicesOf(query: Readonly<Record<string, string>>): Choices {
  const given = Object.entries(query).filter(([name]) => Object.hasOwn(noChoices, name));
  return { ...noChoices, ...Object.fromEntries(given) };
}

/** What of the choices stands in the address: those that differ from the defaults. */
export function queryOf(choices: Choices): Record<ChoiceName, string | undefined> {
  const entries = Object.entries(choices).map(([name, value]) => {
    return [name, value === noChoices[name as ChoiceName] ? undefined : value];
  });
  return Object.fromEntries(entries) as Record<ChoiceName, string | undefined>;
}

/** Options without those left empty, trimmed. */
function given<T>(options: Readonly<Record<string, string>>): Partial<T> {
  const filled = Object.entries(options).filter(([, value]) => value.trim() !== "");
  return Object.fromEntries(filled.map(([name, value]) => [name, value.trim()])) as Partial<T>;
}

/** The fit that the choices ask for. @throws InputError as the command line does */
export function fitAsked(file: string, choices: Choices): FitRequest {
  const { law, form, loss, delta, columns, where, by, weights, bootstrap, starts, holdout, splitColumn, seed } =
    choices;
  const texts = { columns, where, by, weights, bootstrap, starts, holdout, splitColumn };
  const options: FitOptions = {
    ...given<FitOptions>({ ...texts, ...(law === OWN_LAW ? { form } : { law }) }),
    ...{ loss, delta: (loss === "huber" && delta) || String(DEFAULT_DELTA), seed: seed || String(DEFAULT_FIT_SEED) },
    ...{ profile: choices.profile !== "", skipMissing: choices.skipMissing !== "" },
  };
  return fitRequest(file, options);
}

/** The options of the plan that the choices ask for, as typed on the command line. */
export function planOptions(choices: Choices): Partial<PlanOptions> {
  const { budget, compute, dollars, gpu, utilisation, price, maxTokens, maxParameters, memory } = choices;
  const { inferenceTokens, uniqueTokens, choice, at } = choices;
  const money = budget === "dollars" ? { dollars, gpu, utilisation, price } : { compute };
  const limits = { maxTokens, maxParameters, memory, inferenceTokens, uniqueTokens, choice, at };
  return { ...given<PlanOptions>({ ...money, ...limits }), nextRun: true };
}

/** Names of the choices that are of the plan alone. */
const PLAN: readonly ChoiceName[] = [
  ...(["budget", "compute", "dollars", "gpu", "utilisation", "price", "maxTokens", "maxParameters"] as const),
  ...(["memory", "inferenceTokens", "uniqueTokens", "choice", "at"] as const),
];

/** Choices with those of the plan from others. */
export function withPlanOf(choices: Choices, plan: Choices): Choices {
  return { ...choices, ...Object.fromEntries(PLAN.map((name) => [name, plan[name]])) };
}

/** The plan that the choices ask for. @throws InputError as the command line does */
export function planAsked(choices: Choices): PlanRequest {
  return planRequest({ utilisation: "0.4", ...planOptions(choices) });
}

/** The columns of a table by symbol: those chosen, and those that were recognised. Text that does not parse chooses none. */
export function columnsChosen(
  text: string,
  names: readonly string[],
  guess: Readonly<Record<string, FromColumn>>,
): Record<string, FromColumn> {
  try {
    return { ...guess, ...(text.trim() === "" ? {} : parseColumns(text, names)) };
  } catch {
    return { ...guess };
  }
}

/** The text of `--columns` with another column for a symbol; nothing of what the header tells by itself. */
export function withColumn(
  chosen: Readonly<Record<string, FromColumn>>,
  guess: Readonly<Record<string, FromColumn>>,
  symbol: string,
  source: Pick<FromColumn, "column" | "factor">,
): string {
  const all: Record<string, FromColumn> = {
    ...chosen,
    [symbol]: { kind: "column", ln: false, because: "", ...source },
  };
  const own = Object.entries(all).filter(([name, from]) => !same(from, guess[name]));
  return own.map(([name, from]) => `${name}=${sourceText(from)}`).join(",");
}

function same(a: FromColumn, b: FromColumn | undefined): boolean {
  return b !== undefined && a.column === b.column && a.factor === b.factor && a.ln === b.ln;
}

function sourceText({ column, factor, ln }: FromColumn): string {
  const quote = ['"', "'", "`"].find((mark) => !column.includes(mark)) ?? '"';
  const name = /^[\p{L}\p{N}_]+$/u.test(column) ? column : `${quote}${column}${quote}`;
  const scaled = factor === 1 ? name : `${name}*${factor}`;
  return ln ? `ln(${scaled})` : scaled;
}
