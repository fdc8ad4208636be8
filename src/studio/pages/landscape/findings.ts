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
  return {
    share: {
      exact: shareOf(energyVariances(surface, 1), places),
      measured: squaredCorrelation(surface.energies, partialEnergies(surface, surface.coordinates, places)),
    },
    minimum: surface.minimum,
    lowest: surface.energies.reduce((least, energy) => Math.min(least, energy), Number.POSITIVE_INFINITY),
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
  return {
    section: t("landscape.finding.section", {
      ...{ first, second },
      ...{ exact: percent(numbers.share.exact), measured: percent(numbers.share.measured), n: samples },
    }),
    samples: t("landscape.finding.samples", {
      ...{ minimum: signed(numbers.minimum), lowest: signed(numbers.lowest), n: samples },
    }),
    descent: t("landscape.finding.descent", {
      ...{ before: numbers.descent[0].toPrecision(3), after: numbers.descent[1].toPrecision(3), steps: DESCENT_STEPS },
    }),
    spectrum: t("landscape.finding.spectrum", { flat: numbers.flat, p, distance: numbers.distance.toFixed(3) }),
    picture: foretold && says ? t(`landscape.finding.${says}`, valuesOf(foretold)) : t("landscape.waiting"),
    says,
    foretold: foretold && [
      rowOf(t("landscape.foretold.picture"), foretold.picture),
      rowOf(t("landscape.foretold.stiffest"), foretold.stiffest),
    ],
  };
}

/** Above chance is above all but about one in forty shuffles. */
function weigh({ measured, shuffled, spread }: Foretold): "nothing" | "little" | "much" {
  if (measured <= shuffled + 2 * spread) return "nothing";
  return measured < 0.5 ? "little" : "much";
}

function valuesOf({ picture, stiffest }: NonNullable<Picture["foretold"]>): Record<string, string> {
  return {
    measured: signed(picture.measured, 2),
    shuffled: signed(picture.shuffled, 2),
    stiffest: signed(stiffest.measured, 2),
  };
}

function rowOf(name: string, { measured, shuffled, spread }: Foretold) {
  return { name, measured: signed(measured, 2), shuffled: `${signed(shuffled, 2)} ± ${spread.toFixed(2)}` };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)} %`;
}

function signed(value: number, digits = 3): string {
  return value.toFixed(digits).replace("-", "−");
}
