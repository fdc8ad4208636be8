import { predictAt } from "../../../laws/fit/predict.js";
import { formByName } from "../../../laws/forms/catalogue.js";
import { publishedFor } from "../../../laws/forms/published.js";
import { rootStream } from "../../../numerics/random/index.js";

/** The names of the example tables. */
export const exampleNames = ["dense", "repeated"] as const;
/** A name of an example table. */
export type ExampleName = (typeof exampleNames)[number];

/** Whether a word names an example. */
export function isExample(word: string): word is ExampleName {
  return (exampleNames as readonly string[]).includes(word);
}

/** A table made from a known law, so that a fit can be held against the truth. */
export interface Example {
  readonly file: string;
  /** The law that it is made from, and that is fitted to it. */
  readonly law: string;
  /** The law's parameters. */
  readonly truth: Readonly<Record<string, number>>;
  readonly source: string;
  readonly runs: number;
  /** Training compute to plan for at first, FLOP. */
  readonly compute: string;
  /** Unique tokens to plan with at first, where the law speaks of them. */
  readonly uniqueTokens?: string;
}

/** Standard deviation of ln L of one run about the law: about that of a change of the seed. */
export const NOISE = 0.004;
/** The first seed: the table is the same for everybody. */
const SEED = 20;

const dense = publishedFor("chinchilla", "besiroglu");
const repeated = publishedFor("data-constrained");

/** The example tables. */
export const examples: Readonly<Record<ExampleName, Example>> = {
  dense: {
    ...{ file: "example-dense.csv", law: "chinchilla", truth: dense.values, source: dense.source },
    ...{ runs: 64, compute: "1e23" },
  },
  repeated: {
    ...{ file: "example-repeated.csv", law: "data-constrained", truth: repeated.values, source: repeated.source },
    ...{ runs: 96, compute: "1e22", uniqueTokens: "2e10" },
  },
};

/** Least and greatest of what runs are drawn from, evenly on the logarithm. */
const SIZES = [4e7, 6e9] as const;
const RATIOS = [2, 200] as const;
const EPOCHS = [1, 60] as const;

/**
 * An example table as CSV. Each run has a stream of its own, so that a table of fewer runs is the beginning of one of more.
 */
export function exampleTable(name: ExampleName, runs = examples[name].runs): string {
  const lossAt = lossOf(name);
  const stream = rootStream(SEED).child("studio", "laws", name);
  const rows = Array.from({ length: runs }, (_, i) => {
    const own = stream.child(i);
    const between = ([low, high]: readonly [number, number]) => low * (high / low) ** own.uniform();
    const N = rounded(between(SIZES));
    const D = rounded(N * between(RATIOS));
    const U = name === "repeated" ? rounded(D / between(EPOCHS)) : D;
    const loss = lossAt({ N, D, U }) * Math.exp(NOISE * own.normal());
    const shown = [N, D / 1e9, ...(name === "repeated" ? [U / 1e9] : [])].map((value) => Number(value.toPrecision(3)));
    return [...shown, loss.toFixed(4)].join(",");
  });
  const header = ["params", "tokens (B)", ...(name === "repeated" ? ["unique tokens (B)"] : []), "loss"];
  return `${[header.join(","), ...rows].join("\n")}\n`;
}

/** The loss of the law that an example is made from. */
function lossOf(name: ExampleName): (run: Readonly<Record<string, number>>) => number {
  const { law, truth } = examples[name];
  const form = formByName(law);
  const theta = Float64Array.from(form.parameters, (parameter) => truth[parameter.name]!);
  const variables = form.variables.map((variable) => variable.name);
  return (run) => predictAt(form, theta, Object.fromEntries(variables.map((symbol) => [symbol, run[symbol]!])));
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
