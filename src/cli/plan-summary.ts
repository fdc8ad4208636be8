import type { PlanDocument } from "../lab/index.js";
import { formatInterval, labelled, warningsBlock } from "./fit-summary.js";
import { formatCompact } from "./format.js";
import { colorsFor, columns, textWidth, wrap } from "./terminal.js";

/** A plan for a reader: the numbers with intervals, and what they mean. */
export function planSummary(plan: PlanDocument): string {
  const { bold } = colorsFor(process.stdout);
  const { experts, totalParameters, precision } = plan;
  const rows = [
    ...(experts ? [["experts", experts] as const] : []),
    [experts ? "active parameters, N" : "parameters, N", plan.N],
    ...(totalParameters ? [["parameters in all", totalParameters] as const] : []),
    ...(precision ? [["bits of training", precision.bits] as const] : []),
    ["tokens, D", plan.D],
    [experts ? "tokens per active parameter" : "tokens per parameter", plan.tokensPerParameter],
    ...(plan.epochs ? [["epochs", plan.epochs] as const] : []),
    ["loss", plan.loss],
  ] as const;
  const table = columns([
    ["", "value", "95 % interval"],
    ...rows.map(([name, { value, ci95 }]) => [name, formatCompact(value), formatInterval(ci95)]),
  ]);
  const width = textWidth(process.stdout);
  return [
    `${bold(`The plan for ${formatCompact(plan.compute)} FLOP${precision ? " of 16 bits" : ""}`)} by the law ${plan.law}`,
    table,
    plan.explanation.map((sentence) => wrap(sentence, width, "")).join("\n"),
    expertsBlock(plan.byExperts),
    bitsBlock(precision?.byBits ?? []),
    factsBlock(plan),
    nextRunsBlock(plan.nextRuns),
    warningsBlock(plan.warnings),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

/** The best plan with each number of experts, where there were several to choose from. */
function expertsBlock(plans: PlanDocument["byExperts"]): string {
  if (plans.length < 2) return "";
  const rows = plans
    .toSorted((a, b) => a.experts - b.experts)
    .map(({ experts, N, totalParameters, D, loss }) => [
      ...[experts, N, totalParameters, D].map(formatCompact),
      loss.toFixed(3),
    ]);
  return columns([["experts", "active", "in all", "D", "loss"], ...rows]);
}

/** The best plan in each number of bits, where there were several to choose from. */
function bitsBlock(plans: NonNullable<PlanDocument["precision"]>["byBits"]): string {
  if (plans.length < 2) return "";
  const rows = plans
    .toSorted((a, b) => a.bits - b.bits)
    .map(({ bits, N, D, loss }) => [...[bits, N, D].map(formatCompact), loss.toFixed(4)]);
  return columns([["bits", "N", "D", "loss"], ...rows]);
}

function factsBlock({ money, inference }: PlanDocument): string {
  const facts: [string, string][] = [];
  if (money) {
    const { gpu, utilisation, pricePerHour, hours, price } = money;
    facts.push([
      "price",
      `${formatCompact(Math.round(hours))} hours of one ${gpu} at ${formatCompact(100 * utilisation)} % of its peak; at ${pricePerHour} an hour, ${formatCompact(Math.round(price))}`,
    ]);
  }
  if (inference) {
    const { servedTokens, totalCompute, saved } = inference;
    facts.push([
      "serving",
      `with ${formatCompact(servedTokens)} tokens to serve, ${formatCompact(totalCompute)} FLOP for training and inference together, ${(100 * saved).toFixed(1)} % less than with the compute-optimal model of the same loss`,
    ]);
  }
  return facts.length > 0 ? labelled(facts) : "";
}

function nextRunsBlock(next: PlanDocument["nextRuns"]): string {
  if (!next) return "";
  const rows = next.runs.map(({ N, D, compute, standardError, reduction }) => [
    formatCompact(N),
    formatCompact(D),
    formatCompact(compute),
    `${formatCompact(standardError)} (−${(100 * (1 - Math.sqrt(1 - reduction))).toFixed(1)} %)`,
  ]);
  const head = ["next run: N", "D", "FLOP", `error of ln(D/N), now ${formatCompact(next.standardError)}`];
  return columns([head, ...rows]);
}
