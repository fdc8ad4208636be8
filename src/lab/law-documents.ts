import { z } from "zod";

/**
 * The documents of the laws' commands, as schemas; `documents.ts` exports them beside those of the studies. A bound of
 * an interval is `null` where the data leave that side open, a number where it could not be had.
 */

const number = z.number().nullable();
const interval = z.tuple([number, number]);

/** A number with its 95 % interval. */
export const rangedSchema = z.strictObject({ value: number, ci95: interval });
/** The type of {@link rangedSchema}. */
export type Ranged = z.infer<typeof rangedSchema>;

/** A {@link FitDocument}'s and a plan's named warning. */
export const warningSchema = z.strictObject({ code: z.string(), message: z.string() });

/** A variable or the target of a law, with the column that it was read from. */
export const readQuantitySchema = z.strictObject({
  name: z.string(),
  unit: z.string(),
  description: z.string(),
  column: z.string().describe("of the file; an expression where a quantity was computed from others"),
  factor: z.number().describe("the column's numbers were multiplied by this to get the unit"),
  range: z.tuple([z.number(), z.number()]).describe("least and greatest value, in the unit"),
});

/** What a law is, enough to compute with it again without this program's own list of laws. */
export const formSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  expression: z.string(),
  variables: z.array(readQuantitySchema),
  target: readQuantitySchema,
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string(),
      description: z.string(),
      lower: number.describe("null: unbounded"),
      upper: number.describe("null: unbounded"),
      scale: z.enum(["log", "linear"]),
      start: z.tuple([z.number(), z.number()]),
    }),
  ),
});

/** One law that `--law auto` tried. */
export const candidateSchema = z.strictObject({
  law: z.string(),
  holdoutR2: number,
  holdoutMape: number.describe("mean absolute relative error on the held-out runs, as a fraction"),
  objective: number.describe("the loss over the runs that it was fitted to"),
  note: z.string().nullable(),
});

/** What `isinglass fit FILE --json` prints, and `--out` writes. */
export const fitDocumentSchema = z.strictObject({
  law: z.string(),
  loss: z.enum(["huber", "l1", "ls-log", "ls-raw"]),
  delta: number.describe("of the Huber loss, else null"),
  n: z.int().describe("runs that the law was fitted to"),
  objective: z.number().describe("the loss at the optimum, a sum over runs"),
  parameters: z.record(
    z.string(),
    z.strictObject({
      value: z.number(),
      stderr: number.describe("asymptotic; null where the data do not determine the parameter"),
      ci95: interval,
      profile95: interval.nullable().describe("null without --profile"),
    }),
  ),
  diagnostics: z.strictObject({
    optima: z.int().describe("distinct local optima found"),
    starts: z.int(),
    startsAtBest: z.int(),
    condition: number,
    evaluations: z.int(),
    cpuSeconds: z.number().describe("of the fit alone, without intervals"),
  }),
  warnings: z.array(warningSchema),
  candidates: z.array(candidateSchema).optional().describe("with --law auto: best first"),
  form: formSchema,
  data: z.strictObject({
    file: z.string(),
    digest: z.string().describe("SHA-256 of the table's content"),
    rows: z.int().describe("of the file, before any were left out"),
    where: z.string().nullable(),
    weights: z.string().nullable(),
    group: z.string().nullable(),
  }),
  seed: z.int(),
  intervals: z.strictObject({
    method: z.enum(["bootstrap", "asymptotic", "none"]),
    draws: z.array(z.array(z.number())).describe("one set of parameters a row, in the order of form.parameters"),
  }),
});
/** The type of {@link fitDocumentSchema}. */
export type FitDocument = z.infer<typeof fitDocumentSchema>;
