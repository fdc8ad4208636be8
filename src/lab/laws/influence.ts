import { type Fit, leaveOneOut, type Warning } from "../../laws/fit/index.js";
import type { FitEvents } from "./fit-request.js";
import type { PreparedRuns } from "./prepare-runs.js";

/** Runs (or groups), times squared parameters, beyond which they are not left out one by one: each is a search. */
const MOST_LEFT_OUT = 15_000;
/** A run is called influential where leaving it out moves a parameter by more standard errors than this. */
const INFLUENTIAL = 2;

/** The run (or group) whose absence moves a parameter most, where it moves it far. */
export function influential(fit: Fit, { data, lines, groupNames }: PreparedRuns, { progress }: FitEvents): Warning[] {
  const units = data.groups ? data.groups.reduce((most, group) => Math.max(most, group + 1), 0) : fit.n;
  if (units * fit.theta.length ** 2 > MOST_LEFT_OUT || units <= fit.theta.length) return [];
  progress?.("runs left out", 0, units);
  const { theta, largest } = leaveOneOut(fit, data);
  const unit = largest.reduce((most, { change }, i) => (change > largest[most]!.change ? i : most), 0);
  const { change, parameter } = largest[unit]!;
  if (change <= INFLUENTIAL) return [];
  const j = fit.form.parameters.findIndex(({ name }) => name === parameter);
  const [from, to] = [fit.theta[j]!, theta.data[unit * theta.columns + j]!].map(short);
  const what = data.groups ? `group ${groupNames?.[unit] ?? unit}` : `line ${lines[unit]}`;
  const message = `influential run: without ${what}, ${parameter} moves from ${from} to ${to}, ${change.toFixed(1)} standard errors`;
  return [{ code: "influential-run", message }];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
