import { invalid } from "../../numerics/errors.js";
import { positive } from "./surface.js";

/** What a planner needs to know of an accelerator. */
export interface Accelerator {
  /** Dense BF16 peak, FLOP/s. */
  readonly peak: number;
  /** Bytes. */
  readonly memory: number;
}

/** Dense BF16 peaks and memory from the makers' data sheets (which often print the sparse peak, twice as large). */
export const accelerators = {
  "V100-32GB": { peak: 125e12, memory: 32e9 },
  "A100-40GB": { peak: 312e12, memory: 40e9 },
  "A100-80GB": { peak: 312e12, memory: 80e9 },
  "H100-SXM": { peak: 989.4e12, memory: 80e9 },
  "H100-PCIe": { peak: 756e12, memory: 80e9 },
  "H200-SXM": { peak: 989.4e12, memory: 141e9 },
  "B200-SXM": { peak: 2250e12, memory: 180e9 },
  MI300X: { peak: 1307.4e12, memory: 192e9 },
  "TPU-v4": { peak: 275e12, memory: 32e9 },
  "TPU-v5p": { peak: 459e12, memory: 95e9 },
} as const satisfies Readonly<Record<string, Accelerator>>;

/** A rented accelerator. */
export interface Rental {
  /** FLOP/s. */
  readonly peak: number;
  /** Part of the peak that training reaches, 0 … 1 (model FLOP utilisation). */
  readonly utilisation: number;
  /** Money for one accelerator and hour. */
  readonly pricePerHour: number;
}

/** The training compute, FLOP, that `money` buys. @throws InputError for what is not positive, or a utilisation above 1. */
export function computeForMoney(money: number, rental: Rental): number {
  return (positive("money", money) / positive("price per hour", rental.pricePerHour)) * flopsPerHour(rental);
}

/** Accelerator hours of `compute` FLOP, and their price. @throws InputError as {@link computeForMoney}. */
export function priceOfCompute(compute: number, rental: Rental): { readonly hours: number; readonly money: number } {
  const hours = positive("compute", compute) / flopsPerHour(rental);
  return { hours, money: hours * positive("price per hour", rental.pricePerHour) };
}

function flopsPerHour({ peak, utilisation }: Rental): number {
  if (!(utilisation > 0 && utilisation <= 1)) throw invalid("utilisation", utilisation, "a number above 0, up to 1");
  return 3600 * positive("peak", peak) * utilisation;
}
