import { describe, expect, test } from "vitest";
import { DARK_SERIES, LIGHT_SERIES, PAPER } from "./palette.js";

type Rgb = [number, number, number];

/** How colours look to eyes without one kind of cone: Machado, Oliveira and Fernandes (2009), table 1, severity 1. */
const EYES: Record<string, Rgb[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe.each([
  ["light", LIGHT_SERIES, PAPER.light],
  ["dark", DARK_SERIES, PAPER.dark],
] as const)("series on %s paper", (_, series, paper) => {
  test("stand out from it by a contrast of 3 (WCAG 2.2, 1.4.11)", () => {
    for (const color of series) expect(contrast(color, paper)).toBeGreaterThanOrEqual(3);
  });

  test.each(Object.keys(EYES))("are told apart with %s", (eye) => {
    // A just noticeable difference is about 2 in these units; lines are thin, so four times that, and five for the first.
    expect(leastDistance(series.slice(0, 4), EYES[eye]!)).toBeGreaterThan(10);
    expect(leastDistance(series, EYES[eye]!)).toBeGreaterThan(7);
  });
});

function leastDistance(colors: readonly string[], eye: readonly Rgb[]): number {
  const places = colors.map((color) => oklab(eye.map((row) => clamp(dot(row, linear(color)))) as Rgb));
  const distances = places.flatMap((a, i) =>
    places.slice(0, i).map((b) => 100 * Math.hypot(...a.map((x, k) => x - b[k]!))),
  );
  return Math.min(...distances);
}

/** Björn Ottosson (2020), A perceptual color space for image processing. */
function oklab(rgb: Rgb): Rgb {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb));
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], [l, m, s]),
    dot([1.9779984951, -2.428592205, 0.4505937099], [l, m, s]),
    dot([0.0259040371, 0.7827717662, -0.808675766], [l, m, s]),
  ];
}

function contrast(a: string, b: string): number {
  const luminance = (color: string) => 0.05 + dot([0.2126, 0.7152, 0.0722], linear(color));
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return high / low;
}

function linear(color: string): Rgb {
  const channels = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255);
  return channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Rgb;
}

function dot(a: Rgb, b: Rgb): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
