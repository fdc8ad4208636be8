import { setFlagsFromString } from "node:v8";
import { describe } from "vitest";
import { openBlasProvider } from "../../src/lab/providers/openblas.js";
import { hasRelaxedSimd } from "../../src/numerics/kernels/kernels.js";
import { embeddedProvider } from "../../src/numerics/linear-algebra/embedded.js";
import type { LinearAlgebra } from "../../src/numerics/linear-algebra/provider.js";

// Node 20 has relaxed SIMD behind this flag; newer versions do not know it.
if (!hasRelaxedSimd()) setFlagsFromString("--experimental-wasm-relaxed-simd");

/** What the suite is run for. A provider that this machine lacks is undefined. */
export const providers: { label: string; algebra: LinearAlgebra | undefined }[] = [
  { label: "embedded, relaxed SIMD", algebra: hasRelaxedSimd() ? embeddedProvider("relaxed-simd") : undefined },
  { label: "embedded, SIMD", algebra: embeddedProvider("simd") },
  // One thread: two test files run at a time, and threads that wait for a core slow everything down.
  { label: "OpenBLAS", algebra: openBlasProvider(1) },
];

/** Those that this machine has. */
export const available: LinearAlgebra[] = providers.flatMap(({ algebra }) => algebra ?? []);

/** The fastest provider here: makes test matrices, and checks large results of the others. */
export const fastest: LinearAlgebra = available.at(-1)!;

/** Whether a provider takes the longest cases: the plain-SIMD build, whose source is the relaxed one's, is excused. */
export function fullSize(algebra: LinearAlgebra): boolean {
  return available.length < 3 || algebra !== available[1];
}

/** Milliseconds that the longest cases, of some ten seconds, may take on a busy machine. */
export const PATIENT = 300_000;

/** Runs a part of the suite for each provider; one that is absent is skipped, and the title says why. */
export function forEachProvider(title: string, body: (algebra: LinearAlgebra) => void): void {
  for (const { label, algebra } of providers) {
    if (algebra === undefined) describe.skip(`${title}: ${label} is not on this machine`, () => {});
    else describe(`${title}: ${label}`, () => body(algebra));
  }
}
