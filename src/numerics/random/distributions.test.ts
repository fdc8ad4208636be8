import { describe, expect, test } from "vitest";
import { erfc, normalCdf, regularizedGammaP } from "../special/index.js";
import { chiSquareTest, kolmogorovSmirnov } from "../statistics/index.js";
import { rootStream } from "./root-stream.js";
import type { Stream } from "./stream.js";
import { EDGE } from "./ziggurat.js";

/**
 * Every p-value below comes from fixed seeds, so that it passes always or never; 1e-3 keeps some sixty true hypotheses
 * from failing by chance.
 */
const SIGNIFICANCE = 1e-3;

const N = 1_000_000;
const stream = (name: string) => rootStream(20_260).child("distributions", name);

/** p-value of equally likely classes 0 … classes − 1. */
function uniformClasses(classes: number, values: ArrayLike<number>): number {
  const counts = new Float64Array(classes);
  for (let i = 0; i < values.length; i++) counts[values[i]!]!++;
  return chiSquareTest(counts).pValue;
}

/** Whether the sample mean of `power`-th powers is the `moment` within four standard errors √((m_2p − m_p²)/n). */
function expectMoment(sample: Float64Array, power: number, moment: number, momentOfSquare: number): void {
  const mean = sample.reduce((sum, value) => sum + value ** power, 0) / sample.length;
  expect(Math.abs(mean - moment)).toBeLessThan(4 * Math.sqrt((momentOfSquare - moment ** 2) / sample.length));
}

describe("uniform numbers", () => {
  const sample = stream("uniform").fillUniform(new Float64Array(N));

  test("follow the uniform law", () => {
    expect(kolmogorovSmirnov(sample, (x) => x).pValue).toBeGreaterThan(SIGNIFICANCE);
  });

  test.each([0, 8, 16, 24, 32, 40, 45])("have uniform bits from bit %i on", (bit) => {
    const eightBits = sample.map((x) => Math.floor(x * 2 ** (bit + 8)) % 256);
    expect(uniformClasses(256, eightBits)).toBeGreaterThan(SIGNIFICANCE);
  });

  test("are independent of the number before, in high and in low bits", () => {
    for (const scale of [2 ** 5, 2 ** 53]) {
      const pairs = Float64Array.from({ length: N - 1 }, (_, i) => {
        const digit = (x: number) => Math.floor(x * scale) % 32;
        return digit(sample[i]!) * 32 + digit(sample[i + 1]!);
      });
      expect(uniformClasses(1024, pairs)).toBeGreaterThan(SIGNIFICANCE);
    }
  });
});

test.each([2, 3, 10, 1000, 2 ** 10])("integers below %i are uniform", (n) => {
  const source = stream(`integer ${n}`);
  const values = Float64Array.from({ length: N }, () => source.integer(n));
  expect(uniformClasses(n, values)).toBeGreaterThan(SIGNIFICANCE);
});

test("integers below 3·2^30 are not biased: their thirds are equally likely", () => {
  // Without rejection the first of each three values would be twice as likely as the others.
  const source = stream("large integers");
  const thirds = Float64Array.from({ length: 100_000 }, () => source.integer(3 * 2 ** 30) % 3);
  expect(uniformClasses(3, thirds)).toBeGreaterThan(SIGNIFICANCE);
});

describe("normal numbers", () => {
  const sample = stream("normal").fillNormal(new Float64Array(2 * N));

  test("follow the normal law", () => {
    expect(kolmogorovSmirnov(sample, normalCdf).pValue).toBeGreaterThan(SIGNIFICANCE);
  });

  test("fill 1,024 equally likely classes alike, so that the layers show no seams", () => {
    expect(
      uniformClasses(
        1024,
        sample.map((x) => Math.floor(normalCdf(x) * 1024)),
      ),
    ).toBeGreaterThan(SIGNIFICANCE);
  });

  test("have the moments 0, 1, 0, 3 and those of order six and eight", () => {
    expectMoment(sample, 1, 0, 1);
    expectMoment(sample, 2, 1, 3);
    expectMoment(sample, 3, 0, 15);
    expectMoment(sample, 4, 3, 105);
    expectMoment(sample, 6, 15, 10_395);
    expectMoment(sample, 8, 105, 2_027_025);
  });

  test("fill the low bits of their layer alike: positions are finer than 32 bits", () => {
    const lowBits = sample.map((x) => Math.floor(Math.abs(x) * 2 ** 50) % 256);
    expect(uniformClasses(256, lowBits)).toBeGreaterThan(SIGNIFICANCE);
  });

  test("are independent of the number before", () => {
    const digit = (x: number) => Math.floor(normalCdf(x) * 32);
    const pairs = Float64Array.from({ length: N }, (_, i) => digit(sample[i]!) * 32 + digit(sample[i + 1]!));
    expect(uniformClasses(1024, pairs)).toBeGreaterThan(SIGNIFICANCE);
  });
});

test("normal tails: beyond 3, the ziggurat's edge 3.654, 4, 4.5 and 5, on either side, in 10⁸ numbers", () => {
  const source = stream("tails");
  const limits = [3, EDGE, 4, 4.5, 5];
  const counts = new Float64Array(2 * limits.length);
  const block = new Float64Array(100_000);
  const total = 1e8;
  for (let drawn = 0; drawn < total; drawn += block.length) {
    source.fillNormal(block);
    for (const x of block) {
      if (Math.abs(x) < limits[0]!) continue;
      for (const [i, limit] of limits.entries()) if (Math.abs(x) > limit) counts[2 * i + (x < 0 ? 1 : 0)]!++;
    }
  }
  for (const [i, count] of counts.entries()) {
    const expected = total * 0.5 * erfc(limits[i >> 1]! * Math.SQRT1_2);
    expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
  }
});

test("beyond the ziggurat's edge, numbers follow the normal law cut off there", () => {
  const source = stream("edge");
  const block = new Float64Array(100_000);
  const beyond: number[] = [];
  while (beyond.length < 20_000) {
    source.fillNormal(block);
    for (const x of block) if (Math.abs(x) > EDGE) beyond.push(Math.abs(x));
  }
  const survival = (x: number) => erfc(x * Math.SQRT1_2) / erfc(EDGE * Math.SQRT1_2);
  expect(kolmogorovSmirnov(beyond, (x) => 1 - survival(x)).pValue).toBeGreaterThan(SIGNIFICANCE);
});

describe.each([0.5, 1, 2, 20, 200])("chi-square numbers with k = %d", (k) => {
  const sample = stream(`chi-square ${k}`).fillChiSquare(k, new Float64Array(N));

  test("follow the chi-square law", () => {
    const cdf = (x: number) => regularizedGammaP(k / 2, x / 2);
    expect(kolmogorovSmirnov(sample.subarray(0, N / 4), cdf).pValue).toBeGreaterThan(SIGNIFICANCE);
  });

  test("have the first four moments", () => {
    // E xᵖ = k (k + 2) … (k + 2p − 2).
    const moment = (p: number) =>
      Array.from({ length: p }, (_, i) => k + 2 * i).reduce((product, factor) => product * factor, 1);
    for (const p of [1, 2, 3, 4]) expectMoment(sample, p, moment(p), moment(2 * p));
  });
});

describe("neighbouring streams", () => {
  /** The first draw of each of the streams task 0, 1, 2, … */
  const firstDraws = (draw: (stream: Stream) => number, count: number, ...path: (string | number)[]) => {
    const parent = stream("children");
    return Float64Array.from({ length: count }, (_, i) => draw(parent.child(...path, i)));
  };

  test("have first draws that follow the law, whatever is drawn first", () => {
    const uniforms = firstDraws((child) => child.uniform(), 200_000, "task");
    expect(kolmogorovSmirnov(uniforms, (x) => x).pValue).toBeGreaterThan(SIGNIFICANCE);
    const normals = firstDraws((child) => child.normal(), 200_000, "task");
    expect(kolmogorovSmirnov(normals, normalCdf).pValue).toBeGreaterThan(SIGNIFICANCE);
    const lowBits = uniforms.map((x) => (x * 2 ** 53) % 256);
    expect(uniformClasses(256, lowBits)).toBeGreaterThan(SIGNIFICANCE);
  });

  test("are independent of the next stream and of the same task under another seed", () => {
    const uniforms = firstDraws((child) => child.uniform(), 200_000);
    const pairs = uniforms.map(
      (x, i) => Math.floor(16 * x) * 16 + Math.floor(16 * uniforms[(i + 1) % uniforms.length]!),
    );
    expect(uniformClasses(256, pairs)).toBeGreaterThan(SIGNIFICANCE);
    const acrossSeeds = Float64Array.from({ length: 200_000 }, (_, seed) => {
      const [a, b] = [
        rootStream(seed).child("x").uniform(),
        rootStream(seed + 1)
          .child("x")
          .uniform(),
      ];
      return Math.floor(16 * a) * 16 + Math.floor(16 * b);
    });
    expect(uniformClasses(256, acrossSeeds)).toBeGreaterThan(SIGNIFICANCE);
  });

  test("10⁶ addresses give 10⁶ different first draws", () => {
    const root = rootStream(0);
    const draws = new Float64Array(N);
    for (let i = 0; i < N / 4; i++) {
      draws[4 * i] = root.child(i).uniform();
      draws[4 * i + 1] = root.child(`${i}`).uniform();
      draws[4 * i + 2] = root.child("cell", i % 500, Math.floor(i / 500)).uniform();
      draws[4 * i + 3] = root.child(`P=${i % 500},N=${Math.floor(i / 500)}`, "tasks").uniform();
    }
    draws.sort();
    const collisions = draws.filter((draw, i) => i > 0 && draw === draws[i - 1]).length;
    // The birthday expectation at 53 bits is 5.6e-5: even one would be news.
    expect(collisions).toBe(0);
  });
});
