import { tickLabel } from "../../study/drawing/ticks.js";
import type { Figure } from "../../study/index.js";
import type { study } from "../language/en/study.js";
import { type CellValue, type Finding, findingsOf, type Position } from "./figure-findings.js";

/** Says a string of the study pages in a language. */
export type Say = (name: keyof typeof study, values?: Readonly<Record<string, string | number>>) => string;

/** More crossings of one pair than this are counted, not listed. */
const CROSSINGS = 3;

/**
 * A figure in sentences that state its result, from its data alone: what is drawn against what, then each series, least
 * and greatest values, crossings, marks.
 */
export function figureInWords(figure: Figure, say: Say): string[] {
  const names = { x: symbolOf(figure.x.label), y: symbolOf(figure.y.label) };
  const cells = figure.marks.some(({ type }) => type === "cell");
  const opening = cells
    ? say("study.words.map", { x: figure.x.label, y: figure.y.label, value: figure.color?.label ?? "" })
    : say("study.words.plot", { x: figure.x.label, y: figure.y.label });
  const told = findingsOf(figure).map((finding) => {
    const sentence = inWords(finding, names, say);
    return finding.panel === undefined ? sentence : say("study.words.panel", { panel: finding.panel, sentence });
  });
  return [opening, ...told];
}

function inWords(finding: Finding, names: { x: string; y: string }, say: Say): string {
  const at = ({ x }: Position) => `${names.x} = ${value(x)}`;
  switch (finding.kind) {
    case "course": {
      const { from, to, least, greatest } = finding;
      const ends = {
        ...nameOf(finding.series, say),
        from: value(from.y),
        start: at(from),
        to: value(to.y),
        end: at(to),
      };
      if (from.x === to.x) return say("study.words.point", ends);
      const inner = [least, greatest].filter((extreme) => extreme.y !== from.y && extreme.y !== to.y);
      const sentence = say("study.words.course", ends);
      if (inner.length === 0) return sentence;
      const [low, high] = [value(least.y), value(greatest.y)];
      return say("study.words.extremes", { sentence, low, lowAt: at(least), high, highAt: at(greatest) });
    }
    case "spread": {
      const { count, least, greatest } = finding;
      const values = { low: value(least.y), lowAt: at(least), high: value(greatest.y), highAt: at(greatest) };
      return say("study.words.spread", { ...nameOf(finding.series, say), count, ...values });
    }
    case "list": {
      const values = finding.values.map(({ x, y }) => say("study.words.item", { name: value(x), value: value(y) }));
      return say("study.words.list", { ...nameOf(finding.series, say), values: values.join(say("study.words.comma")) });
    }
    case "crossing": {
      const [first, second] = finding.pair;
      const { length } = finding.at;
      if (length > CROSSINGS) return say("study.words.crossings", { first, second, count: length });
      const places = finding.at.map((x) => `${names.x} ≈ ${value(x)}`).join(say("study.words.comma"));
      return say("study.words.crossing", { first, second, places });
    }
    case "agreement": {
      const [first, second] = finding.pair;
      return say("study.words.agreement", { first, second, share: `${tickLabel(rounded(100 * finding.within))} %` });
    }
    case "cells":
      return cellsInWords(finding, names, say);
    case "rule":
      return say("study.words.rule", { place: `${names[finding.axis]} = ${value(finding.at)}`, label: finding.label });
  }
}

function cellsInWords(finding: Finding & { kind: "cells" }, names: { x: string; y: string }, say: Say): string {
  const { count, missing, ends } = finding;
  if (!ends) return say("study.words.noCells", { count });
  const at = (cell: CellValue) => `${names.x} = ${value(cell.x)}, ${names.y} = ${value(cell.y)}`;
  const { least, greatest } = ends;
  const values = { low: value(least.value), lowAt: at(least), high: value(greatest.value), highAt: at(greatest) };
  const sentence = say("study.words.cells", { count, ...values });
  return missing === 0 ? sentence : say("study.words.missing", { sentence, missing });
}

function nameOf(series: string, say: Say): { series: string } {
  return { series: series === "" ? say("study.words.unnamed") : series };
}

/** The symbol that ends an axis's label (`examples in a prompt, N`), else the whole label. */
function symbolOf(label: string): string {
  const last = label.split(/, |，/).at(-1)!;
  return last.length <= 12 ? last : label;
}

function value(of: Position["x"]): string {
  return typeof of === "number" ? tickLabel(rounded(of)) : String(of);
}

function rounded(number: number): number {
  return Number.isInteger(number) ? number : Number(number.toPrecision(3));
}
