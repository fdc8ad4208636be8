import { describe, expect, test } from "vitest";
import { readRuns, selectRuns } from "../../src/lab/tables/index.js";
import { guessColumns, parseColumns, resolveColumns } from "../../src/laws/columns/index.js";
import { compile } from "../../src/laws/expression/index.js";
import { formByName, publishedFor } from "../../src/laws/forms/index.js";
import { sharedColumns, sharedFile } from "../shared-data.js";

/** Published constants against published tables: evaluation only, nothing is fitted. */

type Columns = Readonly<Record<string, Float64Array>>;

function predict(form: string, label: string, columns: Columns, changes: Readonly<Record<string, number>> = {}) {
  const { expression, variables, parameters } = formByName(form);
  const names = { variables: variables.map(({ name }) => name), parameters: parameters.map(({ name }) => name) };
  const values: Readonly<Record<string, number>> = { ...publishedFor(form, label).values, ...changes };
  const predicted = new Float64Array(columns[names.variables[0]!]!.length);
  const bound = compile(expression, names).bind(names.variables.map((name) => columns[name]!));
  bound.value(
    Float64Array.from(names.parameters, (name) => values[name]!),
    predicted,
  );
  return predicted;
}

/** Σ ρ_δ(ln f − ln y) with Huber's ρ; δ → 0 over δ is the L1 loss. */
function huber(predicted: Float64Array, measured: Float64Array, delta = 1e-3): number {
  return predicted.reduce((sum, f, i) => {
    const r = Math.abs(Math.log(f / measured[i]!));
    return sum + (r <= delta ? r ** 2 / 2 : delta * (r - delta / 2));
  }, 0);
}

function rowsWhere(columns: Columns, keep: (i: number) => boolean): Columns {
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.filter((_, i) => keep(i))]));
}

describe.skipIf(!sharedFile("scaling", "chinchilla_epoch", "chinchilla_points.csv"))("Epoch's points", () => {
  const all = sharedColumns("scaling", "chinchilla_epoch", "chinchilla_points.csv")!;
  const columns = all && rowsWhere(all, (i) => all.kept_by_besiroglu![i] === 1);

  test("the Huber loss of each published fit, a sum over 240 runs", () => {
    const loss = (label: string) => huber(predict("chinchilla", label, columns), columns.loss!);
    expect(columns.N!.length).toBe(240);
    expect(loss("hoffmann-rounded")).toBeCloseTo(0.00412101, 8);
    expect(loss("hoffmann-tex")).toBeCloseTo(0.00123116, 8);
  });

  test("the stated optima: of Huber 1e-3, and of the L1 loss, which is the published refit", () => {
    const global = { E: 1.817218, A: 477.825, B: 2143.42, alpha: 0.34731, beta: 0.367172 };
    expect(huber(predict("chinchilla", "besiroglu", columns, global), columns.loss!)).toBeCloseTo(0.0010182740178, 9);
    const l1 = { E: 1.816864, A: 482.005, B: 2085.43, alpha: 0.347813, beta: 0.365854 };
    const predicted = predict("chinchilla", "besiroglu", columns, l1);
    const sum = predicted.reduce((total, f, i) => total + Math.abs(Math.log(f / columns.loss![i]!)), 0);
    expect(sum).toBeCloseTo(1.12949466, 5);
  });
});

describe.skipIf(!sharedFile("scaling", "datablations", "datablations_fit182.csv"))("Muennighoff's 182 runs", () => {
  const columns = sharedColumns("scaling", "datablations", "datablations_fit182.csv")!;
  const label = "muennighoff";

  test("the published R_D and R_N give .0158259 and R² .7722, but are not the optimum", () => {
    const objective = (changes = {}) => huber(predict("data-constrained", label, columns, changes), columns.val_loss!);
    expect(columns.N!.length).toBe(182);
    expect(objective()).toBeCloseTo(0.0158259, 7);
    expect(objective({ R_D: 95.4, R_N: 1.71 })).toBeCloseTo(0.01580466, 7);
    expect(rSquared(predict("data-constrained", label, columns), columns.val_loss!)).toBeCloseTo(0.7722046, 5);
    // Without decay, repeats are as good as new.
    const undecayed = predict("chinchilla", "hoffmann-rounded", columns, publishedFor("data-constrained").values);
    expect(rSquared(undecayed, columns.val_loss!)).toBeCloseTo(0.4451684, 5);
  });

  test("four epochs are worth 3.73 of new data; forty are not determined", () => {
    const worth = (epochs: number, R_D: number) => 1 + R_D * (1 - Math.exp((1 - epochs) / R_D));
    expect(worth(4, 15.387756)).toBeCloseTo(3.73, 2);
    expect(worth(40, 95.4) / worth(40, 15.387756)).toBeGreaterThan(1.5);
  });
});

const gadre = sharedFile("scaling", "gadre_overtraining", "gadre_104_runs.csv");

describe.skipIf(!gadre)("Gadre's 104 runs", () => {
  test.each([
    ["c4", "c4_original"],
    ["redpajama", "rpj"],
    ["refinedweb", "rw_original"],
  ])("the constants of %s predict its runs' losses and errors", async (label, dataset) => {
    const table = await readRuns(gadre!);
    const names = table.columns.map(({ name }) => name);
    const given = parseColumns("L=loss_c4_val,error=err_avg_17", names);
    const wanted = ["C", "M", "L", "error"];
    const { sources } = resolveColumns(wanted, given, guessColumns(names), names);
    const where = `dataset == ${dataset}`;
    const { data } = selectRuns(table, { sources, variables: ["C", "M"], target: "L", where });
    expect(data.target.length).toBeGreaterThan(30);
    const losses = predict("over-training", label, data.variables);
    expect(median(losses.map((f, i) => Math.abs(f / data.target[i]! - 1)))).toBeLessThan(0.011);
    const errors = selectRuns(table, { sources, variables: ["L"], target: "error", where }).data;
    const guessed = predict("downstream", label, errors.variables);
    expect(median(guessed.map((f, i) => Math.abs(f - errors.target[i]!)))).toBeLessThan(0.01);
  });
});

function median(values: Float64Array): number {
  return values.sort()[values.length >> 1]!;
}

function rSquared(predicted: Float64Array, measured: Float64Array): number {
  const mean = measured.reduce((sum, y) => sum + y, 0) / measured.length;
  const residual = predicted.reduce((sum, f, i) => sum + (f - measured[i]!) ** 2, 0);
  return 1 - residual / measured.reduce((sum, y) => sum + (y - mean) ** 2, 0);
}
