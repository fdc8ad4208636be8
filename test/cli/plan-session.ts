import { expect } from "vitest";
import { type PlanDocument, planDocumentSchema } from "../../src/lab/documents.js";
import { type Outcome, scratch, session } from "./isinglass.js";
import { writeRuns } from "./planted-tables.js";

/** A command line in a folder of its own, for tests of `isinglass plan`. */
export interface PlanSession {
  readonly folder: string;
  readonly run: (...words: string[]) => Promise<Outcome>;
  /** Fits runs of the planted law of Chinchilla into `fit.json`; leaves the table `runs.csv`. */
  readonly fitPlanted: () => Promise<void>;
  /** The document that `isinglass plan` prints; the test fails if it refuses or warns on standard error. */
  readonly planned: (...words: string[]) => Promise<PlanDocument>;
  readonly end: () => void;
}

/** Starts the command line. */
export function planSession(): PlanSession {
  const { folder, remove } = scratch();
  const { run: answer, end } = session({ cwd: folder });
  const run = (...words: string[]) => answer(words);
  return {
    folder,
    run,
    async fitPlanted() {
      const words = ["--law", "chinchilla", "--loss", "ls-log", "--bootstrap", "100", "--out", "fit.json", "--quiet"];
      expect((await run("fit", writeRuns(folder, "runs.csv", 1e-4), ...words)).code).toBe(0);
    },
    async planned(...words) {
      const { code, stdout, stderr } = await run("plan", ...words, "--json", "--quiet");
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      return planDocumentSchema.parse(JSON.parse(stdout));
    },
    end() {
      end();
      remove();
    },
  };
}
