import { invalid } from "../../numerics/errors.js";
import { rootStream } from "../../numerics/random/index.js";
import type { Task } from "./task.js";

/**
 * A value from outside (the default export of a user's file) as a task, after a trial draw of 2 prompts of 3 points.
 * @throws InputError where it is not one: a missing field, wrong lengths, numbers that are not finite.
 */
export function checkTask(value: unknown): Task {
  if (!isTask(value))
    throw invalid("task", describe(value), "an object with name, dimension and draw(stream, options)");
  const [batch, points] = [2, 3];
  const prompts = value.draw(rootStream(0), { batch, points });
  const lengths = { x: batch * points * value.dimension, y: batch * points };
  for (const field of ["x", "y"] as const) {
    const data: unknown = prompts?.[field];
    if (!(data instanceof Float64Array)) throw invalid(`${field} of task ${value.name}`, typeof data, "a Float64Array");
    if (data.length !== lengths[field]) {
      throw invalid(
        `length of ${field} of task ${value.name}`,
        data.length,
        `${lengths[field]} for 2 prompts of 3 points`,
      );
    }
    const strange = data.find((number) => !Number.isFinite(number));
    if (strange !== undefined) throw invalid(`${field} of task ${value.name}`, strange, "finite numbers");
  }
  const sizes = { batch, points, dimension: value.dimension };
  for (const [field, expected] of Object.entries(sizes)) {
    const found = prompts[field as keyof typeof sizes];
    if (found !== expected) throw invalid(`${field} that task ${value.name} drew`, found, `${expected}`);
  }
  return value;
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
