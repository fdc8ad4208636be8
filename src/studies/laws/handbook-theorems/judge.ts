import { undecided, type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import type { Params } from "./study.js";

/** Verdicts on the claims of `claims.ts`: three by numbers, the others by the papers they name. */
export function judge(rows: readonly Measurement[], params: Params): Verdict[] {
  return [judgeFormula(rows, params), judgeStep(rows), judgeEquivalence(rows, params), ...attributions];
}

function judgeFormula(rows: readonly Measurement[], { dimension, examples }: Params): Verdict {
  const rank = scalarOf(rows, "rank");
  const corrected = scalarOf(rows, "corrected_formula_error").value ?? Number.POSITIVE_INFINITY;
  const note =
    `Rank of KᵀK with the k = ${examples} examples as columns (d = ${dimension}): its inverse exists only up to k = d, where the ` +
    "formula interpolates. With examples as rows the shapes of V and (KᵀK)⁻¹ do not fit. " +
    `The regression is VKᵀ(KKᵀ)⁻¹Q: relative difference ${corrected.toExponential(1)}.`;
  return compare("S1/§2.3/attention-formula", {
    measured: rank,
    expected: examples,
    tolerance: 0,
    differ: corrected < 1e-8 ? "corrected" : "fails",
    note,
  });
}

function judgeStep(rows: readonly Measurement[]): Verdict {
  return compare("S1/§2.3/one-gradient-step", {
    measured: scalarOf(rows, "attention_error"),
    expected: 0,
    tolerance: 1e-12,
    note:
      "Relative difference between ηVKᵀQ and the prediction after one step of gradient descent from 0 with step η, the gradient " +
      "of ½ Σ (y − θᵀx)² summed example by example.",
  });
}

function judgeEquivalence(rows: readonly Measurement[], { dimension, examples }: Params): Verdict {
  return compare("S1/§2.3/step-is-least-squares", {
    measured: scalarOf(rows, "step_distance"),
    expected: 0,
    tolerance: 0.01,
    note:
      `Relative distance of the predictions of one step, at its best η, from those of least squares (d = ${dimension}, ` +
      `k = ${examples}): the step lacks the inverse (KKᵀ)⁻¹; only for orthogonal inputs, or as k/d → ∞ with isotropic ones, ` +
      "do the two agree.",
  });
}

const attributions: readonly Verdict[] = [
  verdict("S1/§3.1/turing-completeness", "corrected", {
    note:
      "Turing completeness is Pérez et al. (2019, arXiv:1901.03429; 2021), with hard attention, arbitrary precision and " +
      "unboundedly many steps. Yun et al. (2020, arXiv:1912.10077) is universal approximation.",
  }),
  verdict("S1/§3.1/any-sequence-function", "fails", {
    note:
      "There are uncountably many functions between sequences, most of them not computable, and countably many transformers " +
      "with rational weights. What Yun et al. (2020, arXiv:1912.10077) prove is approximation, in L^p, of continuous functions " +
      "on a compact set at a fixed length. Pérez et al. prove Turing completeness.",
  }),
  undecided(
    "S1/§3.2/task-bound",
    "No source, no assumption on loss, tasks or context length; d is undefined. Bounds of this form need bounded loss and " +
      "independent tasks.",
  ),
  undecided(
    "S1/§3.2/vc-dimension",
    "No source. For networks with piecewise linear activations the VC dimension is Θ(WL log(W/L)) with L layers (Bartlett et al. " +
      "2019, arXiv:1703.02930), which is O(W log W) at fixed depth only; softmax attention is not of that class.",
  ),
  verdict("S1/new/bayesian-inference-2024", "corrected", {
    note:
      "Xie et al. is arXiv:2111.02080 (ICLR 2022). It proves it for a predictor that has the pre-training distribution, a mixture of hidden Markov " +
      "models, not for trained transformers.",
  }),
  verdict("S1/new/dates", "corrected", {
    note:
      "Olsson et al. 2022 (arXiv:2209.11895), Chan et al. 2022 (arXiv:2205.05055), von Oswald et al. 2022, ICML 2023 " +
      "(arXiv:2212.07677).",
  }),
  verdict("S1/new/task-vectors", "corrected", {
    note:
      "Ilharco et al. (2023, arXiv:2212.04089) subtract weights before and after fine-tuning. The task vectors of in-context learning are " +
      "activations, and no weight changes: Hendel et al. (2023, arXiv:2310.15916), Todd et al. (2024, arXiv:2310.15213).",
  }),
  undecided("S1/new/compute-optimal-2025", "It names no paper and gives no formula: nothing to check."),
];
