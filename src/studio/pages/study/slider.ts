/** A slider's range and how its places stand for values. */
export interface Slider {
  /** Places of the native control, whole steps apart. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value at a place; `current` makes a step of the keyboard change a whole number at least by one. */
  valueAt(place: number, current: number): number;
  placeOf(value: number): number;
}

/** What is known of a number that a slider sets. */
export interface Bounds {
  readonly integer: boolean;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Whether `low` itself is not allowed, and `high`. */
  readonly above: boolean;
  readonly below: boolean;
  /** The preset's value. */
  readonly usual: number;
}

/** A range of more than this factor is a range of sizes, and gets a logarithmic slider. */
const SIZES = 200;
/** How far a slider reaches from the usual value, as a factor: sizes cost time, other quantities do not. */
const REACH = { integer: 30, number: 100 };
/** A linear slider reaches to this many times the usual value. */
const LINEAR_REACH = 25;
/** Steps of a logarithmic slider. */
const STEPS = 240;

/** The slider for a bounded number; undefined where it has no two bounds, or nothing tells which part of them matters. */
export function sliderFor(bounds: Bounds, current: number): Slider | undefined {
  const { low, high, usual, above, below } = bounds;
  if (low === undefined || high === undefined) return undefined;
  const sizes = usual > 0 && (low > 0 ? high / low > SIZES : low === 0 && above && !below);
  if (sizes) return logarithmic(bounds as Bounds & { low: number; high: number }, current);
  const reach = low >= 0 && usual > 0 ? Math.min(high, roundUp(LINEAR_REACH * usual)) : high;
  if (usual === 0 && high > 1000) return undefined;
  return linear(bounds, low, Math.max(reach, Math.min(high, current)));
}

function linear({ integer, above, below }: Bounds, low: number, high: number): Slider {
  const fine = roundUp((high - low) / 200);
  const step = integer ? Math.max(1, Math.round(fine)) : fine;
  return {
    ...{ min: above ? low + step : low, max: below ? high - step : high, step },
    valueAt: (place) => Number(place.toPrecision(6)),
    placeOf: (value) => value,
  };
}

function logarithmic({ low, high, usual, integer }: Bounds & { low: number; high: number }, current: number): Slider {
  const reach = integer ? REACH.integer : REACH.number;
  const least = Math.min(Math.max(low, usual / reach), current > 0 ? Math.max(low, current) : usual);
  const from = integer ? Math.max(1, Math.floor(least)) : least;
  const to = Math.max(Math.min(high, usual * reach), Math.min(high, current));
  const placeOf = (value: number) => Math.round((STEPS * Math.log(value / from)) / Math.log(to / from));
  return {
    ...{ min: 0, max: STEPS, step: 1, placeOf },
    valueAt(place, now) {
      if (place === STEPS) return integer ? Math.round(to) : significant(to);
      const value = from * (to / from) ** (place / STEPS);
      if (!integer) return significant(value);
      const whole = Math.round(significant(value));
      return whole === now ? whole + Math.sign(place - placeOf(now)) : whole;
    },
  };
}

function significant(value: number): number {
  return Number(value.toPrecision(3));
}

/** The next number up of one digit: 1, 2 or 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-9))!;
  return Number((factor * power).toPrecision(3));
}
