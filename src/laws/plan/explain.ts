import type { ComputePlan } from "./allocation.js";
import type { Interval95 } from "./intervals.js";
import type { FlatRange, Regret } from "./regret.js";

/** What {@link explainPlan} puts into words; what is left out is not spoken of. */
export interface PlanAnswer {
  readonly plan: ComputePlan & { readonly binding?: "tokens" | "parameters" | "both" | null };
  readonly intervals?: Readonly<Partial<Record<"N" | "D" | "tokensPerParameter" | "loss", Interval95>>>;
  /** Draws without an answer, of how many. */
  readonly failed?: { readonly draws: number; readonly of: number };
  /** The plans within `tolerance` of the least loss. */
  readonly flat?: readonly { readonly tolerance: number; readonly range: FlatRange }[];
  /** Choices beside the plan, by name: `20 tokens per parameter`. */
  readonly regrets?: readonly { readonly name: string; readonly regret: Regret }[];
}

/** The plan in plain sentences: what to train, what its interval means, how flat the valley is, what other choices cost. */
export function explainPlan({ plan, intervals = {}, failed, flat = [], regrets = [] }: PlanAnswer): string[] {
  const { N, D, tokensPerParameter, loss, compute } = plan;
  const sentences = [
    `With ${short(compute)} FLOP, train ${count(N)} parameters on ${count(D)} tokens (${round(tokensPerParameter)} tokens ` +
      `per parameter): the law predicts a loss of ${loss.toFixed(3)} nats per token.`,
  ];
  if (plan.binding) sentences.push(bindingWords[plan.binding]);
  const ratio = intervals.tokensPerParameter;
  if (ratio) sentences.push(ratioSentence(ratio));
  if (intervals.loss) {
    const [lo, hi] = intervals.loss.ci95;
    sentences.push(
      `The loss itself is known far better: ${lo.toFixed(3)} to ${hi.toFixed(3)} nats, for the law, not for one run.`,
    );
  }
  if (failed && failed.draws > 0) {
    sentences.push(`${failed.draws} of ${failed.of} resamples had no answer and are left out of the intervals.`);
  }
  for (const { tolerance, range } of flat) sentences.push(flatSentence(tolerance, range));
  for (const { name, regret } of regrets) sentences.push(regretSentence(name, regret));
  return sentences;
}

const bindingWords = {
  tokens:
    "There are not enough tokens for the best plan: all are used, and the rest of the compute makes the model larger.",
  parameters: "The best model does not fit: the largest that does is trained on more tokens.",
  both: "Neither a larger model nor more tokens are to be had: part of the compute has no use here.",
} as const;

function ratioSentence({ ci95: [lo, hi] }: Interval95): string {
  const width = hi / lo;
  const said = `Runs like yours would give ${round(lo)} to ${round(hi)} tokens per parameter 95 times in 100`;
  return width > 2
    ? `${said}: a factor of ${round(width)}, so take the ratio as a range, not as a number.`
    : `${said}: the runs fix the ratio well.`;
}

function flatSentence(tolerance: number, { N, tokensPerParameter }: FlatRange): string {
  const [low, high] = tokensPerParameter;
  return (
    `The valley is flat: anything from ${round(low)} to ${round(high)} tokens per parameter ` +
    `(${count(N[0])} to ${count(N[1])} parameters) costs at most ${percent(tolerance)} of the loss.`
  );
}

function regretSentence(name: string, { loss, wasted }: Regret): string {
  const part = percent(wasted);
  return wasted < 0.0005
    ? `${name}: as good as the best plan.`
    : `${name}: ${loss.toPrecision(2)} nats worse, as if ${part} of the compute were thrown away.`;
}

/** Two to three digits without an exponent. */
function round(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

function short(value: number): string {
  return value.toExponential(2).replace(/\.?0*e\+?/, "e");
}

function percent(part: number): string {
  return `${round(100 * part)} %`;
}

/** 7.3 billion, 512 million, 1.3 trillion. */
function count(value: number): string {
  const scale = (
    [
      [1e12, "trillion"],
      [1e9, "billion"],
      [1e6, "million"],
    ] as const
  ).find(([unit]) => value >= unit);
  return scale ? `${Number((value / scale[0]).toPrecision(3))} ${scale[1]}` : String(Math.round(value));
}
