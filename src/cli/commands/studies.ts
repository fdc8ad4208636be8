import {
  type CatalogueEntry,
  expectation,
  type JsonSchema,
  loadCatalogue,
  loadStudy,
  parameterSchema,
  type StudiesDocument,
} from "../../lab/index.js";
import type { AnyStudy } from "../../study/index.js";
import { formatCount, formatSeconds, plainText } from "../format.js";
import { commandHere } from "../invocation.js";
import { colorsFor, columns, print, printJson, textWidth, wrap } from "../terminal.js";

/** `isinglass studies [STUDY]`: the catalogue, or one study with its claims and parameters. @throws InputError */
export async function studies(id: string | undefined, { json }: { readonly json?: boolean }): Promise<number> {
  const entries = id === undefined ? await loadCatalogue() : [await loadStudy(id)];
  if (json) printJson({ studies: entries.map(described) } satisfies StudiesDocument);
  else if (id === undefined) print(catalogueText(entries));
  else print(studyText(entries[0]!.study));
  return 0;
}

function described({ study }: CatalogueEntry): StudiesDocument["studies"][number] {
  const { id, version, title, source, claims, presets, data, modules } = study;
  return {
    id,
    version,
    title,
    source,
    claims: claims.map((claim) => claim.id),
    params: parameterSchema(study),
    presets: { quick: presets.quick, paper: presets.paper },
    ...(data && { data: data.description }),
    ...(modules && {
      modules: Object.fromEntries(Object.entries(modules).map(([kind, { description }]) => [kind, description])),
    }),
  };
}

function catalogueText(entries: readonly CatalogueEntry[]): string {
  const { bold, dim } = colorsFor(process.stdout);
  const blocks = entries.map(({ study: { id, title, source, claims, presets } }) => {
    const times = `quick ${formatSeconds(presets.quick.seconds)}, paper ${formatSeconds(presets.paper.seconds)}`;
    return `${bold(id)}\n  ${title}\n  ${dim(`${source} · ${formatCount(claims.length, "claim")} · ${times}`)}`;
  });
  return [...blocks, `one in full: ${commandHere("isinglass studies STUDY")}`].join("\n\n");
}

function studyText(study: AnyStudy): string {
  const { bold, dim } = colorsFor(process.stdout);
  const width = textWidth(process.stdout);
  const claims = study.claims.map(
    ({ id, place, statement }) => `  ${id}  ${dim(place)}\n${wrap(plainText(statement), width, "    ")}`,
  );
  return [
    `${bold(study.title)}\n${dim(`${study.id} · ${study.source}`)}`,
    `${bold("claims")}\n${claims.join("\n")}`,
    `${bold("parameters")} (--set NAME=VALUE)\n${parametersText(study)}`,
    ...tableText(study, width),
    ...modulesText(study, width),
    `${bold("presets")} (--preset)\n${presetsText(study)}`,
  ].join("\n\n");
}

function tableText({ data }: AnyStudy, width: number): string[] {
  if (!data) return [];
  const { bold } = colorsFor(process.stdout);
  const otherwise = data.default?.citation ?? "the study plants its own";
  const lines = [data.description, `without --data: ${otherwise}`].map((line) => wrap(line, width, "  "));
  return [`${bold("table")} (--data FILE)\n${lines.join("\n")}`];
}

function modulesText({ modules = {} }: AnyStudy, width: number): string[] {
  const { bold } = colorsFor(process.stdout);
  return Object.entries(modules).map(
    ([kind, { description }]) => `${bold(`your own ${kind}`)} (--${kind} FILE)\n${wrap(description, width, "  ")}`,
  );
}

function parametersText(study: AnyStudy): string {
  const properties = Object.entries(parameterSchema(study).properties ?? {}) as [string, JsonSchema][];
  return columns(
    properties.map(([name, schema]) => [
      name,
      schema.default === undefined ? "" : shortJson(schema.default),
      `${plainText(schema.description ?? "")} (${expectation(schema)})`,
    ]),
    "  ",
  );
}

function presetsText({ presets }: AnyStudy): string {
  const rows = Object.entries(presets).map(([name, { params, seconds }]) => {
    const settings = Object.entries(params).map(([key, value]) => `${key}=${shortJson(value)}`);
    return [name, formatSeconds(seconds), settings.join(" ") || "the defaults"];
  });
  return columns(rows, "  ");
}

/** JSON with the middle of a long list left out. */
function shortJson(value: unknown): string {
  if (!Array.isArray(value) || value.length <= 6) return JSON.stringify(value);
  return `[${[...value.slice(0, 3), "…", value.at(-1)].join(",")}]`;
}
