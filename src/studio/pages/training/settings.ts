import { type Allowed, doubt, doubtsOf } from "../link-doubts.js";

/** The tasks that can be learnt here. */
export const tasks = ["linear", "noisy", "sparse", "pool"] as const;
/** The models that can learn them. */
export const models = ["linear-attention", "decoder"] as const;
export type TaskName = (typeof tasks)[number];
export type ModelName = (typeof models)[number];

/** A training run; all of it is in the address. */
export interface Settings {
  readonly task: TaskName;
  readonly model: ModelName;
  /** Dimension of x. */
  readonly d: number;
  /** Examples (x, y) before the last query. */
  readonly examples: number;
  /** Tasks of the pool, for the task `pool`. */
  readonly pool: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Prompts of a step. */
  readonly batch: number;
  /** Learning rate of Adam. */
  readonly rate: number;
  readonly seed: number;
}

/** The smallest and largest value of each number. */
export const ranges = {
  d: [1, 12],
  examples: [2, 30],
  pool: [1, 4096],
  width: [8, 128],
  layers: [1, 4],
  heads: [1, 8],
  batch: [8, 256],
  rate: [1e-5, 0.1],
  seed: [0, 1e6],
} as const;
type Count = keyof typeof ranges;

const common = { d: 4, examples: 10, pool: 16, width: 32, layers: 2, heads: 2, batch: 64, seed: 1 } as const;

/** What a model begins with. */
export function defaultsOf(model: ModelName): Settings {
  return { task: "linear", model, ...common, rate: model === "decoder" ? 2e-3 : 1e-2 };
}

/** Settings each in its range; heads are lowered to a divisor of the width. */
export function checked(settings: Settings): Settings {
  const defaults = defaultsOf(settings.model);
  const inRange = (name: Count) => {
    const [low, high] = ranges[name];
    const value = Number.isFinite(settings[name]) ? settings[name] : defaults[name];
    return Math.min(high, Math.max(low, name === "rate" ? value : Math.round(value)));
  };
  const counts = Object.fromEntries((Object.keys(ranges) as Count[]).map((name) => [name, inRange(name)]));
  const bounded = { ...settings, ...counts } as Settings;
  let { heads } = bounded;
  while (bounded.width % heads !== 0) heads--;
  return { ...bounded, heads };
}

/** Reads settings from an address; whatever is missing or makes no sense is as by default. */
export function fromQuery(query: Readonly<Record<string, string>>): Settings {
  const model = models.find((name) => name === query.model) ?? "linear-attention";
  const task = tasks.find((name) => name === query.task) ?? "linear";
  const given = Object.keys(ranges).filter((name) => (query[name] ?? "").trim() !== "");
  const counts = Object.fromEntries(given.map((name) => [name, Number(query[name])]));
  return checked({ ...defaultsOf(model), ...counts, task });
}

/** What an address asks for that there is not; {@link fromQuery} takes something else in its place. */
export function doubtsOfLink(query: Readonly<Record<string, string>>): string[] {
  const found = doubtsOf(query, allowed);
  const { width, heads } = fromQuery(query);
  if (found.length > 0 || query.heads === undefined || Number(query.heads) === heads) return found;
  return [doubt("heads", query.heads, `a divisor of the width, ${width}`)];
}

/** What an address says of them: what differs from the defaults of the model, and the model. */
export function toQuery(settings: Settings): Record<string, string> {
  const defaults = defaultsOf(settings.model);
  const told = (Object.keys(settings) as (keyof Settings)[]).filter((name) => settings[name] !== defaults[name]);
  const query = Object.fromEntries(told.map((name) => [name, String(settings[name])]));
  return settings.model === "linear-attention" ? query : { ...query, model: settings.model };
}

/** A run ends here of itself. */
export const MOST_STEPS = 20_000;

const allowed: Readonly<Record<string, Allowed>> = {
  ...{ task: tasks, model: models },
  ...Object.fromEntries(
    Object.entries(ranges).map(([name, [low, high]]) => [name, { low, high, integer: name !== "rate" }]),
  ),
  steps: { low: 0, high: MOST_STEPS, integer: true },
};

/** The step of the run that an address tells of; 0 where it tells of none. */
export function stepsFromQuery({ steps = "" }: Readonly<Record<string, string>>): number {
  return /^\d+$/.test(steps) ? Math.min(MOST_STEPS, Number(steps)) : 0;
}
