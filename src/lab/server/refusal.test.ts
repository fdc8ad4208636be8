import { describe, expect, it } from "vitest";
import fc from "../../../test/properties.js";
import { printable, Refusal, refusalLine } from "./refusal.js";

describe("printable", () => {
  it("leaves plain text as it is, and escapes what a terminal would obey", () => {
    expect(printable("GET /api/runs?x=1")).toBe("GET /api/runs?x=1");
    expect(printable("\x1b[2J\r\n\0\\\u202eé")).toBe("\\x1b[2J\\x0d\\x0a\\x00\\\\\\u202e\\xe9");
    expect(printable("\u{1f600}")).toBe("\\ud83d\\ude00");
  });

  it("gives one line of printable characters for any text, and different lines for different short texts", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(fc.property(text, (given) => /^[\x20-\x7e…]{0,1300}$/.test(printable(given))));
    const short = fc.string({ unit: fc.constantFrom("\\", "x", "0", "\0", "\n", "u"), maxLength: 12 });
    fc.assert(fc.property(short, short, (a, b) => a === b || printable(a) !== printable(b)));
  });

  it("leaves out the middle of a long text", () => {
    const short = printable(`/${"a".repeat(10_000)}/end`);
    expect(short).toHaveLength(200);
    expect(short).toMatch(/^\/a+…a+\/end$/);
  });
});

it("a refusal's line says what, and why; a fault of the server's is none", () => {
  const request = { method: "POST", url: "/api/runs" };
  expect(refusalLine(request, new Refusal(403, "no token"))).toBe("refused 403 POST /api/runs: no token");
  expect(refusalLine({}, new Refusal(408, "too slow"))).toBe("refused 408: too slow");
  expect(refusalLine(request, new Refusal(500, "the disk is full"))).toBe(
    "failed 500 POST /api/runs: the disk is full",
  );
});
