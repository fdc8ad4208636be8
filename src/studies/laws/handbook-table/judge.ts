import { publishedFor } from "../../../laws/forms/index.js";
import { chinchillaSurface } from "../../../laws/plan/surface.js";
import { type Verdict, verdict } from "../../../study/index.js";
import { compare } from "../../judging.js";
import { type Measurement, scalarOf } from "../../measurement.js";
import { chinchillaConstants } from "../planted.js";
import { type Params, SHOTS } from "./study.js";
import { MODELS, SCRIPT, STATED, stated } from "./tables.js";

/** Verdicts on the claims of `claims.ts`. */
export function judge(rows: readonly Measurement[], { level }: Params): Verdict[] {
  const at: At = (quantity, series) => scalarOf(rows, quantity, series).value ?? Number.NaN;
  const percent = `${+(100 * level).toPrecision(4)} %`;
  return [
    judgeCompute(),
    judgeLosses(),
    judgeLaw(at),
    judgeFit(at),
    judgeForecast(at, percent),
    judgeOffset(at, percent),
    judgeScript(at),
    judgeScriptForecast(at, percent),
    judgeExponent(at),
    judgeLimit(at),
  ];
}

type At = (quantity: string, series: string) => number;

function judgeCompute(): Verdict {
  const off = MODELS.map(({ name, N, D, C }) => ({ name, relative: C / (6 * N * D) - 1 }));
  const worst = off.reduce((a, b) => (Math.abs(b.relative) > Math.abs(a.relative) ? b : a));
  // The rounding of two digits, at most 5 % of a leading 1, is what the printed numbers allow themselves.
  const rounded = MODELS.filter(({ N, D, C }) => Number((6 * N * D).toPrecision(2)) !== C).map(({ name }) => name);
  return verdict("S1/§1.5/compute-column", rounded.length === 0 ? "holds" : "corrected", {
    measured: worst.relative,
    expected: 0,
    tolerance: 0.05,
    note: `Largest relative difference of the column from 6ND (${worst.name}). To two digits 6ND is 2.3, 6.3, 14, 23, 49 · 10²⁰ (2.25 and 2.34 lie at the edge): printed otherwise for ${rounded.join(", ")}.`,
  });
}

function judgeLosses(): Verdict {
  const hoffmann = chinchillaSurface(chinchillaConstants("hoffmann-rounded"));
  const refit = chinchillaSurface(chinchillaConstants("besiroglu"));
  const gap = (law: (N: number, D: number) => number) => Math.min(...MODELS.map(({ N, D, loss }) => loss - law(N, D)));
  return verdict("S1/§1.5/losses", "undecided", {
    measured: gap(hoffmann),
    expected: 0,
    tolerance: 0.1,
    note:
      "Least excess of the printed losses over Hoffmann's law at the same N and D, in nats per token " +
      `(${gap(refit).toFixed(2)} over the refit): they are ${gap(hoffmann).toFixed(2)} to ${(3.45 - hoffmann(125e6, 300e9)).toFixed(2)} above it. The table has no source; another corpus or tokenizer changes such numbers, so they cannot be refuted.`,
  });
}

function judgeLaw(at: At): Verdict {
  const distinct = new Set(MODELS.map(({ D }) => D)).size;
  const kind = at("identifiable", "L(N, D)") === 0 ? "fails" : "undecided";
  return verdict("S1/§1.5/verifies-the-law", kind, {
    measured: distinct,
    expected: 2,
    tolerance: 0,
    note:
      "Distinct values of D in the table; without at least two, nothing about B, β or the best allocation can be learnt, and the floor cannot be told from B/D^β. " +
      (kind === "fails" ? "The fit reports “not identifiable”." : ""),
  });
}

function judgeFit(at: At): Verdict {
  const rmse = Math.sqrt(MODELS.reduce((sum, { N, loss }) => sum + (loss - stated(N)) ** 2, 0) / MODELS.length);
  const needed = MODELS.map(({ N, loss }) => (loss - STATED.E) * N ** STATED.alpha);
  const own = ["E", "A", "alpha"].map((name) => at(name, "models"));
  return compare("S1/§1.5/fit", {
    measured: rmse,
    expected: at("rmse", "models"),
    tolerance: 0.005,
    note:
      `Root mean square error of the stated formula on its table: it gives ${stated(125e6).toFixed(3)} … ${stated(2.7e9).toFixed(3)}. With E = 2.10 and α = 0.076 the A that each row needs runs from ` +
      `${Math.max(...needed).toFixed(2)} down to ${Math.min(...needed).toFixed(2)}. The least-squares fit is ${own[0]!.toFixed(3)} + ${own[1]!.toFixed(2)}/N^${own[2]!.toFixed(4)}.`,
  });
}

function judgeForecast(at: At, percent: string): Verdict {
  const [low, high] = [at("forecast_low", "models"), at("forecast_high", "models")];
  return compare("S1/§1.5/forecast", {
    measured: stated(1e10),
    expected: 2.35,
    tolerance: 0.01,
    note:
      `The stated formula at N = 10¹⁰. The least-squares fit of the table gives ${at("forecast", "models").toFixed(3)} (${percent}: ${low.toFixed(2)} to ${high.toFixed(2)}), with E held at 2.10 it is ` +
      `${at("forecast", "models, E = 2.10").toFixed(3)}: 2.35 is possible, but follows from none of them.`,
  });
}

function judgeOffset(at: At, percent: string): Verdict {
  return compare("S1/§1.5/offset-and-exponent", {
    measured: at("E", "models, α = 0.076"),
    expected: STATED.E,
    tolerance: 0.1,
    note:
      "Floor of the least-squares fit with α = 0.076: a negative loss. Kaplan's 0.076 is the exponent of a law without floor, " +
      `(N_c/N)^0.076 with N_c = ${publishedFor("kaplan-N").values.N_c!.toExponential(1)}; with α free the floor of this table is at most ${at("E_high", "models").toFixed(2)} (${percent}).`,
  });
}

function judgeScript(at: At): Verdict {
  const start = Math.sqrt(
    SCRIPT.N.reduce((sum, N, i) => sum + (1e9 * N ** -0.076 + 2 - SCRIPT.loss[i]!) ** 2, 0) / SCRIPT.N.length,
  );
  const optima = at("optima", "script");
  return verdict("S1/example-1/fit", optima === 1 ? "holds" : "undecided", {
    measured: at("alpha", "script"),
    note:
      `The least-squares optimum: A = ${at("A", "script").toFixed(3)}, α = ${at("alpha", "script").toFixed(5)}, L∞ = ${at("E", "script").toFixed(4)}, rms error ${at("rmse", "script").toFixed(4)}; ` +
      `all searches end there, so curve_fit's answer is right, though its start is off by ${start.toExponential(1)} in the loss. α is nowhere near 0.076, and the “actual data” of the plot are invented.`,
  });
}

function judgeScriptForecast(at: At, percent: string): Verdict {
  const held = "script, held out";
  const [low, high] = [at("forecast_low", held), at("forecast_high", held)];
  const actual = SCRIPT.loss[5];
  const inSample = at("forecast", "script");
  return verdict("S1/example-1/forecast", low <= actual && actual <= high ? "corrected" : "fails", {
    measured: at("forecast", held),
    expected: actual,
    tolerance: (high - low) / 2,
    note:
      `10¹¹ is one of the fitted points: ${inSample.toFixed(4)} is the fitted value, not a forecast. From the five smaller models the forecast is ${at("forecast", held).toFixed(4)}, ` +
      `${percent} interval ${low.toFixed(2)} to ${high.toFixed(2)}; the source gives none, and a log-log plot hides the offset.`,
  });
}

function judgeExponent(at: At): Verdict {
  const list = (quantity: string, suffix: string) =>
    SHOTS.map((k) => at(quantity, `k = ${k}${suffix}`).toFixed(2)).join(", ");
  return compare("S1/§2.4/exponent", {
    measured: Math.max(...SHOTS.map((k) => at("limit", `k = ${k}, α = 0.1`))),
    expected: 1,
    tolerance: 0.01,
    note:
      `Largest limit A∞(k) of the least-squares fits with α = 0.1 (k = ${SHOTS.join(", ")}: ${list("limit", ", α = 0.1")}): an accuracy above 1. With α free it is ${SHOTS.map((k) => at("alpha", `k = ${k}`).toFixed(3)).join(", ")}, ` +
      `near 0.1 at k = 5 alone, and all limits exceed 1; with the limit held at 1, α is ${list("alpha", ", A∞ = 1")}.`,
  });
}

function judgeLimit(at: At): Verdict {
  const change = (suffix: string) => at("limit", `k = 10${suffix}`) - at("limit", `k = 1${suffix}`);
  return verdict("S1/§2.4/limit-grows", "undecided", {
    measured: change(""),
    expected: change(", α = 0.1"),
    note: "A∞(10) − A∞(1) with α free; expected: with α = 0.1. The sign depends on an exponent that four sizes do not determine, and both pairs of limits exceed 1.",
  });
}
