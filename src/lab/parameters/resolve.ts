import { z } from "zod";
import { InputError, invalid, unknown } from "../../numerics/errors.js";
import type { AnyStudy, Params } from "../../study/index.js";
import { canonicalJson } from "../canonical-json.js";
import { expectation, type JsonSchema, schemaAt } from "./expectation.js";

/** The names of a study's presets. */
export const presetNames = ["quick", "paper"] as const;
/** `quick` (at most ten seconds on two cores) or `paper` (the source's own sizes). */
export type PresetName = (typeof presetNames)[number];

/** Schemas of studies, kept: a page asks for one with every step of a slider. */
const schemas = new WeakMap<AnyStudy, JsonSchema>();

/** The JSON Schema of a study's parameters as a person gives them: types, limits, defaults, descriptions. */
export function parameterSchema(study: AnyStudy): JsonSchema {
  const schema = schemas.get(study) ?? z.toJSONSchema(study.params, { io: "input", unrepresentable: "any" });
  schemas.set(study, schema);
  return schema;
}

/** The name and value of a `NAME=VALUE`: the value is JSON where it reads as JSON, else text. @throws InputError */
export function parseSetting(text: string): readonly [string, unknown] {
  const at = text.indexOf("=");
  if (at < 1) throw invalid("--set", text, "NAME=VALUE");
  return [text.slice(0, at).trim(), jsonOrText(text.slice(at + 1).trim())];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A value as the study wants it. Where it wants a list, a single value stands for a list of one; where it wants a list
 * of numbers, so does a text with commas for the numbers between them.
 */
export function asWanted(study: AnyStudy, name: string, value: unknown): unknown {
  const properties = (parameterSchema(study).properties ?? {}) as Record<string, JsonSchema>;
  const wantsList = Object.hasOwn(properties, name) && properties[name]!.type === "array";
  if (!wantsList || Array.isArray(value)) return value;
  const { type } = (properties[name]!.items ?? {}) as JsonSchema;
  const wantsNumbers = type === "number" || type === "integer";
  return wantsNumbers && typeof value === "string" ? betweenCommas(value) : [value];
}

/** The numbers of `3, 7`; what is none stays text, which the study then refuses. Text in brackets is no such list. */
function betweenCommas(text: string): unknown[] {
  if (/[[\]{}"]/.test(text)) return [text];
  return text.split(",").map((part) => {
    const [trimmed, number] = [part.trim(), Number(part)];
    return trimmed !== "" && Number.isFinite(number) ? number : trimmed;
  });
}

/**
 * All parameters of a run: the preset's, overridden by the settings, completed by the defaults. A single value stands
 * for a list of one where the study wants a list, and `3,7` for a list of numbers.
 *
 * @throws InputError for a name or value that the study does not take
 */
export function resolveParameters(
  study: AnyStudy,
  preset: PresetName,
  settings: readonly (readonly [string, unknown])[] = [],
): Params {
  const schema = parameterSchema(study);
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const given: Record<string, unknown> = { ...study.presets[preset].params };
  for (const [name, value] of settings) {
    if (!Object.hasOwn(properties, name)) throw unknown("parameter", name, Object.keys(properties));
    given[name] = asWanted(study, name, value);
  }
  const parsed = study.params.safeParse(given);
  if (!parsed.success) throw refusal(parsed.error.issues[0]!, given, schema);
  return parsed.data as Params;
}

/** The preset whose parameters these are, or null. */
export function presetOf(study: AnyStudy, params: Params): PresetName | null {
  const text = canonicalJson(params);
  return presetNames.find((name) => canonicalJson(resolveParameters(study, name)) === text) ?? null;
}

/** The `NAME=VALUE` settings that lead from a preset to the parameters. */
export function settingsBeyond(study: AnyStudy, preset: PresetName, params: Params): string[] {
  const base = resolveParameters(study, preset);
  return Object.entries(params).flatMap(([name, value]) => {
    const text = canonicalJson(value);
    if (text === canonicalJson(base[name])) return [];
    return [`${name}=${typeof value === "string" && jsonOrText(value) === value ? value : text}`];
  });
}

/** zod's finding in the shapes of the house. */
function refusal(issue: z.core.$ZodIssue, given: Record<string, unknown>, schema: JsonSchema): InputError {
  const name = nameAt(issue.path, given);
  const expected = schemaAt(schema, issue.path);
  const found = issue.path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown>)?.[key], given);
  const value = found === undefined ? expected?.default : found;
  if (issue.code === "custom") return name === "" ? new InputError(issue.message) : invalid(name, value, issue.message);
  if (expected?.enum && typeof value === "string") return unknown(name, value, expected.enum.map(String));
  return invalid(name, value, expected ? expectation(expected) : issue.message);
}

/** `N[2]`: a parameter and, in a list of more than one, the place, from 0. */
function nameAt([name = "", index]: readonly PropertyKey[], given: Record<string, unknown>): string {
  const list = given[String(name)];
  const isOneOfMany = index !== undefined && Array.isArray(list) && list.length > 1;
  return isOneOfMany ? `${String(name)}[${String(index)}]` : String(name);
}
