import type { ComputePlan } from "./allocation.js";
import type { Interval95 } from "./intervals.js";
import type { FlatRange, Regret } from "./regret.js";

/** The ends of a 95 % interval; null where it is open. */
interface Ends {
  readonly ci95: readonly [number | null, number | null];
}

/** What {@link explainPlan} puts into words; what is left out is not spoken of. */
export interface PlanAnswer {
  /** Why the law itself is in doubt, as warnings: `not identifiable: …`. They stand first, and only the plan follows. */
  readonly doubts?: readonly string[];
  readonly plan: ComputePlan & {
    readonly binding?: "tokens" | "parameters" | "both" | null;
    /** With {@link PlanAnswer.experts}: how many, and all parameters, of which N are active. */
    readonly experts?: number;
    readonly totalParameters?: number;
    /** Of training; the compute is then in 16-bit FLOP. */
    readonly bits?: number;
  };
  /** The numbers of experts that were to choose from, rising, and the 95 % interval of the best. */
  readonly experts?: { readonly choices: readonly number[]; readonly ci95: readonly [number | null, number | null] };
  /** The bits to choose from (null: any number), the best of them, and what makes the most of any budget by the law. */
  readonly precision?: {
    readonly choices: readonly number[] | null;
    readonly bits: Ends;
    readonly optimal: (Ends & { readonly value: number | null }) | null;
  };
  readonly intervals?: Readonly<Partial<Record<"N" | "D" | "tokensPerParameter" | "loss", Interval95>>>;
  /** Draws without an answer, of how many. */
  readonly failed?: { readonly draws: number; readonly of: number };
  /** The plans within `tolerance` of the least loss. */
  readonly flat?: readonly { readonly tolerance: number; readonly range: FlatRange }[];
  /** Choices beside the plan, by name: `20 tokens per parameter`; null for one beyond the limits that the plan keeps to. */
  readonly regrets?: readonly { readonly name: string; readonly regret: Regret | null }[];
}

/** The plan in plain sentences: what to train, what its interval means, how flat the valley is, what other choices cost. */
export function explainPlan(answer: PlanAnswer): string[] {
  const { plan, experts, precision, intervals = {}, doubts = [], failed, flat = [], regrets = [] } = answer;
  const { D, tokensPerParameter, loss } = plan;
  const sentences = [
    ...doubts.map((doubt) => `Do not rely on this plan; the law is ${doubt}.`),
    `With ${budgetWords(plan)}, train ${modelWords(answer)} on ${count(D)} tokens (${round(tokensPerParameter)} tokens ` +
      `per ${experts ? "active " : ""}parameter): the law predicts a loss of ${loss.toFixed(3)} nats per token.`,
  ];
  if (plan.binding) sentences.push((experts ? bindingWithExperts : bindingWords)[plan.binding]);
  if (doubts.length > 0) return sentences;
  if (experts && plan.experts !== undefined) sentences.push(...expertSentences(plan.experts, experts));
  if (precision && plan.bits !== undefined) sentences.push(...precisionSentences(plan.bits, precision));
  const ratio = intervals.tokensPerParameter;
  // At a limit the ratio is the limit's, and says nothing of the runs.
  if (ratio && !plan.binding) sentences.push(ratioSentence(ratio));
  if (intervals.loss)
    sentences.push(lossSentence(intervals.loss, ratio && !plan.binding ? "far better" : "to a range"));
  if (ratio && failed && failed.draws > 0) {
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

const bindingWithExperts = {
  ...bindingWords,
  parameters:
    "Memory decides: a larger model, or one of more experts, does not fit, and so this one is trained on more tokens.",
} as const;

function budgetWords({ compute, bits }: PlanAnswer["plan"]): string {
  return bits === undefined ? `${short(compute)} FLOP` : `${short(compute)} FLOP of 16 bits`;
}

function modelWords({ plan: { N, experts, totalParameters, bits } }: PlanAnswer): string {
  if (bits !== undefined) return `${count(N)} parameters in ${round(bits)} bits`;
  if (experts === undefined || totalParameters === undefined) return `${count(N)} parameters`;
  if (experts === 1) return `a dense model of ${count(N)} parameters`;
  return `a mixture of ${round(experts)} experts with ${count(N)} active parameters (${count(totalParameters)} in all)`;
}

/** How sure the number of experts is, and whether more might be better. */
function expertSentences(best: number, { choices, ci95: [lo, hi] }: NonNullable<PlanAnswer["experts"]>): string[] {
  if (choices.length < 2) return [];
  const range = lo === hi ? "" : `${round(lo ?? 0)} to `;
  const last = hi === 1 ? "1 expert" : `${round(hi ?? 0)} experts`;
  const sure = lo === null || hi === null ? [] : [`Runs like yours would choose ${range}${last} 95 times in 100.`];
  const most =
    best === choices.at(-1) ? [`${round(best)} is the most experts that were tried; more may be better.`] : [];
  return [...sure, ...most];
}

/** How sure the bits are, and what the law says of any number of them. */
function precisionSentences(best: number, { choices, bits, optimal }: NonNullable<PlanAnswer["precision"]>): string[] {
  const range = ([lo, hi]: Ends["ci95"], said: (words: string) => string) =>
    lo === null || hi === null ? [] : [said(lo === hi ? round(lo) : `${round(lo)} to ${round(hi)}`)];
  const price = "An operation is taken to cost in proportion to its bits.";
  const sure =
    choices && choices.length < 2
      ? []
      : range(bits.ci95, (words) => `Runs like yours would choose ${words} bits 95 times in 100.`);
  const law =
    choices === null || !optimal || optimal.value === null
      ? []
      : [
          `Of any number, ${round(optimal.value)} bits make the most of the compute by this law, at every budget${range(optimal.ci95, (words) => ` (95 % interval: ${words})`).join("")}.`,
        ];
  const fewest =
    choices && choices.length > 1 && best === choices[0] && !optimal
      ? [`${round(best)} bits are the fewest that were tried; fewer may be better.`]
      : [];
  return [price, ...sure, ...law, ...fewest];
}

/** Digits beyond the point of a loss in words. */
const DIGITS = 3;

function lossSentence({ ci95: [lo, hi] }: Interval95, how: string): string {
  const [low, high] = [lo.toFixed(DIGITS), hi.toFixed(DIGITS)];
  const known = low === high ? `known to all digits printed: ${low}` : `known ${how}: ${low} to ${high}`;
  return `The loss itself is ${known} nats, for the law, not for one run.`;
}

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

function regretSentence(name: string, regret: Regret | null): string {
  if (regret === null) return `${name}: beyond the limits.`;
  const { loss, wasted } = regret;
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
