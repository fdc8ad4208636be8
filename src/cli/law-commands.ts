import type { Command } from "commander";
import { DEFAULT_DELTA, DEFAULT_FIT_SEED, DEFAULT_MIX_RESAMPLES } from "../lab/laws/fit-defaults.js";
import type { FitOptions } from "../lab/laws/fit-options.js";
import type { PlanOptions } from "../lab/laws/plan-options.js";
import type { FitOutput } from "./commands/fit.js";
import type { ForecastOptions } from "./commands/forecast.js";
import type { MixOptions } from "./commands/mix.js";
import type { PlanOutput } from "./commands/plan.js";

/** Adds the commands that fit laws to a person's runs and plan with them. */
export function addLawCommands(root: Command, done: (exitCode: number) => void): void {
  fittingOptions(root.command("fit [FILE]").description("fit a scaling law to a table of runs, with intervals"))
    .option("--report <FILE>", "write one HTML file with figures, profiles and residuals")
    .option("--out <FIT.json>", "write the document that isinglass plan reads")
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress, no talk")
    .addHelpText("after", TABLES)
    .action(async (file: string | undefined, options: FitOptions & FitOutput) =>
      done(await (await import("./commands/fit.js")).fit(file, options)),
    );

  fittingOptions(root.command("plan [FILE]").description("the best size and tokens for a budget, by a fitted law"))
    .option("--fit <FIT.json>", "a law that isinglass fit --out wrote, in place of FILE and --law")
    .option("--compute <FLOP>", "training compute, as 5.76e23")
    .option("--dollars <X>", "money in place of compute, with --gpu and --price")
    .option("--gpu <NAME>", "accelerator, as h100, a100-80gb, tpu-v5p")
    .option("--utilisation <U>", "part of the peak that training reaches", "0.4")
    .option("--price <X>", "of one accelerator for an hour")
    .option("--max-tokens <D>", "no more tokens than these")
    .option("--max-parameters <N>", "no larger model")
    .option("--memory <BYTES>", "a model whose 16-bit weights fit, all experts counted, as 80e9")
    .option("--experts <a,b,..>", "numbers of experts to choose from (default: powers of two, as far as the runs go)")
    .option("--shared <PART>", "part of the active parameters outside the experts (default: a third)")
    .option("--precision <a,b,..>", "bits of training to choose from, or best; the budget is then in 16-bit FLOP")
    .option("--inference-tokens <T>", "tokens to serve: the cheapest model to train and serve at the same loss")
    .option("--unique-tokens <U>", "tokens that differ: more are repeats, in epochs")
    .option("--choice <N=..,D=..>", "your own choice, to see what it costs")
    .option("--at <NAME=X>", "values of the law's variables beside N, D and experts, as Pw=8")
    .option("--next-run", "which runs would narrow the interval most for their compute")
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress, no talk")
    .action(async (file: string | undefined, options: PlanOptions & PlanOutput) =>
      done(await (await import("./commands/plan.js")).plan(file, options)),
    );

  root
    .command("mix [FILE]")
    .description("the mixture of domains with the least loss, certified, from a table of mixtures")
    .option("--proportions <a,b,..>", "columns of proportions (default: those that sum to 1 in each row)")
    .option("--losses <a,b,..>", "columns of losses (default: those with loss in their names)")
    .option("--weights <a=1,..>", "weight of each loss in the total (default: all alike)")
    .option("--lower <a=0.1,..>", "least shares")
    .option("--upper <a=0.5,..>", "greatest shares")
    .option("--available <a=2e10,..>", "tokens that there are of some domains, with --tokens")
    .option("--tokens <T>", "tokens to train on")
    .option("--max-epochs <N>", "most passes over a domain's tokens (default: 4)")
    .option("--where <FILTER>", "only these rows")
    .option("--loss <KIND>", "huber, l1 (log residuals), ls-log or ls-raw (least squares)", "huber")
    .option("--delta <X>", "δ of the Huber loss", String(DEFAULT_DELTA))
    .option("--bootstrap <N>", "refits of resampled mixtures; 0: no intervals", String(DEFAULT_MIX_RESAMPLES))
    .option("--skip-missing", "leave out rows that lack a value")
    .option("--seed <N>", "seed of all random numbers", String(DEFAULT_FIT_SEED))
    .option("--report <FILE>", "write one HTML file with figures")
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress, no talk")
    .action(async (file: string | undefined, options: MixOptions) =>
      done(await (await import("./commands/mix.js")).mix(file, options)),
    );

  root
    .command("forecast [FILE]")
    .description("a benchmark's metric at another scale or loss, and what makes it rise")
    .option("--metric <COLUMN>", "share of right answers, 0 to 1 (default: the one column named like a metric)")
    .option("--from <WHAT>", "N, C or D, or a column: from scale; L: from the loss (default: N or C)")
    .option("--columns <N=..,..>", "which columns hold what, as N=params,length=answer_tokens")
    .option("--trials <N>", "questions behind each value of the metric")
    .option("--length <N>", "tokens of an answer that must all be right")
    .option("--chance <P>", "metric of guessing", "0")
    .option("--at <X,..>", "where to forecast (default: ten times the largest scale)")
    .option("--where <FILTER>", "only these rows")
    .option("--bootstrap <N>", "refits of resampled models, with --from L", "1000")
    .option("--skip-missing", "leave out rows that lack a value")
    .option("--seed <N>", "seed of all random numbers", String(DEFAULT_FIT_SEED))
    .option("--report <FILE>", "write one HTML file with figures")
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress, no talk")
    .action(async (file: string | undefined, options: ForecastOptions) =>
      done(await (await import("./commands/forecast.js")).forecast(file, options)),
    );
}

/** The options that say what is fitted, and how. */
function fittingOptions(command: Command): Command {
  return command
    .option("--law <NAME>", "chinchilla, kaplan, data-constrained, …; auto: the one that predicts held-out runs best")
    .option("--form <EXPR>", "a law of your own, as 'E + A/N^a + B/D^b', or a file that holds one")
    .option("--loss <KIND>", "huber, l1 (log residuals), ls-log or ls-raw (least squares)", "huber")
    .option("--delta <X>", "δ of the Huber loss", String(DEFAULT_DELTA))
    .option(
      "--columns <N=..,D=..>",
      "which columns hold what, as N=params,D=tokens*1e9,L=loss (default: by their names)",
    )
    .option("--where <FILTER>", "only these rows, as 'kept==1 and family!=\"moe\"'")
    .option("--weights <COLUMN>", "weight of each run")
    .option("--by <COLUMN>", "groups that are resampled together, as a family or a seed")
    .option(
      "--bootstrap <N>",
      "refits of resampled runs; 0: asymptotic intervals (default: 1000; 200 for laws slow to fit)",
    )
    .option("--profile", "profile-likelihood intervals too")
    .option("--holdout <WHAT>", "runs to predict, not fit: C (the dearest fifth) or COLUMN>VALUE")
    .option("--split-column <COLUMN>", "a column that says train or test")
    .option("--starts <N>", "searches from random starts, beside the seeded ones")
    .option("--skip-missing", "leave out rows that lack a value")
    .option("--seed <N>", "seed of all random numbers", String(DEFAULT_FIT_SEED));
}

const TABLES = `
A table is CSV, TSV, JSONL or Parquet with a run a row. Columns are guessed by name and unit (params, tokens (B), loss,
flops, …) and shown; --columns says otherwise.`;
