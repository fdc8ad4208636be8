import type { laws } from "../../language/en/laws.js";
import type { Say } from "./words.js";

/** The label of the field that does what a flag of the command line does. */
const LABELS: Readonly<Record<string, keyof typeof laws>> = {
  ...{ columns: "laws.columns", law: "laws.lawName", form: "laws.form", loss: "laws.loss", delta: "laws.delta" },
  ...{ where: "laws.option.where", by: "laws.option.by", weights: "laws.option.weights" },
  ...{ holdout: "laws.option.holdout", "split-column": "laws.option.splitColumn", starts: "laws.option.starts" },
  ...{ bootstrap: "laws.option.bootstrap", seed: "laws.option.seed", profile: "laws.option.profile" },
  ...{ "skip-missing": "laws.option.skipMissing", compute: "laws.compute", dollars: "laws.dollars", gpu: "laws.gpu" },
  ...{ price: "laws.price", utilisation: "laws.utilisation", "max-tokens": "laws.limit.maxTokens" },
  ...{ "max-parameters": "laws.limit.maxParameters", memory: "laws.limit.memory" },
  ...{ "inference-tokens": "laws.limit.inferenceTokens", "unique-tokens": "laws.limit.uniqueTokens" },
  ...{ choice: "laws.limit.choice", at: "laws.limit.at" },
};

/** A text with the names of fields, in quotes, where it names flags: the page's visitor has nowhere to type these. */
export function withFieldNames(text: string, say: Say): string {
  const named = text.replace(/(?<![\w-])--([a-z]+(?:-[a-z]+)*)/g, (_, flag: string) => {
    const label = Object.hasOwn(LABELS, flag) ? LABELS[flag] : undefined;
    return label ? `“${say(label)}”` : say("laws.flagElsewhere", { flag });
  });
  // Between Chinese words and quotes stands no space.
  return named.replace(/(?<=\p{Script=Han}) (?=“)|(?<=”) (?=\p{Script=Han})/gu, "");
}
