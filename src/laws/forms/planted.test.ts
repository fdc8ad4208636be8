import { expect, test } from "vitest";
import { rootStream, type Stream } from "../../numerics/random/index.js";
import { compile } from "../expression/index.js";
import { fitLaw } from "../fit/index.js";
import type { Form } from "../form.js";
import { formByName, forms } from "./catalogue.js";
import { customForm } from "./custom.js";
import { publishedConstants } from "./published.js";
import { startNear } from "./with-fixed.js";

/** Runs of each planted table. */
const RUNS = 60;
/** Relative half-width of the noise. */
const NOISE = 1e-3;

/** Where runs are drawn from, evenly on the logarithmic scale. Other variables are proportions or components. */
const ranges: Readonly<Record<string, readonly [number, number]>> = {
  ...{ N: [1e7, 1e10], D: [1e9, 5e11], C: [1e18, 1e23], U: [1e8, 1e9], M: [5, 600], L: [2, 4] },
  ...{ experts: [1, 512], G: [1, 16], sparsity: [1.5, 12], streams: [1, 8], k: [1, 64], r: [0.02, 0.9] },
  ...{ Nnv: [1e7, 1e9], Nv: [1e6, 1e8], Di: [1e9, 1e11], Dj: [1e9, 1e11], Li: [2, 4], Lj: [2, 4] },
  ...{ lr: [1e-4, 1e-2], batch: [1e5, 4e6], s: [1e3, 1e5] },
  ...{ Pw: [2, 16], Pa: [3, 16], Pkv: [2, 16], Ppost: [2, 8] },
};

const planted = [
  ...forms,
  ...["bnsl-2-N", "mixture-5", "observational-3"].map((name) => formByName(name)),
  customForm("E + A/N^a * log(D)", ["N", "D"]),
];

test.each(planted)("$name: the fit of planted runs is at least as good as the truth", (law) => {
  const stream = rootStream(7).child(law.name);
  const variables = Object.fromEntries(law.variables.map(({ name }) => [name, drawColumn(name, stream)]));
  const form = startNear(law, variables);
  const theta = truthOf(form);
  const truth = new Float64Array(RUNS);
  const names = { variables: Object.keys(variables), parameters: form.parameters.map(({ name }) => name) };
  compile(form.expression, names).bind(Object.values(variables)).value(theta, truth);
  const target = truth.map((value) => value * (1 + NOISE * (2 * stream.uniform() - 1)));
  const least = truth.reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0);
  const { objective } = fitLaw(form, { variables, target }, { loss: { kind: "ls-raw" } });
  expect(objective).toBeLessThanOrEqual(least);
});

function drawColumn(name: string, stream: Stream): Float64Array {
  const [low, high] = ranges[name] ?? [0.01, 0.6];
  return Float64Array.from({ length: RUNS }, () => low * (high / low) ** stream.uniform());
}

/** A paper's constants where there are any; else a point within the starts' ranges, not in their middle. */
function truthOf({ name: law, parameters }: Form): Float64Array {
  const values = publishedConstants.find(({ form }) => form === law)?.values;
  return Float64Array.from(parameters, ({ name, start: [low, high], scale }, j) => {
    const weight = j % 2 === 0 ? 0.4 : 0.55;
    return values?.[name] ?? (scale === "log" ? low * (high / low) ** weight : low + (high - low) * weight);
  });
}
