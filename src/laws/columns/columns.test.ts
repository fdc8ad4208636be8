import { describe, expect, test } from "vitest";
import { describeSource, guessColumns, parseColumns, resolveColumns } from "./index.js";

/** `N: params ×1e9` for each variable found. */
function guessed(...names: string[]): Record<string, string> {
  const { roles } = guessColumns(names);
  return Object.fromEntries(
    Object.entries(roles).map(([symbol, { column, factor, ln }]) => [
      symbol,
      `${ln ? "ln " : ""}${column}${factor === 1 ? "" : ` ×${factor}`}`,
    ]),
  );
}

describe("columns by their names", () => {
  test.each([
    [["N", "D", "C", "loss"], { N: "N", D: "D", C: "C", L: "loss" }],
    [["params", "tokens", "val_loss"], { N: "params", D: "tokens", L: "val_loss" }],
    [["Model Size", "Training FLOP", "loss"], { N: "Model Size", C: "Training FLOP", L: "loss" }],
    [["unique_tokens", "params", "tokens", "loss"], { U: "unique_tokens", N: "params", D: "tokens", L: "loss" }],
    [
      ["num_experts", "dense_parameter_count", "loss_validation"],
      { experts: "num_experts", N: "dense_parameter_count", L: "loss_validation" },
    ],
    [["num_params", "parallel_size", "loss"], { N: "num_params", streams: "parallel_size", L: "loss" }],
    [
      ["lr", "bsz", "data_size", "non_embedding_param_size", "lm_loss"],
      { lr: "lr", batch: "bsz", D: "data_size", N: "non_embedding_param_size", L: "lm_loss" },
    ],
    [["params_active_precise", "tokens", "final_loss"], { N: "params_active_precise", D: "tokens", L: "final_loss" }],
    [
      ["non_vocab_parameters", "vocab_size", "num_characters"],
      { Nnv: "non_vocab_parameters", Nv: "vocab_size", D: "num_characters" },
    ],
    [["numParams", "trainTokens", "valLoss"], { N: "numParams", D: "trainTokens", L: "valLoss" }],
    [
      ["proportion_domain_1", "proportion_domain_2", "PC1"],
      { r1: "proportion_domain_1", r2: "proportion_domain_2", PC1: "PC1" },
    ],
    [["chinchilla_multiplier", "N"], { M: "chinchilla_multiplier ×20", N: "N" }],
    [["metrics/val_loss", "k"], { L: "metrics/val_loss", k: "k" }],
    [["参数量", "训练Tokens", "计算量", "验证损失"], { N: "参数量", D: "训练Tokens", C: "计算量", L: "验证损失" }],
    [
      ["模型规模", "数据量", "损失", "学习率", "轮数", "专家数"],
      { N: "模型规模", D: "数据量", L: "损失", lr: "学习率", epochs: "轮数", experts: "专家数" },
    ],
    [["d_model", "top_k", "model", "seed"], {}],
  ])("%j", (names, expected) => {
    expect(guessed(...names)).toEqual(expected);
  });

  test("the surest of several is taken, and equals are told", () => {
    expect(guessed("N_no_embed", "N", "n")).toEqual({ N: "N" });
    const { roles, assumptions } = guessColumns(["loss_c4", "loss_pile", "N"]);
    expect(roles.L!.column).toBe("loss_c4");
    expect(assumptions).toEqual([
      {
        symbols: ["L"],
        text: "L is taken from loss_c4, the first of several; the others are loss_pile (choose with --columns L=…)",
      },
    ]);
  });
});

describe("units", () => {
  test.each([
    ["Model Size (B)", { N: "Model Size (B) ×1000000000" }],
    ["Pretraining Data Size (T)", { D: "Pretraining Data Size (T) ×1000000000000" }],
    ["tokens_billions", { D: "tokens_billions ×1000000000" }],
    ["D [T]", { D: "D [T] ×1000000000000" }],
    ["N_B", { N: "N_B ×1000000000" }],
    ["params (M)", { N: "params (M) ×1000000" }],
    ["tokens (1e9)", { D: "tokens (1e9) ×1000000000" }],
    ["FLOPs (1E21)", { C: "FLOPs (1E21) ×1e+21" }],
    ["PF-days", { C: "PF-days ×86400000000000000000" }],
    ["compute (petaflop/s-days)", { C: "compute (petaflop/s-days) ×86400000000000000000" }],
    ["compute_zflops", { C: "compute_zflops ×1e+21" }],
    ["参数量（亿）", { N: "参数量（亿） ×100000000" }],
    ["训练tokens(万亿)", { D: "训练tokens(万亿) ×1000000000000" }],
    ["loss_bits", { L: `loss_bits ×${Math.LN2}` }],
    ["bpb", { L: `bpb ×${Math.LN2}` }],
    ["val_bpb", { L: `val_bpb ×${Math.LN2}` }],
    ["loss (nats)", { L: "loss (nats)" }],
    ["loss (C4)", { L: "loss (C4)" }],
    ["val_ppl", { L: "ln val_ppl" }],
    ["accuracy (%)", { accuracy: "accuracy (%) ×0.01" }],
    ["weight_bits", { Pw: "weight_bits" }],
  ])("%s", (name, expected) => {
    expect(guessed(name)).toEqual(expected);
  });

  test("are not read from values, which raise doubts only", () => {
    const columns: Record<string, number[]> = { tokens: [1, 300], params: [0.07, 70], loss: [35, 12], compute: [1, 9] };
    const { roles, assumptions } = guessColumns(Object.keys(columns), (name) => Float64Array.from(columns[name]!));
    expect(Object.values(roles).every(({ factor }) => factor === 1)).toBe(true);
    expect(assumptions.map(({ text }) => text)).toEqual([
      "N is column params, from 0.07 to 70: most likely billions (or millions) of parameters, but taken as it is; --columns N=params*1e9 would convert it",
      "D is column tokens, from 1 to 300: most likely billions of tokens, but taken as it is; --columns D=tokens*1e9 would convert it",
      "C is column compute, from 1 to 9: most likely PF-days or multiples of a power of ten, but taken as it is; --columns C=compute*1e18 would convert it",
      'L is column loss, up to 35: most likely a perplexity, but taken as it is; --columns "L=ln(loss)" would take its logarithm',
    ]);
  });

  test("of compute that do not agree with 6 N D are told", () => {
    const columns: Record<string, number> = { N: 1e9, D: 2e10, flops: 1.2e17 };
    const { assumptions } = guessColumns(Object.keys(columns), (name) => Float64Array.of(columns[name]!));
    expect(assumptions.map(({ text }) => text)).toEqual([
      "flops, N and D do not agree on their units: C is 0.001 times 6 N D in the middle row",
    ]);
  });
});

describe("columns as given", () => {
  const names = ["params", "tokens", "val loss", "ppl", "a,b", "D/N"];
  const show = (text: string) =>
    Object.entries(parseColumns(text, names)).map(([symbol, source]) => describeSource(symbol, source));

  test("with factors, logarithms and quotes", () => {
    expect(show("N=params, D=tokens*1e9,L=val loss")).toEqual([
      "N = params (as given)",
      "D = tokens × 1e9 (as given)",
      "L = val loss (as given)",
    ]);
    expect(show("L=ln(ppl)")).toEqual(["L = ln(ppl) (as given)"]);
    expect(show('N="a,b"/4,M=D/N')).toEqual(["N = a,b × 0.25 (as given)", "M = D/N (as given)"]);
  });

  test.each([
    ["D=token", "unknown column: token (did you mean tokens?)"],
    [
      "D",
      "invalid columns: D; expected NAME=COLUMN for each variable, with commas between, as in N=params,D=tokens*1e9,L=loss",
    ],
    [
      "",
      "invalid columns: ; expected NAME=COLUMN for each variable, with commas between, as in N=params,D=tokens*1e9,L=loss",
    ],
    ["N=params,N=tokens", "invalid columns: N=params,N=tokens; expected one column for N"],
    ["D=tokens*0", "invalid factor of a column: 0; expected a positive number"],
  ])("refuses %j", (text, message) => {
    expect(() => parseColumns(text, names)).toThrow(message);
  });

  test("a long header is not listed whole", () => {
    const wide = Array.from({ length: 1000 }, (_, i) => `column number ${i}`);
    expect(() => parseColumns("N=parameters", wide)).toThrow(/column number 11, … \(1000 columns\)$/);
  });
});

describe("sources of a law's variables", () => {
  const sourcesOf = (wanted: string[], names: string[], given = "") => {
    const explicit = given === "" ? {} : parseColumns(given, names);
    const { sources, assumptions } = resolveColumns(wanted, explicit, guessColumns(names), names);
    return [Object.entries(sources).map(([symbol, source]) => describeSource(symbol, source)), assumptions] as const;
  };

  test("given before guessed, and derived where no column is there", () => {
    const [sources, assumptions] = sourcesOf(["N", "D", "L"], ["size", "flops", "loss", "bpb"], "L=bpb*0.7");
    expect(sources).toEqual([
      "N = size (by its name)",
      "D = C/(6 N) (no column holds D, training tokens, repeats counted)",
      "C = flops (the header says FLOP)",
      "L = bpb × 0.7 (as given)",
    ]);
    expect(assumptions).toEqual(["D = C/(6 N) (no column holds D, training tokens, repeats counted)"]);
  });

  test("doubts about columns that are not used are not told", () => {
    expect(sourcesOf(["N", "L"], ["N", "loss", "acc_a", "acc_b"])[1]).toEqual([]);
    expect(sourcesOf(["accuracy"], ["N", "loss", "acc_a", "acc_b"])[1]).toHaveLength(1);
  });

  test("a variable without a column is asked for", () => {
    expect(() => sourcesOf(["U"], ["N", "D", "loss"])).toThrow(
      "invalid columns: none for U, unique training tokens; expected --columns U=COLUMN with one of: N, D, loss",
    );
  });
});
