import { canonicalJson } from "../../../lab/canonical-json.js";
import { DEFAULT_SEED } from "../../../lab/command-line.js";
import {
  asWanted,
  type PresetName,
  parameterSchema,
  parseSetting,
  presetNames,
  presetOf,
  resolveParameters,
  settingsBeyond,
} from "../../../lab/parameters/resolve.js";
import { invalid, unknown } from "../../../numerics/errors.js";
import type { AnyStudy, Params, Table } from "../../../study/index.js";
import type { StartRequest } from "../../server/local-server.js";

/** What a person asks of a study, as given: it may be refused. */
export interface Experiment {
  readonly preset: string;
  /** Parameters that differ from the preset's, by name. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: string;
}

/** All that a run needs beside its study. */
export interface Run {
  readonly params: Params;
  readonly seed: number;
  /** The visitor's own, by the name of its file. */
  readonly table?: Table;
}

/** What a study makes of an experiment. */
export interface Resolved {
  /** Undefined where something is refused. */
  readonly run: Run | undefined;
  /** What is refused and why, by parameter, `preset` or `seed`; under the empty name what concerns no one of them. */
  readonly refusals: Readonly<Record<string, string>>;
}

/** Words of the address that are no parameters. */
const RESERVED = ["preset", "seed", "data", "lang"];

/** The experiment that an address names. */
export function experimentOf(query: Readonly<Record<string, string>>): Experiment {
  const settings = Object.entries(query).filter(([name]) => !RESERVED.includes(name));
  return {
    preset: query.preset ?? "quick",
    settings: Object.fromEntries(settings.map(([name, text]) => [name, meantBy(text)])),
    seed: query.seed ?? String(DEFAULT_SEED),
  };
}

/** The value that a text of the address is; a text where it names a number that is none, such as 1e999. */
function meantBy(text: string): unknown {
  const [, value] = parseSetting(`value=${text}`);
  return hasEndless(value) ? text : value;
}

function hasEndless(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasEndless) : value === Infinity || value === -Infinity;
}

/** The words of the address for an experiment: only what differs from a preset and the first seed. */
export function queryOf(study: AnyStudy, { preset, settings, seed }: Experiment): Record<string, string> {
  const { run } = resolveExperiment(study, { preset, settings, seed });
  const differing = run
    ? settingsBeyond(study, preset as PresetName, run.params).map(splitSetting)
    : Object.entries(settings).map(([name, value]) => [name, wordOf(value)] as const);
  return wordsOf(preset, differing, seed);
}

/** The words of the address for a run that was asked for, whatever the controls say now. */
export function queryOfRun(study: AnyStudy, { params, seed, table }: Run): Record<string, string> {
  const preset = presetOf(study, params) ?? "quick";
  const words = wordsOf(preset, settingsBeyond(study, preset, params).map(splitSetting), String(seed));
  return { ...words, ...(table && { data: table.name }) };
}

function wordsOf(
  preset: string,
  differing: readonly (readonly [string, string])[],
  seed: string,
): Record<string, string> {
  return {
    ...(preset === "quick" ? {} : { preset }),
    ...Object.fromEntries(differing),
    ...(seed === String(DEFAULT_SEED) ? {} : { seed }),
  };
}

/** A value as a word that is read back as the same: text stands as it is unless it reads as something else. */
function wordOf(value: unknown): string {
  return typeof value === "string" && meantBy(value) === value ? value : canonicalJson(value);
}

function splitSetting(setting: string): [string, string] {
  const at = setting.indexOf("=");
  return [setting.slice(0, at), setting.slice(at + 1)];
}

/** All parameters of an experiment, or what is refused of it, each beside its name. */
export function resolveExperiment(study: AnyStudy, { preset, settings, seed }: Experiment): Resolved {
  const refusals: Record<string, string> = {};
  const attempt = <T>(work: () => T, name?: string): T | undefined => {
    try {
      return work();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      refusals[name ?? nameIn(message, study)] ??= message;
      return undefined;
    }
  };
  const known = attempt(() => presetNamed(preset), "preset");
  const number = attempt(() => seedOf(seed), "seed");
  const base = known ?? "quick";
  const entries = Object.entries(settings);
  const params = attempt(() => resolveParameters(study, base, entries));
  // The study tells of one at a time; a person sees all that are wrong.
  if (params === undefined) for (const entry of entries) attempt(() => resolveParameters(study, base, [entry]));
  const complete = params && number !== undefined && known;
  return { run: complete ? { params, seed: number } : undefined, refusals };
}

/** What the local server is asked for to run an experiment. */
export function startRequestOf(study: AnyStudy, preset: PresetName, { params, seed }: Run): StartRequest {
  const names = settingsBeyond(study, preset, params).map((setting) => splitSetting(setting)[0]);
  return { study: study.id, preset, params: Object.fromEntries(names.map((name) => [name, params[name]])), seed };
}

/** The value of each parameter as the controls show it: what was given, one as a list where a list is wanted, else the preset's. */
export function shownValues(study: AnyStudy, { preset, settings }: Experiment): Record<string, unknown> {
  const given = Object.entries(settings).map(([name, value]) => [name, asWanted(study, name, value)] as const);
  return { ...resolveParameters(study, preset === "paper" ? "paper" : "quick"), ...Object.fromEntries(given) };
}

function presetNamed(name: string): PresetName {
  const found = presetNames.find((known) => known === name);
  if (!found) throw unknown("preset", name, presetNames);
  return found;
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text.trim()) || seed > Number.MAX_SAFE_INTEGER) {
    throw invalid("seed", text, `an integer from 0 to ${Number.MAX_SAFE_INTEGER}`);
  }
  return seed;
}

/** The parameter that one of the house's messages is about: `invalid P[1]: …`; empty where it is about none. */
function nameIn(message: string, study: AnyStudy): string {
  const name = /^(?:invalid|unknown) ([^:[]+)/.exec(message)?.[1] ?? "";
  return Object.hasOwn(parameterSchema(study).properties ?? {}, name) ? name : "";
}
