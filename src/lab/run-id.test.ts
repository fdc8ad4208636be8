import { expect, it } from "vitest";
import fc from "../../test/properties.js";
import { canonicalJson } from "./canonical-json.js";
import { runId } from "./run-id.js";

const identity = { study: "spinglass/contrast", version: 1, params: { P: [20, 40], lambda: 1 }, seed: 1 };

it("does not depend on the order of keys", () => {
  expect(runId({ ...identity, params: { lambda: 1, P: [20, 40] } })).toBe(runId(identity));
  expect(canonicalJson({ b: { d: 1, c: [{ z: 1, y: 2 }] }, a: null })).toBe(
    '{"a":null,"b":{"c":[{"y":2,"z":1}],"d":1}}',
  );
});

it("changes with everything that changes the numbers", () => {
  const ids = [
    identity,
    { ...identity, study: "spinglass/weights" },
    { ...identity, version: 2 },
    { ...identity, params: { P: [40, 20], lambda: 1 } },
    { ...identity, seed: 2 },
    { ...identity, data: "abc" },
  ].map(runId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{16}$/);
});

it("is the name that runs on disk have had since the first version", () => {
  expect(runId(identity)).toBe("a97abc847ed9bda1");
});

it("writes JSON that reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
