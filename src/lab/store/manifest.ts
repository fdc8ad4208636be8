import { z } from "zod";
import { dataSchema } from "../documents.js";
import { type Damage, formatDamage, parseJson } from "./cell-record.js";

const FORMAT = "isinglass/run";
const FORMAT_VERSION = 1;

/** What a run is, as `manifest.json` in its folder says from the first moment on. */
export const manifestSchema = z.strictObject({
  id: z.string(),
  study: z.string(),
  studyVersion: z.int(),
  params: z.record(z.string(), z.unknown()),
  seed: z.int(),
  preset: z.enum(["quick", "paper"]).nullable().describe("the preset whose parameters these are"),
  provider: z.string(),
  cells: z.int(),
  modules: z
    .record(z.string(), z.strictObject({ file: z.string(), digest: z.string() }))
    .optional()
    .describe("what --task and --model named"),
  data: dataSchema.extend({ file: z.string().nullable() }).optional().describe("file: what --data named, if anything"),
});
/** What `manifest.json` in a run folder holds. */
export type Manifest = z.infer<typeof manifestSchema>;

/** The file of a manifest. */
export function encodeManifest(manifest: Manifest): string {
  return `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION, ...manifest }, null, 2)}\n`;
}

/** The manifest that a file holds, or what is wrong with the file. */
export function decodeManifest(text: string): Manifest | Damage {
  const content = parseJson(text);
  if (content === undefined) return { damage: "truncated or not JSON" };
  const otherFormat = formatDamage(content, FORMAT, FORMAT_VERSION);
  if (otherFormat) return otherFormat;
  const { format: _format, version: _version, ...rest } = content as Record<string, unknown>;
  const parsed = manifestSchema.safeParse(rest);
  return parsed.success ? parsed.data : { damage: `corrupted (${parsed.error.issues[0]?.path.join(".")})` };
}
