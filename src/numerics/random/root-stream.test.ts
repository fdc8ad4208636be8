import { describe, expect, test } from "vitest";
import fc from "../../../test/properties.js";
import { InputError } from "../errors.js";
import { rootStream } from "./root-stream.js";
import type { Stream } from "./stream.js";

const name = fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.maxSafeInteger());
const path = fc.array(name, { maxLength: 5 });
const seed = fc.maxSafeNat();

/** Four uniforms: enough bits to tell any two streams apart. */
function fingerprint(stream: Stream): string {
  return Array.from({ length: 4 }, () => stream.uniform()).join(" ");
}

describe("addresses", () => {
  test("a child depends on seed and path alone, not on draws or the order of creation", () => {
    fc.assert(
      fc.property(seed, path, path, fc.nat(50), (seed, first, second, draws) => {
        const parent = rootStream(seed).child(...first);
        const before = fingerprint(parent.child(...second));
        parent.fillNormal(new Float64Array(draws));
        parent.child("other").uniform();
        expect(fingerprint(parent.child(...second))).toBe(before);
        expect(fingerprint(rootStream(seed).child(...first, ...second))).toBe(before);
        expect(parent.child(...second).path).toEqual([...first, ...second]);
      }),
    );
  });

  test("different paths give different streams", () => {
    const key = (path: readonly (string | number)[]) => JSON.stringify(path.map((name) => [typeof name, `${name}`]));
    fc.assert(
      fc.property(seed, path, path, (seed, first, second) => {
        fc.pre(key(first) !== key(second));
        expect(fingerprint(rootStream(seed).child(...first))).not.toBe(fingerprint(rootStream(seed).child(...second)));
      }),
    );
  });

  test.each([
    [
      ["a", "bc"],
      ["ab", "c"],
    ],
    [["1"], [1]],
    [
      ["1", "2"],
      [1, 2],
    ],
    [[12], [1, 2]],
    [[], [""]],
    [[""], ["", ""]],
    [[""], [0]],
    [["a"], ["a\0"]],
    [["abcd"], ["abcd\0"]],
    [["abcdefghijkl"], ["abcdefghijkl\0\0"]],
    [[1], [-1]],
    [[1], [2 ** 32 + 1]],
    [["a"], ["A"]],
  ])("%j and %j are different addresses", (first, second) => {
    const root = rootStream(0);
    expect(fingerprint(root.child(...first))).not.toBe(fingerprint(root.child(...second)));
  });

  test("the seed is not the same as a child's number", () => {
    expect(fingerprint(rootStream(5))).not.toBe(fingerprint(rootStream(5).child(5)));
    expect(fingerprint(rootStream(5))).not.toBe(fingerprint(rootStream(6)));
  });

  test("refuses seeds and names that are no whole numbers", () => {
    for (const seed of [-1, 0.5, 2 ** 53, Number.NaN]) expect(() => rootStream(seed)).toThrow(InputError);
    expect(() => rootStream(0).child(0.5)).toThrow(
      "invalid name in the path of a stream: 0.5; expected a word or a whole",
    );
  });
});

describe("draws", () => {
  test.each<[string, (stream: Stream, out: Float64Array) => void, (stream: Stream) => number]>([
    ["uniforms", (stream, out) => stream.fillUniform(out), (stream) => stream.uniform()],
    ["normals", (stream, out) => stream.fillNormal(out), (stream) => stream.normal()],
    ["chi-squares", (stream, out) => stream.fillChiSquare(3, out), (stream) => stream.chiSquare(3)],
    ["chi-squares, k < 2", (stream, out) => stream.fillChiSquare(0.5, out), (stream) => stream.chiSquare(0.5)],
  ])("filling with %s is drawing them one by one", (_, fill, draw) => {
    const filled = rootStream(7);
    const out = new Float64Array(20_000);
    fill(filled, out.subarray(0, 7_001));
    fill(filled, out.subarray(7_001));
    const single = rootStream(7);
    expect(out.every((value) => value === draw(single))).toBe(true);
    expect(filled.uniform()).toBe(single.uniform());
  });

  test("keep the numbers that runs depend on", () => {
    // Our own vectors: if one changes, every recorded number changes.
    const stream = rootStream(2026).child("known answers");
    expect([stream.uniform(), stream.integer(1000), stream.normal(), stream.chiSquare(5)]).toMatchInlineSnapshot(`
      [
        0.19398851386393245,
        871,
        -0.9736218506444791,
        11.482440164836646,
      ]
    `);
  });

  test("a uniform number is a multiple of 2^−53 below 1", () => {
    const stream = rootStream(3);
    for (let i = 0; i < 10_000; i++) {
      const u = stream.uniform();
      expect(Number.isInteger(u * 2 ** 53) && u >= 0 && u < 1).toBe(true);
    }
  });

  test("an integer is Lemire's, computed in exact arithmetic", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const words = rootStream(seed);
        let product: bigint;
        do product = BigInt(words.integer(2 ** 32)) * BigInt(n);
        while (product % 2n ** 32n < 2n ** 32n % BigInt(n));
        expect(BigInt(rootStream(seed).integer(n))).toBe(product / 2n ** 32n);
      }),
    );
  });

  test("refuse what they cannot draw", () => {
    const stream = rootStream(0);
    for (const n of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) expect(() => stream.integer(n)).toThrow(InputError);
    for (const k of [0, -1, Number.NaN, Infinity]) expect(() => stream.chiSquare(k)).toThrow(InputError);
  });
});
