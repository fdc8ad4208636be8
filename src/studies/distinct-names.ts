import { z } from "zod";

/** A parameter that lists some of these names: at least one, each once. */
export function distinctNames<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z
    .array(z.enum(names))
    .min(1)
    .max(names.length)
    .refine((list) => new Set(list).size === list.length, "names without repetitions");
}
