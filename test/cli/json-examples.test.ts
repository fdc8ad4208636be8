import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import {
  claimsDocumentSchema,
  doctorDocumentSchema,
  fitDocumentSchema,
  forecastDocumentSchema,
  mixDocumentSchema,
  planDocumentSchema,
  runDocumentSchema,
  studiesDocumentSchema,
} from "../../src/lab/documents.js";

const schemas = [
  ["run STUDY", runDocumentSchema],
  ["studies", studiesDocumentSchema],
  ["claims", claimsDocumentSchema],
  ["doctor", doctorDocumentSchema],
  ["fit FILE", fitDocumentSchema],
  ["plan", planDocumentSchema],
  ["mix FILE", mixDocumentSchema],
  ["forecast FILE", forecastDocumentSchema],
] as const;

const text = readFileSync(resolve(import.meta.dirname, "../../docs/json.md"), "utf8");

it.each(schemas)("docs/json.md shows a true example of isinglass %s --json", (command, schema) => {
  const section = text.split(`## \`isinglass ${command} --json\``)[1];
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(section ?? "")![1]!);
  expect(schema.parse(example)).toEqual(example);
});
