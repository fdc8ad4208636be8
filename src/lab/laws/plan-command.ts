import { commandOf } from "../shell-words.js";
import { fitCommand } from "./fit-command.js";
import type { FitRequest } from "./fit-request.js";
import type { PlanOptions } from "./plan-options.js";

/** The command that fits and plans in one: the options of a fit, then those of the plan as typed. */
export function planCommand(fit: FitRequest, options: Partial<PlanOptions>): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === false) return [];
    return value === true ? [option] : [option, value];
  });
  return `${fitCommand(fit).replace(/^isinglass fit/, "isinglass plan")} ${commandOf(words)}`;
}
