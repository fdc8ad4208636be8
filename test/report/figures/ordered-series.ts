import type { Figure } from "../../../src/study/index.js";

const beta = [1, 3, 10, 30, 100];
const place = Array.from({ length: 41 }, (_, i) => i / 20 - 1);

/** Series that are an ordered quantity take a ramp of colours; text marks name points. */
export const figure: Figure = {
  id: "temperature",
  title: "The posterior narrows as β grows",
  caption: "Density of one weight about its mean.",
  x: { label: "weight", domain: [-1, 1] },
  y: { label: "density", domain: [0, 6] },
  color: { type: "sequential", label: "β" },
  aspect: 0.45,
  marks: [
    {
      type: "line",
      x: "w",
      y: "density",
      series: "beta",
      data: beta.flatMap((b) =>
        place.map((w) => ({ beta: b, w, density: Math.sqrt(b / 6.283) * Math.exp((-b * w * w) / 2) })),
      ),
    },
    { type: "text", x: "w", y: "density", text: "name", data: [{ w: 0, density: 4.2, name: "mean" }] },
    { type: "text", x: "w", y: "density", text: "name", data: [{ w: 5, density: 4.2, name: "outside the frame" }] },
  ],
};
