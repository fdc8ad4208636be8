import type { Claim } from "../../../study/index.js";

const s1 = (id: string, place: string, statement: string, printed?: string): Claim => ({
  id: `S1/${id}`,
  document: "S1",
  place,
  statement,
  ...(printed === undefined ? {} : { printed }),
});

export const claims: readonly Claim[] = [
  s1("§1.5/compute-column", "§1.5, table, column 4", "The compute of the five models is 6ND as printed.", "C = 6ND"),
  s1(
    "§1.5/losses",
    "§1.5, table, column 5",
    "Models of 125M to 2.7B parameters trained on 300B tokens have validation losses from 3.45 down to 2.56.",
  ),
  s1(
    "§1.5/verifies-the-law",
    "§1.5, title and table, for the law of §1.4",
    "The table verifies L(N, D) = L∞ + A/N^α + B/D^β.",
    "L(N,D) = L_\\infty + \\frac A{N^\\alpha} + \\frac B{D^\\beta}",
  ),
  s1(
    "§1.5/fit",
    "§1.5, “fit”",
    "The fit of the table is 2.10 + 0.35/N^0.076.",
    "L(N) = 2.10 + \\frac{0.35}{N^{0.076}}",
  ),
  s1(
    "§1.5/forecast",
    "§1.5, “forecast”",
    "It forecasts a loss of 2.35 for a model of 10B parameters.",
    "L \\approx 2.35",
  ),
  s1(
    "§1.5/offset-and-exponent",
    "§1.5, “fit”, with §1.2",
    "Kaplan's exponent 0.076 goes with an irreducible loss of 2.10.",
    "2.10 + \\frac{A}{N^{0.076}}",
  ),
  s1(
    "example-1/fit",
    "example 1, curve_fit",
    "Least squares from A = 10⁹, α = 0.076, L∞ = 2 finds the law of the six points.",
    "L(N) = A\\,N^{-\\alpha} + L_\\infty",
  ),
  s1("example-1/forecast", "example 1, last lines", "The fit predicts the loss of a model of 100B parameters."),
  s1(
    "§2.4/exponent",
    "§2.4, “scaling law”",
    "Accuracy with k examples approaches its limit as N^−0.1, for every k.",
    "\\text{Accuracy}(N,k) = A_\\infty(k) - B(k)\\,N^{-\\alpha},\\quad \\alpha\\approx 0.1",
  ),
  s1("§2.4/limit-grows", "§2.4, “scaling law”", "The limit A∞(k) grows with the number k of examples."),
];
