import type { FitDocument } from "../lab/index.js";
import { type FittedRuns, holdoutWords, intervalWords, lawText, lossWords, searchWords } from "../lab/laws/index.js";
import { formatCompact, formatSeconds } from "./format.js";
import { commandHere } from "./invocation.js";
import { colorsFor, columns, textWidth, wrap } from "./terminal.js";

/** Files that a command wrote beside what it printed. */
export interface WrittenFiles {
  readonly report: string | undefined;
  readonly out: string | undefined;
}

/** A fit for a reader: the law with its numbers, parameters with intervals, what to know, and what to do next. */
export function fitSummary({ document }: FittedRuns, written: WrittenFiles): string {
  const { bold, dim } = colorsFor(process.stdout);
  const { form } = document;
  const about = [form.source, lossWords(document)].filter((part) => part !== "").join(" · ");
  return [
    `${bold(form.title)}\n${dim(about)}`,
    `  ${bold(lawText(document))}`,
    parametersBlock(document),
    factsBlock(document),
    warningsBlock(document.warnings),
    candidatesBlock(document.candidates),
    nextBlock(document, written),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

function parametersBlock({ form, parameters }: FitDocument): string {
  const profiled = Object.values(parameters).some(({ profile95 }) => profile95 !== null);
  const rows = form.parameters.map(({ name }) => {
    const { value, stderr, ci95, profile95 } = parameters[name]!;
    return [
      name,
      formatCompact(value),
      formatInterval(ci95),
      ...(profiled ? [profile95 ? formatInterval(profile95) : "–"] : []),
      formatCompact(stderr),
    ];
  });
  const head = ["parameter", "value", "95 % interval", ...(profiled ? ["by profile"] : []), "standard error"];
  return columns([head, ...rows]);
}

/** `[0.34, 0.37]`; ∞ where a side is open, a dash where there is no interval. */
export function formatInterval([low, high]: readonly [number | null, number | null]): string {
  if (low === null && high === null) return "–";
  return `[${low === null ? "−∞" : formatCompact(low)}, ${high === null ? "∞" : formatCompact(high)}]`;
}

function factsBlock(document: FitDocument): string {
  const { form, diagnostics, data, n } = document;
  const read = [...form.variables, form.target].map(({ origin, unit }) =>
    unit === "" ? origin : `${origin}, in ${unit}`,
  );
  const held = holdoutWords(document);
  const facts: [string, string][] = [
    ["columns", read.join("; ")],
    [
      "runs",
      `${n.toLocaleString("en")} of ${data.rows.toLocaleString("en")} rows${data.where ? ` where ${data.where}` : ""}`,
    ],
    ["optimum", searchWords(document)],
    ["intervals", intervalWords(document)],
    ...(held === null ? [] : [["held out", held] as [string, string]]),
    [
      "effort",
      `${diagnostics.evaluations.toLocaleString("en")} evaluations of the law, ${formatSeconds(diagnostics.cpuSeconds)} of one core`,
    ],
  ];
  return labelled(facts);
}

/** Names with texts beside them, wrapped. */
export function labelled(facts: readonly (readonly [string, string])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length)) + 2;
  return facts
    .map(([name, text]) => name.padEnd(width) + wrap(text, textWidth(process.stdout), " ".repeat(width)).trimStart())
    .join("\n");
}

/** Warnings, each with its code. */
export function warningsBlock(warnings: readonly { readonly code: string; readonly message: string }[]): string {
  const { yellow } = colorsFor(process.stdout);
  return warnings
    .map(({ code, message }) => {
      const prefix = `${message.split(":")[0]!.replaceAll(" ", "-")}` === code ? message : `${code}: ${message}`;
      return `${yellow("!")} ${wrap(prefix, textWidth(process.stdout), "  ").trimStart()}`;
    })
    .join("\n");
}

function candidatesBlock(candidates: FitDocument["candidates"]): string {
  if (!candidates) return "";
  const rows = candidates.map(({ law, parameters, holdoutR2, holdoutMape }) => [
    ...[law, String(parameters), formatCompact(holdoutR2)],
    holdoutMape === null ? "–" : `${(100 * holdoutMape).toFixed(2)} %`,
  ]);
  const notes = candidates.flatMap(({ law, note }): [string, string][] => (note === null ? [] : [[law, note]]));
  const table = columns([["laws tried", "parameters", "R² held out", "mean error"], ...rows]);
  return notes.length === 0 ? table : `${table}\n\n${colorsFor(process.stdout).dim(labelled(notes))}`;
}

function nextBlock({ form }: FitDocument, { report, out }: WrittenFiles): string {
  const files = [...(out ? [`fit      ${out}`] : []), ...(report ? [`report   ${report}`] : [])];
  const plans = ["N", "D"].every((symbol) => form.variables.some(({ name }) => name === symbol));
  const keep = plans ? "--out fit.json keeps the law for isinglass plan" : "--out fit.json keeps the law";
  const next = out
    ? plans && commandHere(`isinglass plan --fit ${out} --compute 1e24${heldValues(form)}`)
    : `${keep}${report ? "" : "; --report fit.html draws it"}`;
  return [...files, ...(next ? [`next     ${next}`] : [])].join("\n");
}

/** What a plan must be told beside its budget, for a law of more than N and D. */
function heldValues({ variables }: FitDocument["form"]): string {
  const others = variables.map(({ name }) => name).filter((name) => name !== "N" && name !== "D");
  const held = others.filter((name) => name !== "U" && name !== "experts").map((name) => `${name}=1`);
  return `${others.includes("U") ? " --unique-tokens 1e11" : ""}${held.length > 0 ? ` --at ${held.join()}` : ""}`;
}
