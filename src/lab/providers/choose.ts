import { setFlagsFromString } from "node:v8";
import { invalid, unknown } from "../../numerics/errors.js";
import { hasRelaxedSimd } from "../../numerics/kernels/kernels.js";
import { embeddedProvider } from "../../numerics/linear-algebra/embedded.js";
import type { LinearAlgebra } from "../../numerics/linear-algebra/provider.js";
import { openBlasProvider } from "./openblas.js";

/** The providers by name. */
export type ProviderName = "embedded" | "openblas";

const INSTALL =
  "embedded, or an OpenBLAS on this machine (Debian and Ubuntu: libopenblas0; macOS: brew install openblas)";

/**
 * The linear algebra to run on: what the environment's ISINGLASS_PROVIDER says, else `preference`, else OpenBLAS where
 * this machine has it, else the embedded kernels. OpenBLAS takes all cores on the main thread and one in a worker.
 *
 * @throws InputError for an unknown name, or for OpenBLAS where there is none
 */
export function chooseProvider(preference?: ProviderName): LinearAlgebra {
  allowRelaxedSimd();
  const name = process.env.ISINGLASS_PROVIDER || preference;
  if (name === "embedded") return embeddedProvider();
  if (name !== undefined && name !== "openblas") throw unknown("provider", name, ["embedded", "openblas"]);
  const openBlas = openBlasProvider();
  if (openBlas !== undefined) return openBlas;
  if (name === "openblas") throw invalid("provider", name, INSTALL);
  return embeddedProvider();
}

/** Node 20 has relaxed SIMD behind a flag, which may still be set before the kernels are compiled. */
function allowRelaxedSimd(): void {
  if (!hasRelaxedSimd()) setFlagsFromString("--experimental-wasm-relaxed-simd");
}
