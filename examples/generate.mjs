// Writes the tables of this folder anew: `npm run build && node examples/generate.mjs`. The laws they come from are here.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rootStream } from "../dist/numerics/random/index.js";

/** L = 1.8 + 480/N^0.35 + 2100/D^0.37 with 0.5 % of noise, at 8 budgets and 8 sizes each. */
function runs() {
  const stream = rootStream(1).child("runs");
  const rows = [1e18, 3e18, 1e19, 3e19, 1e20, 3e20, 1e21, 3e21].flatMap((C) =>
    [1 / 8, 1 / 4, 1 / 2, 0.75, 1.25, 2, 4, 8].map((factor) => {
      const N = rounded(factor * Math.sqrt(C / 120));
      const D = rounded(C / (6 * N));
      const loss = (1.8 + 480 / N ** 0.35 + 2100 / D ** 0.37) * Math.exp(0.005 * stream.normal());
      return [N, (D / 1e9).toPrecision(4), loss.toFixed(4)];
    }),
  );
  return table(["params", "tokens (B)", "loss"], rows);
}

/** Two losses, exponential in the shares of three domains (Ye et al. 2024), with 0.1 % of noise. */
function mixtures() {
  const stream = rootStream(1).child("mixtures");
  const rows = Array.from({ length: 36 }, () => {
    const parts = [0, 1, 2].map(() => -Math.log(1 - stream.uniform()));
    const sum = parts.reduce((a, b) => a + b);
    const [code, web] = parts.map((part) => Number((part / sum).toFixed(3)));
    const books = Number((1 - code - web).toFixed(3));
    const noisy = (loss) => (loss * Math.exp(0.001 * stream.normal())).toFixed(4);
    const losses = [1.2 + 0.9 * Math.exp(-2.5 * code + 0.4 * books), 2.1 + 1.1 * Math.exp(-1.8 * web - 0.3 * books)];
    return [code, web, books, ...losses.map(noisy)];
  });
  return table(["p_code", "p_web", "p_books", "loss_code", "loss_web"], rows);
}

/** Exact match of answers of 5 or 20 tokens, of which each is right with a smooth probability; 500 questions each. */
function benchmark() {
  const stream = rootStream(1).child("benchmark");
  const rows = [1e8, 3e8, 1e9, 3e9, 1e10, 3e10, 1e11].flatMap((N) =>
    [5, 20].map((length) => {
      const rate = Math.exp(-((2e8 / N) ** 0.35)) ** length;
      let right = 0;
      for (let question = 0; question < 500; question++) if (stream.uniform() < rate) right++;
      return [N, length, right / 500];
    }),
  );
  return table(["params", "answer_tokens", "exact_match"], rows);
}

function rounded(x) {
  return Number(x.toPrecision(4));
}

function table(header, rows) {
  return `${[header, ...rows].map((row) => row.join(",")).join("\n")}\n`;
}

/** The files by name. */
export const tables = { "runs.csv": runs(), "mixtures.csv": mixtures(), "benchmark.csv": benchmark() };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(tables)) writeFileSync(new URL(name, import.meta.url), text);
}
