import { type Estimate, undecided, type Verdict, verdict } from "../../../study/index.js";
import { at, difference, familiesOf } from "./curves.js";
import { IN_CONTEXT, type Result } from "./experiment.js";
import type { Params } from "./study.js";

/** A difference counts from so many standard errors on. */
const SURE = 4;

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Result[], params: Params): Verdict[] {
  return [judgeMetaLearning(rows, params), judgeOuterLoop(rows, params), judgeImplicitMaml(rows, params)];
}

/** What examples bring the transformer on fresh tasks: its error without any less that after all. */
function judgeMetaLearning(rows: readonly Result[], { shots }: Params): Verdict {
  const claim = "S1/§2.3/meta-learning";
  const gains = familiesOf(rows).map((family) => {
    const [none, all] = [0, shots].map((k) => at(rows, family, IN_CONTEXT, k)!);
    return { family, ...difference(none!, all!) };
  });
  const least = gains.reduce((a, b) => (b.value / b.stderr < a.value / a.stderr ? b : a));
  const { family, ...measured } = least;
  const kind = sign(measured) > 0 ? "holds" : sign(measured) < 0 ? "fails" : "undecided";
  return verdict(claim, kind, {
    ...{ measured, expected: 0, tolerance: 0 },
    note: `Error of the transformer on fresh tasks without examples less that after ${shots}, with its weights as they are, on the family where it is least (${family}). Trained on this very objective: with labels that err by a Gaussian, the log-likelihood is the squared error.`,
  });
}

/** The outer loop on the same examples, as printed, against fresh ones: the difference of errors on fresh points. */
function judgeOuterLoop(rows: readonly Result[], { shots }: Params): Verdict {
  const claim = "S1/§4.3/outer-loop";
  const differences = familiesOf(rows).map((family) => {
    const [same, other] = ["MAML, same examples", "MAML"].map((learner) => at(rows, family, learner, shots)!);
    return { family, same: same!, other: other!, ...difference(same!, other!) };
  });
  const worst = differences.reduce((a, b) => (b.value / b.stderr > a.value / a.stderr ? b : a));
  const { value, stderr, n } = worst;
  const text = differences.map(({ family, same, other }) => `${shown(same)} against ${shown(other)} on ${family}`);
  const isSure = sign(worst) > 0;
  return verdict(claim, isSure ? "corrected" : "undecided", {
    ...{ measured: { value, stderr, n }, expected: 0, tolerance: 0 },
    note:
      `Error on fresh points after ${shots} examples, where meta-training took the outer loss on the examples of the inner one, as printed, against where it took other examples of the task: ${text.join("; ")}. ` +
      "Finn et al. take other examples for the outer loss; as printed, what is trained is the fit to the examples seen, not the prediction of others. On linear tasks both loops end at the same weights, by symmetry.",
  });
}

/** Whether the transformer's predictions on linear tasks are nearer to MAML's or to those of least squares. */
function judgeImplicitMaml(rows: readonly Result[], { shots }: Params): Verdict {
  const claim = "S1/§4.3/icl-is-maml";
  const [exact, maml] = ["least squares", "MAML"].map((learner) => at(rows, "linear", learner, 0, "distance"));
  if (!exact || !maml) return undecided(claim, "needs the family of linear tasks");
  const measured = difference(exact, maml);
  const kind = sign(measured) < 0 ? "corrected" : sign(measured) > 0 ? "holds" : "undecided";
  const errors = familiesOf(rows).map((family) => {
    const [own, other] = [IN_CONTEXT, "MAML"].map((learner) => at(rows, family, learner, shots)!);
    return `${shown(own!)} against ${shown(other!)} on ${family}`;
  });
  return verdict(claim, kind, {
    ...{ measured, expected: 0, tolerance: 0 },
    note:
      `Mean squared distance of the transformer's predictions on linear tasks to least squares, ${shown(exact)}, less that to MAML, ${shown(maml)}, after ${shots} examples. Below 0: nearer to least squares. ` +
      `Errors of the transformer and of MAML: ${errors.join("; ")}. ` +
      "Both descend the error after adaptation, over tasks: the outer loop is the same. The inner one is not: MAML's is given, a gradient step on weights; the transformer's is found by training.",
  });
}

/** 1 or −1 where the difference counts, else 0. */
function sign({ value, stderr }: { readonly value: number; readonly stderr: number }): number {
  return Math.abs(value) > SURE * stderr ? Math.sign(value) : 0;
}

function shown({ value }: Estimate): string {
  return value!.toPrecision(2);
}
