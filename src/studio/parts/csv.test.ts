import { expect, it } from "vitest";
import { rowsAsCsv } from "./csv.js";

it("has every column, every bit and nothing for null", () => {
  const rows = [
    { P: 10, note: 'say "a, b"', ok: true },
    { P: 0.1 + 0.2, note: null, later: 1e-300 },
  ];
  expect(rowsAsCsv(rows)).toBe('P,note,ok,later\r\n10,"say ""a, b""",true,\r\n0.30000000000000004,,,1e-300\r\n');
});
