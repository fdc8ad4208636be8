import { describe, expect, it } from "vitest";
import { knownRows } from "./known-rows.js";

describe("the rows of cells computed before", () => {
  it("are forgotten where there are too many, those used last being kept", () => {
    const known = knownRows(6);
    known.set("a", [{ x: 1 }]);
    known.set("b", [{ x: 2 }]);
    known.set("c", [{ x: 3 }]);
    expect(known.get("a")).toEqual([{ x: 1 }]);
    known.set("d", [{ x: 4 }]);
    expect(["a", "b", "c", "d"].filter((key) => known.get(key))).toEqual(["a", "c", "d"]);
  });

  it("of cells without any take room as well", () => {
    const known = knownRows(10);
    for (let cell = 0; cell < 100; cell++) known.set(`${cell}`, []);
    expect(Array.from({ length: 100 }, (_, cell) => cell).filter((cell) => known.get(`${cell}`))).toHaveLength(10);
  });
});
