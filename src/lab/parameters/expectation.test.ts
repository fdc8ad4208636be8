import { expect, it } from "vitest";
import { z } from "zod";
import { expectation } from "./expectation.js";

it.each([
  [z.int(), "an integer"],
  [z.int().min(1).max(9), "an integer from 1 to 9"],
  [z.int().positive(), "an integer of at least 1"],
  [z.int().lt(5), "an integer of at most 4"],
  [z.number(), "a number"],
  [z.number().positive(), "a number above 0"],
  [z.number().min(0).lt(1), "a number of at least 0 and below 1"],
  [z.number().positive().max(3), "a number above 0 and at most 3"],
  [z.boolean(), "true or false"],
  [z.string(), "text"],
  [z.string().min(1), "text that is not empty"],
  [z.enum(["a", "b"]), "one of: a, b"],
  [z.number().nullable(), "a number or null"],
  [z.union([z.int().min(0), z.literal("random")]), "an integer of at least 0 or random"],
  [z.array(z.number().min(0)), "a list of numbers of at least 0"],
  [z.array(z.int().min(1)).min(1), "a list of one or more integers of at least 1"],
  [z.array(z.number()).length(2), "a list of 2 numbers"],
  [z.array(z.enum(["a", "b"])).min(1), "a list of one or more names out of: a, b"],
  [z.array(z.string()), "a list of texts"],
])("describes a schema in words: %#", (schema, words) => {
  expect(expectation(z.toJSONSchema(schema, { io: "input" }))).toBe(words);
});
