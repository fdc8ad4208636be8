import { type InductionPass, inductionModel, runInduction } from "../../../learning/expressivity/index.js";
import { sampleWithoutReplacement } from "../../../numerics/random/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import type { CellContext } from "../../../study/index.js";
import type { Recorder } from "../../measurement.js";
import type { Params } from "./study.js";

/** Random sequences that repeat: what the model predicts in each half, at every sharpness, and with layer 1 taken out. */
export function continueSequences(recorder: Recorder, params: Params, { stream, algebra, signal }: CellContext): void {
  const { V, half, sequences } = params;
  const drawn = Array.from({ length: sequences }, (_, i) => {
    const tokens = sampleWithoutReplacement(stream.child("sequence", i), V, half);
    return [...tokens, ...tokens];
  });
  const sharpest = Math.max(...params.beta);
  for (const beta of params.beta) {
    signal.throwIfAborted();
    const model = inductionModel({ V, T: 2 * half + 1, beta });
    const passes = drawn.map((sequence) => runInduction(model, sequence, algebra));
    const second = passes.map((pass, i) => accuracy(pass, drawn[i]!, V, half + 1, 2 * half));
    const score = passes.map((pass) => prefixMatching(pass, half));
    recorder.point("sharpness", beta, mean(second), "accuracy in the second half");
    recorder.point("sharpness", beta, mean(score), "prefix-matching score");
    if (beta !== sharpest) continue;
    recorder.scalar("accuracy", mean(second), "second half");
    recorder.scalar("accuracy", mean(passes.map((pass, i) => accuracy(pass, drawn[i]!, V, 0, half))), "first half");
    recorder.scalar("prefix_matching", mean(score));
    const whole = lossByPosition(passes, drawn, V);
    const cut = drawn.map((sequence) => runInduction(model, sequence, algebra, { skipFirstLayer: true }));
    recorder.scalar(
      "accuracy",
      mean(cut.map((pass, i) => accuracy(pass, drawn[i]!, V, half + 1, 2 * half))),
      "without layer 1",
    );
    whole.forEach((loss, t) => {
      recorder.point("loss", t + 1, loss, "both layers");
    });
    lossByPosition(cut, drawn, V).forEach((loss, t) => {
      recorder.point("loss", t + 1, loss, "without layer 1");
    });
    recorder.scalar("loss", mean(whole.slice(0, half)), "first half");
    recorder.scalar("loss", mean(whole.slice(half + 1)), "second half");
    recorder.scalar("icl_score", whole.at(-1)! - whole[Math.floor(half / 2)]!);
  }
}

/** A random table of pairs as a prompt x_1 y_1 x_2 y_2 … x_q: is the answer y of x_q right, if x_q was shown, if not? */
export function askPairs(
  recorder: Recorder,
  { V, pairs, beta, sequences }: Params,
  { stream, algebra }: CellContext,
): void {
  const model = inductionModel({ V, T: 2 * pairs + 2, beta: Math.max(...beta) });
  let [shown, unseen] = [0, 0];
  for (let i = 0; i < sequences; i++) {
    const tokens = sampleWithoutReplacement(stream.child("pairs", i), V, 2 * pairs + 2);
    const prompt = [...tokens.subarray(0, 2 * pairs)];
    const asked = 2 * stream.child("query", i).integer(pairs);
    if (predictedNext(runInduction(model, [...prompt, prompt[asked]!], algebra), V) === prompt[asked + 1]) shown++;
    // A pair like the others, whose input stands nowhere in the prompt.
    if (predictedNext(runInduction(model, [...prompt, tokens[2 * pairs]!], algebra), V) === tokens[2 * pairs + 1])
      unseen++;
  }
  recorder.scalar("answer_accuracy", shown / sequences, "query among the examples");
  recorder.scalar("answer_accuracy", unseen / sequences, "query not among them");
}

/** The two attention maps of one short sequence, row by row: series is the query's position, x the key's. */
export function recordMaps(recorder: Recorder, { stream, algebra }: CellContext): void {
  const [V, half] = [12, 6];
  const tokens = sampleWithoutReplacement(stream.child("map"), V, half);
  const { attention } = runInduction(inductionModel({ V, T: 2 * half + 1, beta: 50 }), [...tokens, ...tokens], algebra);
  attention.forEach(({ rows, data }, layer) => {
    for (let query = 0; query < rows; query++) {
      for (let key = 0; key <= query; key++)
        recorder.point(`map ${layer + 1}`, key, data[query * rows + key]!, `${query}`);
    }
  });
}

/** Share of right predictions of tokens `from` … `to` − 1; a prediction that several tokens share is not right. */
function accuracy(pass: InductionPass, sequence: readonly number[], V: number, from: number, to: number): number {
  let right = 0;
  for (let t = from; t < to; t++) if (predictedAt(pass, V, t) === sequence[t]) right++;
  return right / (to - from);
}

/** The most probable token after position t, or −1 for a tie. */
function predictedAt({ predictions }: InductionPass, V: number, t: number): number {
  const row = predictions.data.subarray(t * V, (t + 1) * V);
  const most = Math.max(...row);
  const best = row.findIndex((p) => p >= most - 1e-12);
  return row.findLastIndex((p) => p >= most - 1e-12) === best ? best : -1;
}

function predictedNext(pass: InductionPass, V: number): number {
  return predictedAt(pass, V, pass.predictions.rows - 1);
}

/** Mean attention in layer 2, over the second half, to the token that followed the present one last time. */
function prefixMatching({ attention }: InductionPass, half: number): number {
  const { columns, data } = attention[1];
  const shares = Array.from({ length: half }, (_, i) => data[(half + 1 + i) * columns + i + 2]!);
  return mean(shares);
}

/** Mean −ln p of each token of the sequences, in nats. */
function lossByPosition(
  passes: readonly InductionPass[],
  sequences: readonly (readonly number[])[],
  V: number,
): number[] {
  return sequences[0]!.map((_, t) =>
    mean(passes.map(({ predictions }, i) => -Math.log(predictions.data[t * V + sequences[i]![t]!]!))),
  );
}
