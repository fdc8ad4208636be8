import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { publishedFor } from "../../src/laws/forms/index.js";
import { type JointMoeConstants, jointMoeSurface } from "../../src/laws/plan/index.js";
import { rootStream } from "../../src/numerics/random/index.js";

/** Chinchilla's law near its published values. */
export const chinchilla = { E: 1.8, A: 480, B: 2100, alpha: 0.35, beta: 0.37 };

/** The planted loss. */
export function plantedLoss(N: number, D: number, { E, A, B, alpha, beta } = chinchilla): number {
  return E + A * N ** -alpha + B * D ** -beta;
}

/** Runs over sizes and tokens with log-normal noise: `params,tokens_b,loss`, tokens in billions. */
export function plantedRuns(noise = 0.003, seed = 7): { N: number; D: number; loss: number }[] {
  const stream = rootStream(seed).child("planted");
  const sizes = [5e7, 1e8, 2e8, 4e8, 8e8, 1.6e9, 3.2e9, 6.4e9];
  return sizes.flatMap((N) =>
    [2, 5, 10, 20, 40, 80].map((ratio) => {
      const D = ratio * N;
      return { N, D, loss: plantedLoss(N, D) * Math.exp(noise * stream.normal()) };
    }),
  );
}

/** Writes a table; returns its name. */
export function writeTable(
  folder: string,
  name: string,
  header: string,
  rows: readonly (readonly unknown[])[],
): string {
  writeFileSync(join(folder, name), `${[header, ...rows.map((row) => row.join(","))].join("\n")}\n`);
  return name;
}

/** The planted runs as a file. */
export function writeRuns(folder: string, name = "runs.csv", noise?: number): string {
  const rows = plantedRuns(noise).map(({ N, D, loss }) => [N, D / 1e9, loss]);
  return writeTable(folder, name, "params,tokens (B),loss", rows);
}

/** Runs whose loss follows from their compute alone, whatever the tokens for a parameter, as a file: `N,D,loss`. */
export function writeComputeRuns(folder: string, name: string): string {
  const stream = rootStream(5).child("planted compute");
  const rows = Array.from({ length: 48 }, (_, i) => {
    const C = 1e19 * 1000 ** (i / 47);
    const N = Math.sqrt(C / 6 / (20 * Math.exp(0.5 * stream.normal())));
    return [N, C / 6 / N, (1.7 + 1100 * C ** -0.155) * Math.exp(0.002 * stream.normal())];
  });
  return writeTable(folder, name, "N,D,loss", rows);
}

/** The joint law of dense models and mixtures of experts, as published. */
export const jointMoe = publishedFor("moe-joint").values as unknown as JointMoeConstants;

/** Runs of 1 to 32 experts under {@link jointMoe} as a file: `N,D,experts,loss`, N the active parameters. */
export function writeExpertRuns(folder: string, name = "experts.csv", noise = 3e-4): string {
  const stream = rootStream(11).child("planted experts");
  const rows = [1, 2, 4, 8, 16, 32].flatMap((experts) =>
    [3e7, 1e8, 3e8, 1e9, 3e9].flatMap((N) =>
      [5, 20, 80, 320].map((ratio) => {
        const loss = jointMoeSurface(jointMoe, experts)(N, ratio * N);
        return [N, ratio * N, experts, loss * Math.exp(noise * stream.normal())];
      }),
    ),
  );
  return writeTable(folder, name, "N,D,experts,loss", rows);
}

/** Scales of the bits of {@link writePrecisionRuns}. */
export const scales = { weights: 2.67, activations: 2.2, cache: 0.96 };

/** Runs in 3 to 16 bits of each part under {@link chinchilla} in effective parameters, as a file: `N,D,Pw,Pa,Pkv,loss`. */
export function writePrecisionRuns(folder: string, name = "precision.csv", noise = 3e-4): string {
  const stream = rootStream(13).child("planted precision");
  const bits = [
    [16, 16, 16],
    [8, 8, 8],
    [4, 4, 4],
    [3, 16, 16],
    [16, 3, 16],
    [16, 16, 3],
  ] as const;
  const rows = bits.flatMap(([Pw, Pa, Pkv]) =>
    [1e8, 4e8, 1.6e9].flatMap((N) =>
      [10, 40, 160].map((ratio) => {
        const part = [Pw / scales.weights, Pa / scales.activations, Pkv / scales.cache];
        const loss = plantedLoss(N * part.reduce((product, u) => product * -Math.expm1(-u), 1), ratio * N);
        return [N, ratio * N, Pw, Pa, Pkv, loss * Math.exp(noise * stream.normal())];
      }),
    ),
  );
  return writeTable(folder, name, "N,D,Pw,Pa,Pkv,loss", rows);
}
