import type { z } from "zod";

/** A JSON Schema, as zod writes it for a parameter. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * What a schema accepts, in words that follow “expected”: `an integer from 1 to 100`, `a list of one or more numbers
 * above 0`, `one of: exact, literal`.
 */
export function expectation(schema: JsonSchema): string {
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 1) return alternatives.map(expectation).join(" or ");
  if (schema.enum) return `one of: ${schema.enum.join(", ")}`;
  if (schema.const !== undefined) return String(schema.const);
  switch (schema.type) {
    case "integer":
      return `an integer${range(schema)}`;
    case "number":
      return `a number${range(schema)}`;
    case "boolean":
      return "true or false";
    case "string":
      return schema.minLength ? "text that is not empty" : "text";
    case "null":
      return "null";
    case "array":
      return `a list of ${listLength(schema)}${elements(schema.items as JsonSchema)}`;
    default:
      return "another value";
  }
}

/** The schema below a path of keys and indices, for the places where parameters nest: lists. */
export function schemaAt(schema: JsonSchema | undefined, path: readonly PropertyKey[]): JsonSchema | undefined {
  if (path.length === 0 || schema === undefined) return schema;
  const [key, ...rest] = path;
  const inner = typeof key === "number" ? schema.items : schema.properties?.[String(key)];
  return schemaAt(inner as JsonSchema | undefined, rest);
}

function alternativesOf(schema: JsonSchema): JsonSchema[] {
  if (schema.anyOf) return schema.anyOf as JsonSchema[];
  const types: unknown = schema.type;
  return Array.isArray(types) ? types.map((type) => ({ ...schema, type }) as JsonSchema) : [schema];
}

function elements(items: JsonSchema): string {
  if (items.type === "integer") return `integers${range(items)}`;
  if (items.type === "number") return `numbers${range(items)}`;
  if (items.enum) return `names out of: ${items.enum.join(", ")}`;
  return items.type === "string" ? "texts" : "values";
}

function listLength({ minItems = 0, maxItems = Number.POSITIVE_INFINITY }: JsonSchema): string {
  if (minItems === maxItems) return `${minItems} `;
  if (maxItems < 100) return `${minItems} to ${maxItems} `;
  return minItems === 0 ? "" : `${minItems === 1 ? "one" : minItems} or more `;
}

/** zod bounds every integer by what a float64 holds; such bounds go without saying. */
function range(schema: JsonSchema): string {
  const step = schema.type === "integer" ? 1 : undefined;
  const exclusiveLow = schema.exclusiveMinimum as number | undefined;
  const exclusiveHigh = schema.exclusiveMaximum as number | undefined;
  const low = stated(schema.minimum) ?? (step && exclusiveLow !== undefined ? exclusiveLow + step : undefined);
  const high = stated(schema.maximum) ?? (step && exclusiveHigh !== undefined ? exclusiveHigh - step : undefined);
  if (low !== undefined && high !== undefined) return ` from ${low} to ${high}`;
  const from = low !== undefined ? [`of at least ${low}`] : exclusiveLow !== undefined ? [`above ${exclusiveLow}`] : [];
  const to =
    high !== undefined ? [`of at most ${high}`] : exclusiveHigh !== undefined ? [`below ${exclusiveHigh}`] : [];
  return [...from, ...to]
    .map((bound, place) => (place === 0 ? ` ${bound}` : ` and ${bound.replace("of ", "")}`))
    .join("");
}

function stated(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
}
