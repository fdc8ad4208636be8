import { z } from "zod";

/**
 * The documents of the laws' commands, as schemas; `documents.ts` exports them beside those of the studies. A bound of
 * an interval is `null` where the data leave that side open, a number where it could not be had.
 */

const number = z.number().nullable();
const interval = z.tuple([number, number]);

/** A number with its 95 % interval. */
export const rangedSchema = z.strictObject({ value: number, ci95: interval });
/** The type of {@link rangedSchema}. */
export type Ranged = z.infer<typeof rangedSchema>;

/** A {@link FitDocument}'s and a plan's named warning. */
export const warningSchema = z.strictObject({ code: z.string(), message: z.string() });

/** A variable or the target of a law, with the column that it was read from. */
export const readQuantitySchema = z.strictObject({
  name: z.string(),
  unit: z.string(),
  description: z.string(),
  column: z.string().nullable().describe("of the file; null where computed from other quantities"),
  factor: number.describe("the column's numbers were multiplied by this to get the unit; null where computed"),
  origin: z.string().describe("where the numbers come from, in words"),
  range: z.tuple([z.number(), z.number()]).describe("least and greatest value, in the unit"),
});

/** What a law is, enough to compute with it again without this program's own list of laws. */
export const formSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  source: z.string(),
  expression: z.string(),
  variables: z.array(readQuantitySchema),
  target: readQuantitySchema,
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string(),
      description: z.string(),
      lower: number.describe("null: unbounded"),
      upper: number.describe("null: unbounded"),
      scale: z.enum(["log", "linear"]),
      start: z.tuple([z.number(), z.number()]),
    }),
  ),
});

/** One law that `--law auto` tried. */
export const candidateSchema = z.strictObject({
  law: z.string(),
  parameters: z.int(),
  holdoutR2: number.describe(
    "on the runs held out: those of --holdout or --split-column, else the dearest three tenths",
  ),
  holdoutMape: number.describe("mean absolute relative error there, as a fraction"),
  rollOutError: number.describe("mean size of log residuals over nested roll-outs, by which the law is chosen"),
  objective: number.describe("the loss over the runs that it was fitted to; null where it could not be fitted"),
  note: z.string().nullable(),
});

/** What `isinglass fit FILE --json` prints, and `--out` writes. */
export const fitDocumentSchema = z.strictObject({
  law: z.string(),
  loss: z.enum(["huber", "l1", "ls-log", "ls-raw"]),
  delta: number.describe("of the Huber loss, else null"),
  n: z.int().describe("runs that the law was fitted to"),
  objective: z.number().describe("the loss at the optimum, a sum over runs"),
  parameters: z.record(
    z.string(),
    z.strictObject({
      value: z.number(),
      stderr: number.describe(
        "standard deviation of the refits, else asymptotic; null where the data do not determine the parameter",
      ),
      ci95: interval,
      profile95: interval.nullable().describe("null without --profile"),
    }),
  ),
  diagnostics: z.strictObject({
    optima: z.int().describe("distinct local optima found"),
    starts: z.int(),
    startsAtBest: z.int(),
    condition: number,
    evaluations: z.int(),
    cpuSeconds: z.number().describe("of the fit alone, without intervals"),
  }),
  warnings: z.array(warningSchema),
  holdout: z
    .strictObject({ n: z.int(), r2: number, mape: z.number(), bias: z.number() })
    .nullable()
    .describe("how well the law predicts the runs held out by --holdout or --split-column; errors are relative"),
  candidates: z.array(candidateSchema).optional().describe("with --law auto: best first"),
  form: formSchema,
  data: z.strictObject({
    file: z.string(),
    digest: z.string().describe("SHA-256 of the table's content"),
    rows: z.int().describe("of the file, before any were left out"),
    where: z.string().nullable(),
    weights: z.string().nullable(),
    group: z.string().nullable(),
    compute: z
      .tuple([z.number(), z.number()])
      .nullable()
      .describe("least and greatest 6ND of the runs, FLOP; null for a law that is not of N and D"),
  }),
  seed: z.int(),
  intervals: z.strictObject({
    method: z.enum(["bootstrap", "asymptotic", "none"]),
    covariance: z
      .array(z.array(z.number()))
      .nullable()
      .describe("asymptotic, of the parameters on their scales (ln for log ones); null where there is none"),
    noise: number.describe("spread of one run about the law: 1.4826 times the median size of its residual"),
    draws: z.array(z.array(z.number())).describe("one set of parameters a row, in the order of form.parameters"),
  }),
});
/** The type of {@link fitDocumentSchema}. */
export type FitDocument = z.infer<typeof fitDocumentSchema>;

/** What a choice of size and tokens costs beside the best one for the same compute. */
export const regretSchema = z.strictObject({
  N: z.number(),
  D: z.number(),
  compute: z.number().describe("6ND, FLOP"),
  loss: z.number().describe("predicted for the choice"),
  regret: rangedSchema.describe("loss above that of the best plan at the same compute"),
  wasted: rangedSchema.describe("part of the compute that the best plan would not need for the same loss, 0 … 1"),
});

/** A run that would teach much about the plan for its price. */
export const nextRunSchema = z.strictObject({
  N: z.number(),
  D: z.number(),
  compute: z.number(),
  standardError: z.number().describe("of ln(D/N) of the plan, after the run"),
  reduction: z.number().describe("part of the variance of ln(D/N) that the run takes away, 0 … 1"),
});

/** The best plan with one number of experts. */
export const expertPlanSchema = z.strictObject({
  experts: z.number(),
  N: z.number().describe("active parameters"),
  totalParameters: z.number(),
  D: z.number(),
  loss: z.number(),
});

/** The best plan in one number of bits. */
export const bitsPlanSchema = z.strictObject({
  bits: z.number(),
  N: z.number(),
  D: z.number(),
  loss: z.number(),
});

/** What `isinglass plan --json` prints. */
export const planDocumentSchema = z.strictObject({
  law: z.string(),
  compute: z.number().describe("training FLOP of the budget"),
  N: rangedSchema,
  D: rangedSchema,
  tokensPerParameter: rangedSchema,
  loss: rangedSchema,
  epochs: rangedSchema.nullable().describe("passes over the unique tokens; null without --unique-tokens"),
  experts: rangedSchema.nullable().describe("of each routed layer; null for a law that does not speak of them"),
  totalParameters: rangedSchema.nullable().describe("with all experts, of which N are active; null without experts"),
  byExperts: z.array(expertPlanSchema).describe("the best plan with each number of experts that was tried, best first"),
  precision: z
    .strictObject({
      bits: rangedSchema.describe("of training in the best plan"),
      optimal: rangedSchema.nullable().describe("bits that make the most of any compute; null for a law of one's own"),
      byBits: z.array(bitsPlanSchema).describe("the best plan in each number of bits that was tried, best first"),
    })
    .nullable()
    .describe("with --precision: the budget is then in 16-bit FLOP"),
  binding: z
    .enum(["tokens", "parameters", "both"])
    .nullable()
    .describe("the limit that keeps the plan from the optimum"),
  regret: z.strictObject({
    twentyTokens: regretSchema.describe("of 20 tokens for each parameter"),
    choice: regretSchema.nullable().describe("of one's own choice, with --choice"),
  }),
  flat: z
    .array(
      z.strictObject({
        tolerance: z.number(),
        N: z.tuple([z.number(), z.number()]),
        tokensPerParameter: z.tuple([z.number(), z.number()]),
      }),
    )
    .describe("sizes whose loss at this budget is within a part `tolerance` of the least"),
  money: z
    .strictObject({
      gpu: z.string(),
      utilisation: z.number(),
      pricePerHour: z.number(),
      hours: z.number(),
      price: z.number(),
    })
    .nullable()
    .describe("hours of one accelerator, and what they cost; null without --gpu"),
  inference: z
    .strictObject({
      servedTokens: z.number(),
      totalCompute: z.number().describe("training and inference, FLOP"),
      saved: z.number().describe("part of that of the compute-optimal model of the same loss that is saved, 0 … 1"),
    })
    .nullable()
    .describe("with --inference-tokens: the plan is then the cheapest to train and serve at the same loss"),
  nextRuns: z
    .strictObject({
      standardError: z.number().describe("of ln(D/N) of the plan, as of now"),
      runs: z.array(nextRunSchema).describe("most variance taken away for a FLOP first"),
    })
    .nullable()
    .describe("with --next-run"),
  draws: z.strictObject({ used: z.int(), failed: z.int().describe("without an optimum, and so left out") }),
  warnings: z.array(warningSchema),
  explanation: z.array(z.string()).describe("the same in sentences"),
});
/** The type of {@link planDocumentSchema}. */
export type PlanDocument = z.infer<typeof planDocumentSchema>;

/** What `isinglass mix --json` prints. */
export const mixDocumentSchema = z.strictObject({
  n: z.int().describe("mixtures that were measured"),
  domains: z.array(
    z.strictObject({
      name: z.string().describe("column of the proportion"),
      share: rangedSchema.describe("in the best mixture, 0 … 1"),
      bound: z.enum(["lower", "upper"]).nullable().describe("the bound that the share is at"),
      epochs: number.describe(
        "passes over the domain's tokens; null where --available does not say how many there are",
      ),
    }),
  ),
  loss: rangedSchema.describe("weighted total at the best mixture, by the law"),
  gap: z.number().describe("certificate: no mixture within the bounds has a total lower by more than this"),
  regret: rangedSchema.describe("what this mixture loses against each refit's own best"),
  best: z
    .strictObject({ line: z.int(), loss: z.number(), shares: z.array(z.number()) })
    .describe("the best mixture that was measured"),
  losses: z.array(
    z.strictObject({
      name: z.string().describe("column of the loss"),
      weight: z.number(),
      value: z.number().describe("by the law at the best mixture"),
      c: z.number(),
      k: z.number(),
      t: z.array(z.number()).describe("one for each domain, centred: Σ t = 0"),
      objective: z.number(),
    }),
  ),
  intervals: z.strictObject({ method: z.enum(["bootstrap", "none"]), draws: z.int(), failed: z.int() }),
  seed: z.int(),
  data: z.strictObject({ file: z.string(), digest: z.string(), rows: z.int(), where: z.string().nullable() }),
  warnings: z.array(warningSchema),
});
/** The type of {@link mixDocumentSchema}. */
export type MixDocument = z.infer<typeof mixDocumentSchema>;

/** What `isinglass forecast --json` prints. */
export const forecastDocumentSchema = z.strictObject({
  metric: z.string().describe("column of the metric"),
  x: z.strictObject({ name: z.string(), origin: z.string(), range: z.tuple([z.number(), z.number()]) }),
  n: z.int(),
  verdict: z
    .enum(["constant", "step", "sigmoid", "metric", "smooth", "cannot tell"])
    .nullable()
    .describe("what makes the metric rise with scale; null for a forecast from the loss"),
  candidates: z.array(
    z.strictObject({
      name: z.enum(["constant", "step", "sigmoid", "metric"]),
      weight: z.number().describe("Akaike weight, 0 … 1"),
      logLikelihood: z.number(),
      aicc: number,
      heldOut: number.describe("mean error on the largest quarter of sizes, fitted to the others"),
      parameters: z.record(z.string(), number),
    }),
  ),
  law: z
    .strictObject({ expression: z.string(), parameters: z.record(z.string(), rangedSchema), objective: z.number() })
    .nullable()
    .describe("of the metric from the loss; null for a forecast from scale"),
  forecasts: z.array(z.strictObject({ at: z.number(), by: z.string(), value: number, ci95: interval })),
  words: z.array(z.string()),
  data: z.strictObject({ file: z.string(), digest: z.string(), rows: z.int(), where: z.string().nullable() }),
  warnings: z.array(warningSchema),
});
/** The type of {@link forecastDocumentSchema}. */
export type ForecastDocument = z.infer<typeof forecastDocumentSchema>;
