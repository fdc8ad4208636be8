import { z } from "zod";
import type { AnyStudy, Params, Row } from "../study/index.js";

export * from "./law-documents.js";

/**
 * The documents that the commands print with `--json`, as schemas: what parses here is what a program may rely on.
 * `docs/json.md` shows an example of each.
 */

const number = z.number().nullable();

/** A verdict as it stands in a {@link RunDocument}. */
export const verdictSchema = z.strictObject({
  claim: z.string(),
  verdict: z.enum(["holds", "corrected", "fails", "undecided"]),
  measured: number,
  stderr: number,
  expected: number,
  tolerance: number,
  note: z.string(),
});

/** A named result with its standard error over `n` independent repetitions. */
export const estimateSchema = z.strictObject({ value: number, stderr: number, n: z.number() });

/** A file that a run read: its name for people and the SHA-256 of its content. */
export const dataSchema = z.strictObject({ name: z.string(), digest: z.string() });

/** What `isinglass run STUDY --json` prints, and what `result.json` in a finished run folder holds. */
export const runDocumentSchema = z.strictObject({
  run: z.strictObject({
    id: z.string().describe("hash of study, version, params, seed and the table's content"),
    study: z.string(),
    version: z.int(),
    params: z.record(z.string(), z.unknown()).describe("all parameters, defaults included"),
    seed: z.int(),
    seconds: z.number().describe("wall-clock seconds, over all sessions if the run was resumed"),
    cells: z.int().describe("number of cells"),
    provider: z.string().describe("who did the linear algebra: embedded or openblas"),
    data: dataSchema.optional().describe("only for studies that read a table"),
    modules: z.record(z.string(), dataSchema).optional().describe("what --task and --model named, where they did"),
  }),
  verdicts: z.array(verdictSchema),
  metrics: z.record(z.string(), estimateSchema),
  rows: z.string().describe("path of rows.parquet; in result.json relative to the folder it stands in"),
});
/** The type of {@link runDocumentSchema}. */
export type RunDocument = z.infer<typeof runDocumentSchema>;

/** What `isinglass studies --json` prints. */
export const studiesDocumentSchema = z.strictObject({
  studies: z.array(
    z.strictObject({
      id: z.string(),
      version: z.int(),
      title: z.string(),
      source: z.string(),
      claims: z.array(z.string()),
      params: z.record(z.string(), z.unknown()).describe("JSON Schema of the parameters"),
      presets: z.record(
        z.enum(["quick", "paper"]),
        z.strictObject({
          params: z.record(z.string(), z.unknown()),
          seconds: z.number().describe("on two cores, as last measured"),
          estimatedFrom: z
            .string()
            .optional()
            .describe("what the seconds are reckoned from, where nobody measured them"),
        }),
      ),
      data: z.string().optional().describe("what the table must hold, for studies that read one"),
      modules: z.record(z.string(), z.string()).optional().describe("what --task and --model take, where they may"),
    }),
  ),
});
/** The type of {@link studiesDocumentSchema}. */
export type StudiesDocument = z.infer<typeof studiesDocumentSchema>;

/** One line of the ledger: a claim and, where a run on disk measured it, the verdict. */
export const ledgerEntrySchema = z.strictObject({
  claim: z.string(),
  document: z.string(),
  place: z.string(),
  statement: z.string(),
  study: z.string(),
  verdict: verdictSchema.shape.verdict.nullable().describe("null: not run yet"),
  measured: number,
  stderr: number,
  expected: number,
  tolerance: number,
  note: z.string().nullable(),
  run: z.string().nullable().describe("id of the run that the verdict comes from"),
  command: z.string().describe("the command that measures the claim, again or for the first time"),
});
/** The type of {@link ledgerEntrySchema}. */
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** What `isinglass claims --json` prints. */
export const claimsDocumentSchema = z.strictObject({ claims: z.array(ledgerEntrySchema) });
/** The type of {@link claimsDocumentSchema}. */
export type ClaimsDocument = z.infer<typeof claimsDocumentSchema>;

/** Billions of floating-point operations a second, on one thread, at 1,000 × 1,000. */
export const gflopsSchema = z.strictObject({ gemm: z.number(), syrk: z.number() });

/** What `isinglass doctor --json` prints. */
export const doctorDocumentSchema = z.strictObject({
  node: z.string(),
  isinglass: z.string(),
  platform: z.string(),
  cores: z.int(),
  memoryGiB: z.number(),
  relaxedSimd: z.boolean().describe("whether the engine runs WebAssembly's relaxed SIMD (fused multiply-add)"),
  provider: z.string().describe("the provider that runs would use now"),
  gflops: gflopsSchema.describe("of that provider"),
  providers: z.array(
    z.strictObject({
      name: z.string(),
      available: z.boolean(),
      detail: z.string().describe("what it is, or why it is not available"),
      gflops: gflopsSchema.nullable(),
    }),
  ),
  runs: z.strictObject({ folder: z.string(), writable: z.boolean(), detail: z.string() }),
});
/** The type of {@link doctorDocumentSchema}. */
export type DoctorDocument = z.infer<typeof doctorDocumentSchema>;

/** A finished run with all that the report shows of it. */
export interface ReportRun {
  readonly study: AnyStudy;
  readonly result: RunDocument;
  /** All rows, in the order of the cells. */
  readonly rows: readonly Row[];
  /** The parameters, parsed by the study's schema. */
  readonly params: Params;
  /** The study's `theory.md`, as Markdown. */
  readonly theory: string;
  /** The command that repeats the run. */
  readonly command: string;
}
