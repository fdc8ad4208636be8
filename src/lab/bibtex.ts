import type { Reference } from "../study/index.js";
import type { RunDocument } from "./documents.js";
import { version } from "./version.js";

/** BibTeX of works and, first, of this program, with the run that is cited where one is. */
export function bibliography(references: readonly Reference[], run?: RunDocument["run"]): string {
  const note = run && `Run ${run.id}: study ${run.study}, version ${run.version}, seed ${run.seed}`;
  return [entry("software", "isinglass", [...PROGRAM, ["note", note]]), ...references.map(ofReference)].join("\n\n");
}

type Field = readonly [string, string | number | undefined];

const PROGRAM: readonly Field[] = [
  ["author", "{The Isinglass authors}"],
  ["title", "{Isinglass}: an executable theory of how language models scale and how they learn in context"],
  ["version", version],
  ["year", 2026],
];

const VENUES: Readonly<Record<Reference["type"], string>> = {
  article: "journal",
  inproceedings: "booktitle",
  book: "publisher",
  phdthesis: "school",
  misc: "howpublished",
};

function ofReference({ key, type, title, authors, year, venue, arxiv, doi }: Reference): string {
  return entry(type, key, [
    ["author", authors.map(escaped).join(" and ")],
    ["title", `{${escaped(title)}}`],
    ["year", year],
    [VENUES[type], venue && escaped(venue)],
    ["eprint", arxiv],
    ["archiveprefix", arxiv && "arXiv"],
    ["doi", doi],
  ]);
}

function entry(type: string, key: string, fields: readonly Field[]): string {
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}},`]));
  return `@${type}{${key},\n${lines.join("\n")}\n}`;
}

/** TeX's own characters, outside of formulas. */
function escaped(text: string): string {
  return text
    .split("$")
    .map((part, index) => (index % 2 === 0 ? part.replace(/[&%#_]/g, "\\$&") : part))
    .join("$");
}
