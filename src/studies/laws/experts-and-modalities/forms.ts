import type { Form } from "../../../laws/form.js";
import { moeClark } from "../../../laws/forms/index.js";

const positive = { unit: "", lower: 1e-12, upper: 1e30, scale: "log" } as const;
const exponent = { unit: "", lower: 0, upper: 5, scale: "linear", start: [0.02, 0.6] } as const;

/** S1, new progress 1: L = A (N E)^−α. */
export const handbookExperts: Form = {
  name: "handbook-experts",
  title: "Experts as parameters",
  source: "S1, new progress on scaling laws, item 1",
  expression: "A/(N*experts)^alpha",
  variables: moeClark.variables,
  target: moeClark.target,
  parameters: [
    { ...positive, name: "A", description: "loss at N E = 1", start: [1, 100] },
    { ...exponent, name: "alpha", description: "exponent of N E" },
  ],
};

const tokens = (name: string, description: string) => ({ name, unit: "tokens", description });

/** S1, new progress 2: L = A/N^α + B/D_text^β + C/D_image^γ. */
export const handbookModalities: Form = {
  name: "handbook-modalities",
  title: "Text and images as a sum",
  source: "S1, new progress on scaling laws, item 2",
  expression: "A/N^alpha + B/Di^beta + C/Dj^gamma",
  variables: [
    { name: "N", unit: "parameters", description: "parameters of the model" },
    tokens("Di", "text"),
    tokens("Dj", "images"),
  ],
  target: moeClark.target,
  parameters: [
    ...["A", "B", "C"].map((name) => ({
      ...positive,
      name,
      description: `amplitude ${name}`,
      start: [1, 1e4] as const,
    })),
    ...["alpha", "beta", "gamma"].map((name) => ({ ...exponent, name, description: `exponent ${name}` })),
  ],
};
