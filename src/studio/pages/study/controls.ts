import type { JsonSchema } from "../../../lab/parameters/expectation.js";
import { parameterSchema } from "../../../lab/parameters/resolve.js";
import type { AnyStudy } from "../../../study/index.js";
import type { Bounds } from "./slider.js";

/** How a parameter is set by hand. */
export type Control = { readonly name: string; readonly description: string } & (
  | { readonly kind: "number"; readonly bounds: Bounds }
  /** Several numbers; a slider moves one of them. */
  | { readonly kind: "numbers"; readonly bounds: Bounds }
  | { readonly kind: "choice"; readonly options: readonly (string | number)[] }
  | { readonly kind: "choices"; readonly options: readonly string[] }
  | { readonly kind: "switch" }
  | { readonly kind: "text" }
);

/** The controls of a study's parameters, in the study's order, from their schema. */
export function controlsOf(study: AnyStudy): Control[] {
  const properties = (parameterSchema(study).properties ?? {}) as Record<string, JsonSchema>;
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    description: schema.description ?? "",
    ...kindOf(schema),
  }));
}

type Kind = Control extends infer C ? (C extends Control ? Omit<C, "name" | "description"> : never) : never;

function kindOf(schema: JsonSchema): Kind {
  if (schema.enum) return { kind: "choice", options: schema.enum as (string | number)[] };
  switch (schema.type) {
    case "boolean":
      return { kind: "switch" };
    case "integer":
    case "number":
      return { kind: "number", bounds: boundsOf(schema, schema.default) };
    case "array": {
      const items = schema.items as JsonSchema;
      if (items.enum) return { kind: "choices", options: items.enum.map(String) };
      if (items.type === "integer" || items.type === "number") {
        return { kind: "numbers", bounds: boundsOf(items, (schema.default as unknown[] | undefined)?.[0]) };
      }
      return { kind: "text" };
    }
    default:
      return { kind: "text" };
  }
}

function boundsOf(schema: JsonSchema, usual: unknown): Bounds {
  return {
    integer: schema.type === "integer",
    low: (schema.minimum ?? schema.exclusiveMinimum) as number | undefined,
    high: (schema.maximum ?? schema.exclusiveMaximum) as number | undefined,
    above: schema.exclusiveMinimum !== undefined,
    below: schema.exclusiveMaximum !== undefined,
    usual: typeof usual === "number" ? usual : 0,
  };
}

/** A value as a person reads and types it: lists of numbers with commas, large round numbers as `2.5e10`. */
export function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "number" && Math.abs(value) >= 1e6) return value.toExponential().replace("e+", "e");
  if (Array.isArray(value))
    return value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What a person typed for one number: a number where it reads as one, else the text, which the study then refuses. */
export function typedNumber(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  const number = Number(trimmed.replaceAll("−", "-"));
  return Number.isNaN(number) ? trimmed : number;
}

/** What a person typed for a list of numbers, separated by commas, semicolons or spaces; brackets may stand about it. */
export function typedNumbers(text: string): unknown[] {
  const parts = text.replace(/^\s*\[|\]\s*$/g, "").split(/[\s,;，；、]+/);
  return parts.filter((part) => part !== "").map(typedNumber);
}
