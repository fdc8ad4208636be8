import { bytesPerParameter, parametersInMemory } from "../../laws/plan/index.js";
import { invalid } from "../../numerics/errors.js";
import { numberOption, numbersOption, positiveOption } from "../option-values.js";
import type { PlanRequest } from "./plan-request.js";

/** The options of `isinglass plan` that say what is planned, as typed. */
export interface PlanOptions {
  readonly compute?: string;
  readonly dollars?: string;
  readonly gpu?: string;
  readonly utilisation: string;
  readonly price?: string;
  readonly maxTokens?: string;
  readonly maxParameters?: string;
  readonly memory?: string;
  readonly experts?: string;
  readonly shared?: string;
  readonly precision?: string;
  readonly inferenceTokens?: string;
  readonly uniqueTokens?: string;
  readonly choice?: string;
  readonly at?: string;
  readonly nextRun?: boolean;
}

/** The options as a request. @throws InputError naming the option */
export function planRequest(options: PlanOptions): PlanRequest {
  const positive = (name: string, text: string | undefined) =>
    text === undefined ? undefined : positiveOption(name, text);
  const budget = budgetOf(options);
  const maxParameters = sizeLimit(options);
  const rent = rentOf(options);
  if (options.inferenceTokens !== undefined && (maxParameters !== undefined || options.maxTokens !== undefined)) {
    throw invalid("--inference-tokens", options.inferenceTokens, "no limit of size or tokens beside it");
  }
  const limits = {
    maxTokens: positive("--max-tokens", options.maxTokens),
    maxParameters,
    inferenceTokens: positive("--inference-tokens", options.inferenceTokens),
    uniqueTokens: positive("--unique-tokens", options.uniqueTokens),
  };
  return {
    budget,
    ...(rent && { rent }),
    ...Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined)),
    ...(options.experts !== undefined && { experts: expertsOf(options.experts) }),
    ...(options.precision !== undefined && { precision: precisionOf(options.precision) }),
    ...(options.shared !== undefined && { shared: numberOption("--shared", options.shared) }),
    ...(options.choice !== undefined && { choice: choiceOf(options.choice) }),
    nextRun: options.nextRun === true,
    at: options.at === undefined ? {} : numbersOption("--at", options.at),
  };
}

function budgetOf({ compute, dollars }: PlanOptions): PlanRequest["budget"] {
  if (compute !== undefined && dollars !== undefined)
    throw invalid("--dollars", dollars, "either --compute or --dollars, not both");
  if (compute !== undefined) return { compute: positiveOption("--compute", compute) };
  if (dollars !== undefined) return { money: positiveOption("--dollars", dollars) };
  throw invalid("--compute", "nothing", "the training FLOP, as 5.76e23; or --dollars with --gpu and --price");
}

function rentOf({ gpu, utilisation, price, dollars }: PlanOptions): PlanRequest["rent"] {
  if (gpu === undefined) {
    if (dollars === undefined) return undefined;
    throw invalid("--gpu", "nothing", "the accelerator that the money rents, as h100");
  }
  if (price === undefined) throw invalid("--price", "nothing", "the price of one accelerator for an hour, as 2.5");
  return {
    gpu,
    utilisation: positiveOption("--utilisation", utilisation, 1),
    pricePerHour: positiveOption("--price", price),
  };
}

/** The largest model, as a number of parameters or by the memory that its 16-bit weights take. */
function sizeLimit({ maxParameters, memory }: PlanOptions): number | undefined {
  if (maxParameters !== undefined && memory !== undefined) {
    throw invalid("--memory", memory, "either --max-parameters or --memory, not both");
  }
  if (maxParameters !== undefined) return sizeOption("--max-parameters", maxParameters, 1, "parameter");
  if (memory === undefined) return undefined;
  const bytes = bytesPerParameter.inference16bit;
  return parametersInMemory(sizeOption("--memory", memory, bytes, "bytes, those of one parameter"), bytes);
}

/** A limit that leaves room for a parameter. */
function sizeOption(name: string, text: string, least: number, unit: string): number {
  const value = positiveOption(name, text);
  if (value < least) throw invalid(name, text, `at least ${least} ${unit}`);
  return value;
}

function expertsOf(text: string): number[] {
  return text.split(",").map((part) => positiveOption("--experts", part));
}

function precisionOf(text: string): NonNullable<PlanRequest["precision"]> {
  return text === "best" ? text : text.split(",").map((part) => positiveOption("--precision", part));
}

function choiceOf(text: string): NonNullable<PlanRequest["choice"]> {
  const { N, D, ...others } = numbersOption("--choice", text);
  const isSize = (value: number | undefined) => value === undefined || value > 0;
  if (Object.keys(others).length > 0 || !isSize(N) || !isSize(D))
    throw invalid("--choice", text, "N, D or both, as N=7e10,D=1.4e12");
  return { ...(N !== undefined && { N }), ...(D !== undefined && { D }) };
}
