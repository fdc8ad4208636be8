import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { FitDocument } from "../../src/lab/law-documents.js";
import { fitFile } from "../../src/lab/laws/index.js";
import { planFrom } from "../../src/lab/laws/plan-from.js";
import { runId } from "../../src/lab/run-id.js";
import type { AnyStudy, Verdict } from "../../src/study/index.js";
import { findChromium } from "../report/chromium.js";
import { runInline } from "../run-inline.js";
import { enginePage } from "./engine-page.js";
import { largestDifference } from "./largest-difference.js";

const chromium = findChromium();
const root = resolve(import.meta.dirname, "../..");

interface Found {
  readonly rows: unknown;
  readonly verdicts: unknown;
  readonly metrics: unknown;
  readonly figures: unknown;
}

type Plan = ReturnType<typeof planFrom>;

interface Followed {
  readonly result: Found;
  readonly states: readonly { readonly progress?: object }[];
}

async function commandLines(id: string, params = {}, seed = 1): Promise<Found> {
  const { default: study } = (await import(`${root}/src/studies/${id}/study.ts`)) as { default: AnyStudy };
  const { rows, verdicts, metrics, figures } = await runInline(study, params, seed);
  return { rows, verdicts: Object.values(verdicts), metrics, figures };
}

function kinds(verdicts: unknown): string[] {
  return (verdicts as Verdict[]).map(({ claim, verdict }) => `${claim}: ${verdict}`);
}

describe.skipIf(!chromium)("the studio's engine computes in Chromium what the command line computes", () => {
  const { observe, talk, requests } = enginePage(chromium);

  test.each([
    ["spinglass/weights", {}, 1],
    ["spinglass/real-tasks", {}, 1],
    ["spinglass/message-passing", { P: [600, 1500], D: 10 }, 7],
    ["laws/emergence", {}, 1],
    ["laws/free-energy", {}, 1],
    ["laws/quanta", {}, 3],
    ["learning/induction", {}, 1],
    ["learning/universality", {}, 1],
  ])("%s %o, seed %i: rows, verdicts, metrics and figures to 1e-12", async (study, params, seed) => {
    const [{ rows, verdicts, metrics, figures }, theirs] = await Promise.all([
      observe<Found>("run", { study, params, seed }),
      commandLines(study, params, seed),
    ]);
    expect(largestDifference({ rows, verdicts, metrics, figures }, theirs)).toBeLessThanOrEqual(1e-12);
  });

  test("the least points of fits, which are searched, agree to what the search tells apart", async () => {
    const request = { study: "laws/compute-optimal", params: {}, seed: 1 };
    const [{ rows, verdicts }, theirs] = await Promise.all([
      observe<Found>("run", request),
      commandLines("laws/compute-optimal"),
    ]);
    expect(largestDifference(rows, theirs.rows)).toBeLessThanOrEqual(1e-6);
    expect(kinds(verdicts)).toEqual(kinds(theirs.verdicts));
  });

  test("a study that trains does so with the site's own WebAssembly, loaded only then, and tells how far it is", async () => {
    const isRuntime = (path: string) => path.endsWith(".wasm");
    expect(requests.filter(isRuntime)).toEqual([]);
    const params = { D: 5, N: 20, epochs: 200, repetitions: 1 };
    const [{ result, states }, theirs] = await Promise.all([
      observe<Followed>("follow", { study: "learning/merged-separate", params, seed: 1 }),
      commandLines("learning/merged-separate", params),
    ]);
    expect(requests.filter(isRuntime)).not.toEqual([]);
    expect(states.filter(({ progress }) => progress !== undefined)).not.toEqual([]);
    expect(kinds(result.verdicts)).toEqual(kinds(theirs.verdicts));
    // float32 in another build of the runtime: sums in another order.
    expect(largestDifference(result.rows, theirs.rows)).toBeLessThanOrEqual(1e-3);
  });

  test("a run has the name that the command line gives it", async () => {
    const identity = { study: "spinglass/contrast", version: 1, params: { P: [20, 40], lambda: 1 }, seed: 1 };
    expect(await observe("call", "runId", identity)).toBe(runId(identity));
  });

  test("a law is fitted with its refits and profiles, a budget planned, and next runs advised, to 1e-9", async () => {
    for (const intervals of [
      { bootstrap: 0, profile: true },
      { bootstrap: 20, profile: false },
    ]) {
      const [ours, theirs] = await fitted(intervals);
      expect(largestDifference(ours, theirs)).toBeLessThanOrEqual(1e-9);
      const asked = { budget: { compute: 1e22 }, nextRun: true, at: {} };
      const plan = await observe<Plan>("call", "plan", { document: ours, request: asked });
      expect(largestDifference(plan, planFrom(theirs, asked))).toBeLessThanOrEqual(1e-9);
    }
  });

  /** A fit in the page and by the command line, without the work that it took and the path that a page has not got. */
  async function fitted(intervals: { bootstrap: number; profile: boolean }): Promise<[FitDocument, FitDocument]> {
    const file = resolve(root, "test/fixtures/studio/runs.csv");
    const request = { law: "chinchilla", loss: { kind: "huber", delta: 1e-3 }, seed: 1, skipMissing: false } as const;
    const asked = { file, ...request, ...intervals };
    const ours = await observe<{ document: FitDocument }>("fit", "runs.csv", readFileSync(file, "utf8"), asked);
    const bare = ({ diagnostics, data, ...rest }: FitDocument): FitDocument => {
      return {
        ...rest,
        diagnostics: { ...diagnostics, cpuSeconds: 0, evaluations: 0 },
        data: { ...data, file: "runs.csv" },
      };
    };
    return [bare(ours.document), bare((await fitFile(asked)).document)];
  }

  test("nothing is asked for elsewhere, and nothing said on the console", () => {
    expect(talk).toEqual([]);
  });
});
