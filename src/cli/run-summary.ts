import type { FinishedRun, RunDocument } from "../lab/index.js";
import type { AnyStudy } from "../study/index.js";
import { formatCount, formatEstimate, formatNumber, formatSeconds, plainText, verdictColors } from "./format.js";
import { commandHere } from "./invocation.js";
import { colorsFor, columns, textWidth, wrap } from "./terminal.js";

/** Metrics shown before the rest is left to `result.json`. */
const METRICS_SHOWN = 24;

/** A finished run for a reader: what it is, its verdicts, its metrics, where it lies and what to do next. */
export function runSummary(study: AnyStudy, { document, folder, preset }: FinishedRun): string {
  const { bold, dim } = colorsFor(process.stdout);
  const { run, verdicts, metrics } = document;
  const facts = [
    preset ? `preset ${preset}` : "own parameters",
    `seed ${run.seed}`,
    ...(run.data ? [run.data.name] : []),
    formatCount(run.cells, "cell"),
    formatSeconds(run.seconds),
    run.provider,
  ];
  return [
    `${bold(study.title)}\n${dim(`${study.id} · ${study.source}`)}\n${dim(facts.join(" · "))}`,
    verdicts.map(verdictBlock).join("\n\n"),
    metricsBlock(metrics),
    `run      ${folder}\nreport   ${commandHere(`isinglass report ${study.id}`)}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The verdict's word and claim, the numbers, the note. */
export function verdictBlock({
  claim,
  verdict,
  measured,
  stderr,
  expected,
  note,
}: RunDocument["verdicts"][number]): string {
  const colors = colorsFor(process.stdout);
  const numbers = [
    ...(measured === null ? [] : [`measured ${formatEstimate(measured, stderr)}`]),
    ...(expected === null ? [] : [`expected ${formatNumber(expected)}`]),
  ];
  return [
    `${colors[verdictColors[verdict]](verdict.padEnd(9))}  ${claim}`,
    ...(numbers.length > 0 ? [`           ${numbers.join(", ")}`] : []),
    colors.dim(wrap(plainText(note), textWidth(process.stdout), " ".repeat(11))),
  ].join("\n");
}

function metricsBlock(metrics: RunDocument["metrics"]): string {
  const all = Object.entries(metrics);
  const rows = all
    .slice(0, METRICS_SHOWN)
    .map(([name, { value, stderr, n }]) => [name, formatEstimate(value, stderr), `n ${n}`]);
  const rest = all.length - rows.length;
  return columns(rows) + (rest > 0 ? `\n… and ${formatCount(rest, "more metric")} in result.json` : "");
}
