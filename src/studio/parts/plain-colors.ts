import type { DrawingElement } from "../../study/drawing/dom.js";

type Triple = readonly [number, number, number];

const MIX = /^color-mix\(in (oklab|srgb), (#[0-9a-f]{6}) ([\d.]+)%, (#[0-9a-f]{6})\)$/i;

/** Writes every colour of a drawing by its value: no variables, no mixtures, no `currentColor`, which few programs know. */
export function plainColors(root: DrawingElement, ink: string): void {
  for (const element of root.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const plain = plainColor(value, ink);
      if (plain !== value) element.setAttribute(name, plain);
    }
  }
}

/** A colour by its value, for the ways in which drawings write colours; other text as it is. */
export function plainColor(text: string, ink: string): string {
  if (text === "currentColor" || text === "currentcolor") return ink;
  const plain = text.replace(/var\(--[\w-]+, (#[0-9a-f]{6})\)/gi, "$1");
  const mix = MIX.exec(plain);
  if (!mix) return plain;
  const [space, first, percent, second] = [mix[1]!, rgb(mix[2]!), Number(mix[3]) / 100, rgb(mix[4]!)];
  const blend = (a: Triple, b: Triple) =>
    a.map((part, i) => percent * part + (1 - percent) * b[i]!) as unknown as Triple;
  return hex(space === "srgb" ? blend(first, second) : fromOklab(blend(toOklab(first), toOklab(second))));
}

/** Parts of 0 … 1. */
function rgb(color: string): Triple {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255) as unknown as Triple;
}

function hex(parts: Triple): string {
  const digits = parts.map((part) =>
    Math.round(255 * Math.min(1, Math.max(0, part)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

/** B. Ottosson, “A perceptual color space for image processing” (2020). */
function toOklab(color: Triple): Triple {
  const [r, g, b] = color.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as unknown as Triple;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear: Triple = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  const gamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * Math.max(0, c) ** (1 / 2.4) - 0.055);
  return linear.map(gamma) as unknown as Triple;
}
