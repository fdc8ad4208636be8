import type { Form } from "../form.js";
import { chinchilla } from "./chinchilla.js";
import { scaleConstant } from "./parameters.js";
import { quantities, targets } from "./quantities.js";

/** R_D or R_N: flat above some value, where the data do not bound it. */
function decay(name: string, of: string) {
  const description = `repeats after which ${of} lose their value`;
  return { ...scaleConstant(name, "repeats", description, [0.3, 300]), lower: 1e-3, upper: 1e6 };
}

/**
 * Chinchilla's law with effective data and parameters: D' of U unique tokens in D/U epochs, N' of those parameters that
 * U tokens can use, U_N = min(N, N_opt(U)), and the excess. N_opt is the compute-optimal N of the same law, so that A
 * and B do not enter linearly here. The paper holds E, A, B, α, β at values fitted elsewhere: `withFixed` does so.
 */
export const dataConstrained: Form = {
  name: "data-constrained",
  title: "Data-constrained law with repeated data",
  source: "Muennighoff et al. (2023), arXiv 2305.16264, eqs. 5, 6 and appendix A",
  expression: `
    G = (alpha*A/(beta*B))^(1/(alpha + beta));
    U_D = min(U, D);
    U_N = min(N, G*(G*U_D)^(beta/alpha));
    D_eff = U_D*(1 + R_D*(1 - exp((1 - D/U_D)/R_D)));
    N_eff = U_N*(1 + R_N*(1 - exp((1 - N/U_N)/R_N)));
    E + A/N_eff^alpha + B/D_eff^beta`,
  variables: [quantities.N, quantities.D, quantities.U],
  target: targets.loss,
  parameters: [
    ...chinchilla.parameters.map((parameter) =>
      // An exponent of zero has no compute-optimal N.
      parameter.scale === "linear" && parameter.name !== "E" ? { ...parameter, lower: 1e-3 } : parameter,
    ),
    decay("R_D", "tokens"),
    decay("R_N", "excess parameters"),
  ],
};
