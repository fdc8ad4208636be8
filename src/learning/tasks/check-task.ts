import { invalid } from "../../numerics/errors.js";
import { rootStream } from "../../numerics/random/index.js";
import type { PromptBatch, Task } from "./task.js";

/**
 * A value from outside (the default export of a user's file) as a task, after a trial draw of 2 prompts of 3 points; every
 * later draw is looked at as well.
 * @throws InputError where it is not one: a missing field, wrong lengths, numbers that are not finite.
 */
export function checkTask(value: unknown): Task {
  if (!isTask(value))
    throw invalid("task", describe(value), "an object with name, dimension and draw(stream, options)");
  const { name, dimension, labelVariance } = value;
  if (labelVariance !== undefined && !(Number.isFinite(labelVariance) && labelVariance > 0)) {
    throw invalid(`labelVariance of task ${name}`, labelVariance, "a finite number above 0");
  }
  const task: Task = {
    ...{ name, dimension, ...(labelVariance !== undefined && { labelVariance }) },
    draw(stream, options) {
      const prompts = value.draw(stream, options);
      requirePrompts(name, prompts, { batch: options.batch, points: options.points, dimension });
      return prompts;
    },
  };
  task.draw(rootStream(0), { batch: 2, points: 3 });
  return task;
}

type PromptSizes = Pick<PromptBatch, "batch" | "points" | "dimension">;

function requirePrompts(name: string, prompts: PromptBatch, sizes: PromptSizes): void {
  const { batch, points, dimension } = sizes;
  const lengths = { x: batch * points * dimension, y: batch * points };
  for (const field of ["x", "y"] as const) {
    const data: unknown = prompts?.[field];
    if (!(data instanceof Float64Array)) throw invalid(`${field} of task ${name}`, typeof data, "a Float64Array");
    if (data.length !== lengths[field]) {
      const expected = `${lengths[field]} for ${batch} prompts of ${points} points`;
      throw invalid(`length of ${field} of task ${name}`, data.length, expected);
    }
    const strange = data.find((number) => !Number.isFinite(number));
    if (strange !== undefined) throw invalid(`${field} of task ${name}`, strange, "finite numbers");
  }
  for (const [field, expected] of Object.entries(sizes)) {
    const found = prompts[field as keyof PromptSizes];
    if (found !== expected) throw invalid(`${field} that task ${name} drew`, found, `${expected}`);
  }
}

function isTask(value: unknown): value is Task {
  if (typeof value !== "object" || value === null) return false;
  const { name, dimension, draw } = value as Partial<Record<keyof Task, unknown>>;
  return (
    typeof name === "string" && Number.isInteger(dimension) && (dimension as number) > 0 && typeof draw === "function"
  );
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? `{ ${Object.keys(value).join(", ")} }` : typeof value;
}
