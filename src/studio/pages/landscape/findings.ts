import { quantile } from "../../../numerics/statistics/index.js";
import { descentExcess } from "../../../spinglass/landscape/descent-path.js";
import {
  energyVariances,
  partialEnergies,
  shareOf,
  squaredCorrelation,
} from "../../../spinglass/landscape/energy-shares.js";
import { t } from "../../language/index.svelte.js";
import type { Foretold, Picture, Surface } from "./protocol.js";
import { DESCENT_STEPS, type Settings } from "./settings.js";

/** What is measured of a landscape beside its figures. */
export interface Numbers {
  /** Of the variance of the energy of weights N(0, I), the share that lies in the two directions: exactly, and of the samples. */
  readonly share: { readonly exact: number; readonly measured: number };
  readonly minimum: number;
  /** The lowest energy of the samples. */
  readonly lowest: number;
  /** The lowest sample's energy above the ground state over the median sample's. */
  readonly height: number;
  /** The energy above the minimum at the start of the descent, and after 60 steps. */
  readonly descent: readonly [number, number];
  /** Directions whose curvature is λ but for rounding: flat but for the regulariser. */
  readonly flat: number;
  readonly distance: number;
}

/** Measures a landscape along the two directions of the settings. */
export function numbersOf(surface: Surface, settings: Settings): Numbers {
  const { first, second, lambda, step } = settings;
  const places = [first - 1, second - 1];
  const start = surface.coordinates.subarray(0, surface.ground.length);
  const excess = (steps: number) => descentExcess(surface, { start, relativeStep: step }, steps);
  const floor = 1e-9 * surface.curvatures[0]!;
  const lowest = surface.energies.reduce((least, energy) => Math.min(least, energy), Number.POSITIVE_INFINITY);
  return {
    share: {
      exact: shareOf(energyVariances(surface, 1), places),
      measured: squaredCorrelation(surface.energies, partialEnergies(surface, surface.coordinates, places)),
    },
    minimum: surface.minimum,
    lowest,
    height: (lowest - surface.minimum) / (quantile(surface.energies, 0.5) - surface.minimum),
    descent: [excess(0), excess(DESCENT_STEPS)],
    flat: surface.curvatures.filter((nu) => nu - lambda < floor).length,
    distance: surface.distance,
  };
}

/** What is found, in sentences. */
export interface Findings {
  readonly section: string;
  readonly samples: string;
  readonly descent: string;
  readonly spectrum: string;
  readonly picture: string;
  /** Whether the picture says of energy no more than chance, a little, or half and more; undefined before it is there. */
  readonly says: "nothing" | "little" | "much" | undefined;
  readonly foretold:
    | readonly { readonly name: string; readonly measured: string; readonly shuffled: string }[]
    | undefined;
}

/** The findings in the language of the page. */
export function findingsOf(numbers: Numbers, settings: Settings, picture: Picture | undefined): Findings {
  const { first, second, samples } = settings;
  const p = settings.D * (settings.D + 1);
  const foretold = picture?.foretold;
  const says = foretold && weigh(foretold.picture);
  const digits = foretold ? digitsOf(foretold.picture) : 2;
  return {
    section: t("landscape.finding.section", {
      ...{ first, second },
      ...{ exact: percent(numbers.share.exact), measured: percent(numbers.share.measured), n: samples },
    }),
    samples: t(`landscape.samples.${depthOf(numbers.height)}`, {
      ...{ minimum: signed(numbers.minimum), lowest: signed(numbers.lowest), n: samples },
      height: percent(numbers.height),
    }),
    descent: t("landscape.finding.descent", {
      ...{ before: numbers.descent[0].toPrecision(3), after: numbers.descent[1].toPrecision(3), steps: DESCENT_STEPS },
    }),
    spectrum: t("landscape.finding.spectrum", { flat: numbers.flat, p, distance: numbers.distance.toFixed(3) }),
    picture: foretold && says ? t(`landscape.finding.${says}`, valuesOf(foretold, digits)) : t("landscape.waiting"),
    says,
    foretold: foretold && [
      rowOf(t("landscape.foretold.picture"), foretold.picture, digits),
      rowOf(t("landscape.foretold.stiffest"), foretold.stiffest, digits),
    ],
  };
}

/** How near the lowest sample comes to the bottom, by its height over the median's: a tenth is near, half is far. */
export function depthOf(height: number): "near" | "partly" | "far" {
  if (height < 0.1) return "near";
  return height < 0.5 ? "partly" : "far";
}

/** Above chance is above all but about one in forty shuffles. */
export function weigh({ measured, shuffled, spread }: Foretold): "nothing" | "little" | "much" {
  if (measured <= shuffled + 2 * spread) return "nothing";
  return measured < 0.5 ? "little" : "much";
}

/** Decimals that let a reader who reckons with the printed numbers come to the same verdict: two, or as many as needed. */
export function digitsOf(foretold: Foretold): number {
  const { measured, shuffled, spread } = foretold;
  for (let digits = 2; digits < 9; digits++) {
    const printed = (value: number) => Number(value.toFixed(digits));
    const read = { measured: printed(measured), shuffled: printed(shuffled), spread: printed(spread) };
    if (weigh(read) === weigh(foretold)) return digits;
  }
  return 9;
}

type BothForetold = NonNullable<Picture["foretold"]>;

function valuesOf({ picture, stiffest }: BothForetold, digits: number): Record<string, string> {
  return {
    measured: signed(picture.measured, digits),
    shuffled: withSpread(picture, digits),
    stiffest: signed(stiffest.measured, digits),
  };
}

function rowOf(name: string, foretold: Foretold, digits: number) {
  return { name, measured: signed(foretold.measured, digits), shuffled: withSpread(foretold, digits) };
}

function withSpread({ shuffled, spread }: Foretold, digits: number): string {
  return `${signed(shuffled, digits)} ± ${spread.toFixed(digits)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)} %`;
}

function signed(value: number, digits = 3): string {
  return value.toFixed(digits).replace("-", "−");
}
