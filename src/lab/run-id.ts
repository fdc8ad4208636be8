import type { Params } from "../study/index.js";
import { canonicalJson } from "./canonical-json.js";
import { sha256 } from "./sha256.js";
import type { UserModuleFiles } from "./user-modules/user-modules.js";

/** All that changes a run's numbers. */
export interface RunIdentity {
  readonly study: string;
  readonly version: number;
  /** All parameters, defaults included. */
  readonly params: Params;
  readonly seed: number;
  /** SHA-256 of the table's content, for studies that read one. */
  readonly data?: string | undefined;
  /** Modules of a person's own; their digests count, not where they lie. */
  readonly modules?: UserModuleFiles | undefined;
}

/** The run's name: 16 hexadecimal digits of the SHA-256 of its identity as canonical JSON. */
export function runId({ study, version, params, seed, data, modules }: RunIdentity): string {
  const digests = modules && Object.entries(modules).map(([kind, { digest }]) => [kind, digest]);
  const text = canonicalJson({ study, version, params, seed, data, modules: digests && Object.fromEntries(digests) });
  return sha256().update(text).hex().slice(0, 16);
}
