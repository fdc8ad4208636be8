import { createHash } from "node:crypto";
import { z } from "zod";
import type { Row } from "../../study/index.js";

const FORMAT = "isinglass/cell";
const FORMAT_VERSION = 1;

/** What a cell's file is of. */
export interface CellIdentity {
  readonly run: string;
  readonly cell: string;
  /** The linear-algebra provider: another one gives other last digits. */
  readonly provider: string;
}

/** A cell's result, as `cells/000123.json` holds it. */
export interface CellRecord extends CellIdentity {
  /** Seconds of computing. */
  readonly seconds: number;
  /** Wall-clock seconds that the run had taken, over all its sessions, when the cell was recorded. */
  readonly elapsed: number;
  readonly rows: readonly Row[];
}

const recordSchema = z.strictObject({
  run: z.string(),
  cell: z.string(),
  provider: z.string(),
  seconds: z.number(),
  elapsed: z.number(),
  rows: z.array(z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()]))),
});
const fileSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  sha256: z.string(),
  record: recordSchema,
});

/** The file of a cell: one line of JSON with the record and its SHA-256. */
export function encodeCell(record: CellRecord): string {
  return `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, sha256: sha256(record), record })}\n`;
}

/** What is wrong with a file, in a few words. */
export interface Damage {
  readonly damage: string;
  /** The file is whole, but of a format version that this program does not read. */
  readonly isOtherVersion?: true;
}

/** The record that a file holds, or what is wrong with the file: damaged, or not what is expected. */
export function decodeCell(text: string, expected: Partial<CellIdentity>): CellRecord | Damage {
  const content = parseJson(text);
  if (content === undefined) return { damage: "truncated or not JSON" };
  const otherFormat = formatDamage(content, FORMAT, FORMAT_VERSION);
  if (otherFormat) return otherFormat;
  const { success, data } = fileSchema.safeParse(content);
  if (!success || sha256((content as { record: unknown }).record) !== data.sha256)
    return { damage: "corrupted (its checksum does not match)" };
  const foreign = (["run", "cell", "provider"] as const).find(
    (key) => data.record[key] !== (expected[key] ?? data.record[key]),
  );
  if (foreign) return { damage: `of another ${foreign} (${data.record[foreign]}, expected ${expected[foreign]})` };
  return data.record;
}

/** Why a document is not of the format and version that this program writes, or undefined where it is. */
export function formatDamage(content: unknown, format: string, version: number): Damage | undefined {
  const found = content as { format?: unknown; version?: unknown } | null;
  if (found?.format !== format) return { damage: `not an ${format} file` };
  if (found.version === version) return undefined;
  return { damage: `of another format: got v${found.version}, expected v${version}`, isOtherVersion: true };
}

/** The value, or undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sha256(record: unknown): string {
  return createHash("sha256").update(JSON.stringify(record)).digest("hex");
}
