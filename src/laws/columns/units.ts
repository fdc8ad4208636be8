/** What a role's values are counted in, which decides what a unit in a header means. */
export type Dimension = "count" | "compute" | "loss" | "fraction" | "number";

/** A conversion that a header asks for. */
export interface Conversion {
  readonly factor: number;
  /** For people: `the header says billions`. */
  readonly because: string;
}

/** FLOP of a PF-day, 10^15 FLOP/s for a day. */
const PF_DAY = 8.64e19;

const multiples: ReadonlyMap<string, readonly [number, string]> = new Map([
  ...named(["k", "thousand", "thousands", "千"], 1e3, "thousands"),
  ...named(["万"], 1e4, "ten thousands"),
  ...named(["m", "million", "millions", "百万"], 1e6, "millions"),
  ...named(["千万"], 1e7, "ten millions"),
  ...named(["亿"], 1e8, "hundred millions"),
  ...named(["b", "bn", "g", "billion", "billions", "十亿"], 1e9, "billions"),
  ...named(["百亿"], 1e10, "ten billions"),
  ...named(["千亿"], 1e11, "hundred billions"),
  ...named(["t", "trillion", "trillions", "万亿"], 1e12, "trillions"),
]);

const prefixes = "kmgtpezy";

/**
 * What a header's unit asks for, or undefined where it means nothing for the dimension. Losses become nats, compute
 * becomes FLOP, fractions become parts of one.
 */
export function conversionOf(unit: string, dimension: Dimension): Conversion | undefined {
  const plain = unit.replace(/\s+/g, " ");
  if (dimension === "loss") return lossConversion(plain);
  if (dimension === "fraction" && /^(%|pct|percent)$/.test(plain)) {
    return { factor: 0.01, because: "the header says percent" };
  }
  const power = powerOfTen(plain);
  if (power !== undefined) return { factor: power, because: `the header says multiples of ${shortFactor(power)}` };
  if (dimension === "compute") return computeConversion(plain);
  if (dimension !== "count") return undefined;
  const counted = plain.replace(/ ?(tokens?|params?|parameters?)$/, "");
  const [factor, name] = multiples.get(counted) ?? [];
  if (factor !== undefined) return { factor, because: `the header says ${name}` };
  return counted === "" ? { factor: 1, because: "by its name" } : undefined;
}

function lossConversion(unit: string): Conversion | undefined {
  const bits = /(?:^|\s)(bits?|bpb|bpc)\b(?: ?(?:\/|per) ?(\w+))?/.exec(unit);
  if (bits !== null) return { factor: Math.LN2, because: `the header says bits${perWhat(bits)}, made nats by ln 2` };
  return /^nats?\b/.test(unit) ? { factor: 1, because: "the header says nats" } : undefined;
}

function perWhat([, word, each]: RegExpExecArray): string {
  const per = word === "bpb" ? "byte" : word === "bpc" ? "character" : each;
  return per === undefined ? "" : ` per ${per}`;
}

function computeConversion(unit: string): Conversion | undefined {
  if (/^(pf|petaflops?)([ /-]?s)?[ -]?days?$/.test(unit)) return { factor: PF_DAY, because: "the header says PF-days" };
  const prefixed = new RegExp(`^([${prefixes}])flops?$`).exec(unit);
  if (prefixed !== null) {
    return { factor: 1000 ** (prefixes.indexOf(prefixed[1]!) + 1), because: `the header says ${unit.toUpperCase()}` };
  }
  return /^flops?$/.test(unit) ? { factor: 1, because: "the header says FLOP" } : undefined;
}

/** `1e21`, `10^21`, `×10^9`, `1e9 tokens`. */
function powerOfTen(unit: string): number | undefined {
  const match = /^[x×*]? ?(?:1e\+?|10\^|10\*\*)(\d{1,2})(?: ?(?:tokens?|params?|parameters?|flops?))?$/.exec(unit);
  return match === null ? undefined : Number(`1e${match[1]}`);
}

/** `0.693147`, `1e9`, `8.64e19`. */
export function shortFactor(factor: number): string {
  const rounded = Number(factor.toPrecision(6));
  return rounded < 1e5 ? String(rounded) : rounded.toExponential().replace("+", "");
}

function named(units: readonly string[], factor: number, name: string) {
  return units.map((unit) => [unit, [factor, name]] as const);
}
