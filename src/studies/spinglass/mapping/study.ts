import { z } from "zod";
import { matrix } from "../../../numerics/linear-algebra/matrix.js";
import type { LinearAlgebra } from "../../../numerics/linear-algebra/provider.js";
import type { Stream } from "../../../numerics/random/stream.js";
import {
  buildSpinGlass,
  drawTasks,
  fullCouplings,
  hamiltonian,
  hessian,
  localRegularisation,
  localRegularisationAsPrinted,
  type SpinGlass,
  type TaskBatch,
  trainingLoss,
} from "../../../spinglass/index.js";
import { type CellContext, defineStudy } from "../../../study/index.js";
import { references } from "../../references/index.js";
import { sweptCells } from "../../repeated-cells.js";
import * as fields from "../parameters.js";
import { claims } from "./claims.js";
import { figures } from "./figures.js";
import { judge } from "./judge.js";
import { metrics } from "./metrics.js";

const params = z.strictObject({
  P: fields.sweepP.default([2, 20, 60, 110, 200, 1000]),
  D: fields.D.default(10),
  N: fields.N.default(100),
  lambda: fields.lambda.default(0.01),
  repetitions: fields.repetitions.default(4),
  sampler: fields.sampler.default("exact"),
  configurations: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .describe("random weight matrices on which loss and energy are compared"),
});
/** Parameters of the study. */
export type Params = z.infer<typeof params>;

interface Cell {
  readonly id: string;
  readonly P: number;
  readonly D: number;
  readonly repetition: number;
  readonly params: Params;
}

/** What one training set showed. */
export type Row = {
  readonly P: number;
  readonly D: number;
  readonly repetition: number;
  /** max over configurations of |loss − H − constant| / loss, with the corrected sign of λ_i. */
  readonly mismatch: number;
  /** The same with the printed sign. */
  readonly mismatch_printed: number;
  /** Smallest eigenvalue of the Hessian of H with the printed sign: negative means unbounded below. */
  readonly lowest_printed: number;
  /** Smallest eigenvalue of R + λ. */
  readonly lowest: number;
  /** Smallest eigenvalue of R over its largest: zero or rounding, unless R is not positive semi-definite. */
  readonly lowest_relative: number;
  /** Eigenvalues of R on all (D+1)² spins below 1e-10 of the largest. */
  readonly zero_modes: number;
  /** Largest |J_ij| in the rows of the dead spins. */
  readonly dead_coupling: number;
  /** Standard deviation of the off-diagonal elements of J between W11 spins that share neither index (block E). */
  readonly sd_coupling: number;
  /** Standard deviation of the product of two distinct off-diagonal elements of block C of H. */
  readonly sd_field_product: number;
};

export default defineStudy<Params, Cell, Row>({
  id: "spinglass/mapping",
  version: 1,
  title: "A transformer becomes a spin glass",
  source: "S2 §4.2–4.3 and §5.2, eqs (123)–(132), (159), fig. 10",
  references: [references.li2025spinglass],
  claims,
  params,
  presets: {
    quick: { params: {}, seconds: 5 },
    paper: { params: { P: [25, 100, 500, 1500], D: 20, repetitions: 50 }, seconds: 60 },
  },
  cells: (params) => [
    ...sweptCells("P", params.P, params).map((cell) => ({ ...cell, D: params.D })),
    { id: "fig-10", ...figure10, repetition: 0, params },
  ],
  run: runCell,
  metrics,
  judge,
  figures,
});

/** The point at which the inset of fig. 10 reads “98 % and more”. */
export const figure10 = { P: 25, D: 40 };

function runCell({ P, D, repetition, params }: Cell, { stream, algebra }: CellContext): Row[] {
  const { N, lambda, sampler, configurations } = params;
  const tasks = drawTasks(stream.child("tasks"), { P, D, N, sampler });
  const glass = buildSpinGlass(tasks, algebra);
  const mismatch = compareEnergies({ tasks, glass, lambda, configurations }, stream.child("configurations"), algebra);
  const spectrum = algebra.eigenvalues(glass.secondMoment);
  const largest = spectrum[spectrum.length - 1]!;
  return [
    {
      P,
      D,
      repetition,
      ...mismatch,
      lowest_printed: algebra.eigenvalues(printedHessian(glass, lambda))[0]!,
      lowest: algebra.eigenvalues(hessian(glass, lambda))[0]!,
      lowest_relative: spectrum[0]! / largest,
      zero_modes: D + 1 + spectrum.filter((value) => Math.abs(value) < 1e-10 * largest).length,
      dead_coupling: largestDeadCoupling(glass),
      ...elementSpreads(glass),
    },
  ];
}

interface Comparison {
  readonly tasks: TaskBatch;
  readonly glass: SpinGlass;
  readonly lambda: number;
  readonly configurations: number;
}

/** Loss, computed from the tasks, against H, computed from J and h, on random weights of order one. */
function compareEnergies({ tasks, glass, lambda, configurations }: Comparison, stream: Stream, algebra: LinearAlgebra) {
  const local = localRegularisation(glass, lambda);
  const printed = localRegularisationAsPrinted(glass, lambda);
  let mismatch = 0;
  let mismatchPrinted = 0;
  for (let k = 0; k < configurations; k++) {
    const spins = stream.fillNormal(new Float64Array(glass.field.length));
    const loss = trainingLoss(tasks, lambda, spins, algebra);
    const relative = (energy: number) => Math.abs(loss - energy - glass.constant) / loss;
    mismatch = Math.max(mismatch, relative(hamiltonian(glass, local, spins)));
    mismatchPrinted = Math.max(mismatchPrinted, relative(hamiltonian(glass, printed, spins)));
  }
  return { mismatch, mismatch_printed: mismatchPrinted };
}

/** The Hessian of eq. (128) with the printed λ_i: R off the diagonal, λ − R_ii on it. */
function printedHessian(glass: SpinGlass, lambda: number) {
  const { rows: p, data } = glass.secondMoment;
  const result = matrix(p, p, data.slice());
  localRegularisationAsPrinted(glass, lambda).forEach((value, i) => {
    result.data[i * p + i] = value;
  });
  return result;
}

function largestDeadCoupling(glass: SpinGlass): number {
  const { rows: n, data } = fullCouplings(glass);
  let largest = 0;
  for (let m = glass.D; m < n; m += glass.D + 1) {
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(data[m * n + j]!));
  }
  return largest;
}

/** Spread of J's block E off its structure and of products of elements of H's block C, one data set. */
function elementSpreads({ D, secondMoment: { rows: p, data }, field }: SpinGlass) {
  let couplings = 0;
  let count = 0;
  for (let i = 0; i < D * D; i++) {
    for (let j = 0; j < i; j++) {
      if (i % D === j % D || Math.floor(i / D) === Math.floor(j / D)) continue;
      couplings += data[i * p + j]! ** 2;
      count++;
    }
  }
  let fields = 0;
  for (let i = 0; i < D * D; i++) if (i % (D + 1) !== 0) fields += field[i]! ** 2;
  return {
    sd_coupling: count > 0 ? Math.sqrt(couplings / count) : 0,
    sd_field_product: fields / (D * Math.max(1, D - 1)),
  };
}
