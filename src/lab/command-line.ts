import type { AnyStudy, Params, UserModuleKind } from "../study/index.js";
import { presetOf, settingsBeyond } from "./parameters/resolve.js";
import { commandOf } from "./shell-words.js";

/** Where runs go unless `--out` says else. */
export const DEFAULT_OUT = "runs";
/** The seed unless `--seed` says else. */
export const DEFAULT_SEED = 1;

/** What a command names. */
export interface RunCommand {
  readonly study: AnyStudy;
  readonly params: Params;
  readonly seed?: number;
  /** The file of `--data`. */
  readonly file?: string | null | undefined;
  /** The files of `--task` and `--model`. */
  readonly modules?: Readonly<Partial<Record<UserModuleKind, string>>> | undefined;
  readonly out?: string;
}

/** The command that does a run, or goes on with it: `isinglass run spinglass/contrast --preset paper --set 'P=[100]'`. */
export function runCommand({
  study,
  params,
  seed = DEFAULT_SEED,
  file,
  modules = {},
  out = DEFAULT_OUT,
}: RunCommand): string {
  const preset = presetOf(study, params) ?? "quick";
  const settings = settingsBeyond(study, preset, params).flatMap((setting) => ["--set", setting]);
  const words = [
    ...["isinglass", "run", study.id],
    ...(preset === "quick" ? [] : ["--preset", preset]),
    ...settings,
    ...(seed === DEFAULT_SEED ? [] : ["--seed", String(seed)]),
    ...(file ? ["--data", file] : []),
    ...Object.entries(modules).flatMap(([kind, module]) => [`--${kind}`, module]),
    ...(out === DEFAULT_OUT ? [] : ["--out", out]),
  ];
  return commandOf(words);
}
