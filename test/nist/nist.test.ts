import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { levenbergMarquardt, multistartLeastSquares, rootStream, scatteredStarts } from "../../src/numerics/index.js";
import { digits, type NistProblem, parseNist } from "./problem.js";

/** Problems of every level of difficulty that come with the project, without the files' descriptions. */
const own = join(import.meta.dirname, "problems");
const shared = join(process.env.ISINGLASS_SHARED ?? join(import.meta.dirname, "../../../shared"), "data/nist");
const collection = existsSync(shared) ? read(shared) : [];
if (collection.length === 0) console.log(`skipped: no ${shared}; set ISINGLASS_SHARED to the folder that holds data/`);

function read(folder: string): NistProblem[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".dat"));
  return files.map((file) => parseNist(readFileSync(join(folder, file), "utf8")));
}

/** ‖r‖² at the certified parameters. */
function squaresAt({ leastSquares }: NistProblem, theta: Float64Array): number {
  const r = new Float64Array(leastSquares.size);
  leastSquares.residuals(theta, r);
  return r.reduce((sum, value) => sum + value * value, 0);
}

function solves(problem: NistProblem): void {
  const { name, starts, certified, squares, leastSquares } = problem;
  for (const start of starts) {
    const result = levenbergMarquardt(leastSquares, start);
    expect(result.reason, name).toBe("converged");
    expect(digits(result.theta, certified), name).toBeGreaterThanOrEqual(6);
    // Lanczos1's residuals are the rounding of its data's thirteen digits.
    expect(Math.abs(result.residual ** 2 / squares - 1), name).toBeLessThan(name === "Lanczos1" ? 0.01 : 1e-9);
  }
}

describe("problems that come with the project", () => {
  test.each(read(own).map((problem) => [problem.name, problem] as const))("%s", (_, problem) => solves(problem));
});

describe.skipIf(collection.length === 0)("all 27 problems of NIST StRD", () => {
  test("are there, and their certified parameters give their certified sums of squares", () => {
    expect(collection).toHaveLength(27);
    for (const problem of collection) {
      // Eleven digits of θ leave some 1e-20 of a sum of squares that is 0 to rounding (Lanczos1).
      const error = Math.abs(squaresAt(problem, problem.certified) - problem.squares);
      expect(error, problem.name).toBeLessThan(1e-7 * problem.squares + 1e-19);
    }
  });

  test.each(collection.map((problem) => [problem.name, problem] as const))(
    "%s: six digits from both starts",
    (_, problem) => solves(problem),
  );

  test.each(collection.map((problem) => [problem.name, problem] as const))(
    "%s: the best of scattered starts",
    (_, problem) => {
      for (const [i, start] of problem.starts.entries()) {
        const starts = scatteredStarts(start, 8, 0.3, rootStream(0).child(problem.name, i));
        const { best } = multistartLeastSquares(problem.leastSquares, starts);
        // Terms of one kind may come out exchanged: the fit is compared, not its parameters.
        const excess = best.residual ** 2 / problem.squares - 1;
        expect(Math.abs(excess)).toBeLessThan(problem.name === "Lanczos1" ? 0.01 : 1e-9);
        // Terms of one kind may come out exchanged, so that parameters are compared from the starts themselves.
        expect(best.reason).toBe("converged");
      }
    },
  );
});
