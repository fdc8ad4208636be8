import { unknown } from "../../numerics/errors.js";

/** Constants that a paper gives for a law. */
export interface PublishedConstants {
  /** Name of the form. */
  readonly form: string;
  /** Distinguishes the constants of one form: `hoffmann-rounded`. */
  readonly label: string;
  readonly source: string;
  readonly values: Readonly<Record<string, number>>;
}

/** FLOP of a PF-day, 10^15 FLOP/s for a day. */
export const PF_DAY = 8.64e19;

const kaplan = "Kaplan et al. (2020), arXiv 2001.08361";
const gadre = "Gadre et al. (2024), arXiv 2403.08540";
const clark = "Clark et al. (2022), arXiv 2202.01169, table 3";
const fineGrained = "Ludziejewski, Krajewski et al. (2024), arXiv 2402.07871, table 1";

/** Sets of constants as their papers print them. */
export const publishedConstants: readonly PublishedConstants[] = [
  constants("kaplan-N", "kaplan", `${kaplan}, eq. 1.1`, { N_c: 8.8e13, alpha_N: 0.076 }),
  constants("kaplan-D", "kaplan", `${kaplan}, eq. 1.2`, { D_c: 5.4e13, alpha_D: 0.095 }),
  constants("kaplan-C", "kaplan", `${kaplan}, eq. 1.3 (C_min)`, { C_c: 3.1e8 * PF_DAY, alpha_C: 0.05 }),
  constants("kaplan-C", "kaplan-fixed-batch", `${kaplan}, section 1.2 (compute at a fixed batch)`, {
    C_c: 1.6e7 * PF_DAY,
    alpha_C: 0.057,
  }),
  constants("kaplan", "kaplan", `${kaplan}, table 2`, { N_c: 6.4e13, D_c: 1.8e13, alpha_N: 0.076, alpha_D: 0.103 }),
  constants("chinchilla", "hoffmann-rounded", "Hoffmann et al. (2022), arXiv 2203.15556, eq. 10", {
    ...{ E: 1.69, A: 406.4, B: 410.7, alpha: 0.34, beta: 0.28 },
  }),
  constants("chinchilla", "hoffmann-tex", "Hoffmann et al. (2022), arXiv 2203.15556, digits in its TeX source", {
    ...{ E: Math.exp(0.5267228), A: Math.exp(6.0073404), B: Math.exp(6.0179186) },
    ...{ alpha: 0.33917084, beta: 0.2849083 },
  }),
  constants("chinchilla", "besiroglu", "Besiroglu et al. (2024), arXiv 2404.10102 (the optimum of the L1 loss)", {
    ...{ E: 1.8172, A: 482.01, B: 2085.43, alpha: 0.3478, beta: 0.3658 },
  }),
  constants("data-constrained", "muennighoff", "Muennighoff et al. (2023), arXiv 2305.16264, appendix A", {
    ...{ E: Math.exp(0.6254804), A: Math.exp(6.255414), B: Math.exp(7.3049974), alpha: 0.3526596, beta: 0.3526596 },
    ...{ R_D: 15.387756, R_N: 5.309743 },
  }),
  constants("over-training", "c4", `${gadre}, table 2`, { E: 1.51, a: 141, b: 190, eta: 0.121 }),
  constants("over-training", "redpajama", `${gadre}, table 2`, { E: 1.84, a: 212, b: 367, eta: 0.136 }),
  constants("over-training", "refinedweb", `${gadre}, table 2`, { E: 1.73, a: 157, b: 246, eta: 0.127 }),
  constants("downstream", "c4", `${gadre}, table 2`, { epsilon: 0.85, k: 2.08, gamma: 0.756 }),
  constants("downstream", "redpajama", `${gadre}, table 2`, { epsilon: 0.857, k: 2.21, gamma: 0.715 }),
  // biome-ignore lint/suspicious/noApproximativeNumericConstant: a fitted number that happens to look like sqrt(1/2)
  constants("downstream", "refinedweb", `${gadre}, table 2`, { epsilon: 0.865, k: 2.21, gamma: 0.707 }),
  constants("moe-clark", "s-base", clark, {
    ...{ a: -0.082, b: -0.108, c: 0.009, d: 1.104, E_start: 1.847, E_max: 314.478 },
  }),
  constants("moe-clark", "rl-r", clark, {
    ...{ a: -0.083, b: -0.126, c: 0.012, d: 1.111, E_start: 1.88, E_max: 469.982 },
  }),
  constants("moe-clark", "hash", clark, {
    ...{ a: -0.087, b: -0.136, c: 0.012, d: 1.157, E_start: 4.175, E_max: 477.741 },
  }),
  constants("moe-joint", "ludziejewski", "Ludziejewski et al. (2025), arXiv 2502.05172, table 3", {
    ...{ a: 35.91, alpha: -0.1889, delta: -0.2285, gamma: 0.0098 },
    ...{ b: 35.98, beta: -0.1775, omega: 0.5529, zeta: -0.0259 },
    ...{ c: 1.3637, E_start: 2.0732, E_max: 290.4521 },
  }),
  constants("moe-granularity", "mixture", fineGrained, {
    ...{ a: 18.1, alpha: 0.115, b: 30.8, beta: 0.147, g: 2.1, gamma: 0.58, c: 0.47 },
  }),
  constants("farseer", "farseer", "Li et al. (2025), arXiv 2506.10972", {
    ...{ a1: -1.665630816, alpha: 0.0459, b1: 3.133347198805445 },
    ...{ a2: 230.73437075885855, beta: -0.1729, b2: -1.544209554 },
    ...{ a3: -0.062465473, gamma: 0.13, b3: 0.1284880679442551 },
  }),
  constants("step-law-lr", "step-law", "Li et al. (2025), arXiv 2503.04715, eq. 1", { c: 1.79, a: -0.713, b: 0.307 }),
  constants("step-law-batch", "step-law", "Li et al. (2025), arXiv 2503.04715, eq. 1", { c: 0.58, b: 0.571 }),
];

/** The constants of one form under one label. @throws InputError for a form without any, and for an unknown label. */
export function publishedFor(form: string, label?: string): PublishedConstants {
  const ofForm = publishedConstants.filter((candidate) => candidate.form === form);
  if (ofForm.length === 0) {
    throw unknown("form with published constants", form, [...new Set(publishedConstants.map((one) => one.form))]);
  }
  const found = label === undefined ? ofForm[0] : ofForm.find((candidate) => candidate.label === label);
  if (found !== undefined) return found;
  throw unknown(
    `published constants of ${form}`,
    String(label),
    ofForm.map((candidate) => candidate.label),
  );
}

function constants(
  form: string,
  label: string,
  source: string,
  values: PublishedConstants["values"],
): PublishedConstants {
  return { form, label, source, values };
}
