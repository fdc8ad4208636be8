import { type Allowed, doubt, doubtsOf } from "../link-doubts.js";

/** What the page of the landscape shows; all of it is in the address. */
export interface Settings {
  readonly P: number;
  readonly D: number;
  readonly N: number;
  readonly lambda: number;
  readonly seed: number;
  /** Weights sampled from N(0, I). */
  readonly samples: number;
  /** The two directions of the section, 1 for the stiffest. */
  readonly first: number;
  readonly second: number;
  /** Half the width of the section, in units of a weight. */
  readonly extent: number;
  /** The step of gradient descent over the largest that converges. */
  readonly step: number;
}

/** What changes the spin glass and its samples; the rest is only looked at. */
export type Computed = Pick<Settings, "P" | "D" | "N" | "lambda" | "seed" | "samples">;

/** The smallest and largest value of each setting, and its smallest change. */
export const ranges = {
  P: [1, 5000, 1],
  D: [2, 20, 1],
  N: [1, 500, 1],
  lambda: [1e-4, 10, 0],
  seed: [0, 1e6, 1],
  samples: [100, 1000, 1],
  first: [1, 420, 1],
  second: [1, 420, 1],
  extent: [0.1, 10, 0],
  step: [0.01, 0.99, 0],
} as const satisfies Readonly<Record<keyof Settings, readonly [number, number, number]>>;

/** Those of the thesis's fig. 11 (b), but for fewer samples than its 1000, which take longer to embed. */
export const defaults: Settings = {
  ...{ P: 1000, D: 10, N: 50, lambda: 0.01, seed: 1, samples: 400 },
  ...{ first: 1, second: 2, extent: 4, step: 0.3 },
};

/** Steps of the descent that is shown. */
export const DESCENT_STEPS = 60;

const names = Object.keys(defaults) as (keyof Settings)[];

/** The number of directions, p = D(D+1). */
export function directionsOf({ D }: { readonly D: number }): number {
  return D * (D + 1);
}

/** Settings with one changed, each in its range and the directions different ones of those there are. */
export function checked(settings: Settings): Settings {
  const inRange = (name: keyof Settings) => {
    const [low, high, step] = ranges[name];
    const value = Number.isFinite(settings[name]) ? settings[name] : defaults[name];
    return Math.min(high, Math.max(low, step > 0 ? Math.round(value) : value));
  };
  const bounded = Object.fromEntries(names.map((name) => [name, inRange(name)])) as unknown as Settings;
  const p = directionsOf(bounded);
  const first = Math.min(bounded.first, p);
  const second = Math.min(bounded.second, p);
  return { ...bounded, first, second: second !== first ? second : first < p ? first + 1 : first - 1 };
}

/** Reads settings from an address; whatever is missing or no number is as by default. */
export function fromQuery(query: Readonly<Record<string, string>>): Settings {
  const given = names.filter((name) => (query[name] ?? "").trim() !== "");
  return checked({ ...defaults, ...Object.fromEntries(given.map((name) => [name, Number(query[name])])) });
}

const allowed: Readonly<Record<string, Allowed>> = Object.fromEntries(
  Object.entries(ranges).map(([name, [low, high, step]]) => [name, { low, high, integer: step > 0 }]),
);

/** What an address asks for that there is not; {@link fromQuery} takes something else in its place. */
export function doubtsOfLink(query: Readonly<Record<string, string>>): string[] {
  const found = doubtsOf(query, allowed);
  if (found.length > 0) return found;
  const settings = fromQuery(query);
  return (["first", "second"] as const)
    .filter((name) => query[name] !== undefined && Number(query[name]) !== settings[name])
    .map((name) =>
      doubt(name, query[name]!, `two different directions of the ${directionsOf(settings)} that there are`),
    );
}

/** What an address says of them: what differs from the defaults. */
export function toQuery(settings: Settings): Record<string, string> {
  const told = names.filter((name) => settings[name] !== defaults[name]);
  return Object.fromEntries(told.map((name) => [name, String(settings[name])]));
}
