import { positive } from "./surface.js";

/** Bytes that a parameter takes. */
export const bytesPerParameter = {
  /** BF16 weights and gradients, float32 weights and both moments of Adam (Rajbhandari et al. 2020, arXiv 1910.02054, §3.1). */
  trainingAdamMixed: 16,
  inference16bit: 2,
  inference8bit: 1,
  inference4bit: 0.5,
} as const;

/**
 * The most parameters whose state fits into `bytes`; activations and caches must come off first. The cap of
 * `AllocationOptions.maxParameters`.
 * @throws InputError for what is not positive.
 */
export function parametersInMemory(bytes: number, perParameter: number): number {
  return positive("memory", bytes) / positive("bytes per parameter", perParameter);
}
