import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
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

  test("a study that trains does so with the site's own WebAssembly, loaded only then", async () => {
    const isRuntime = (path: string) => path.endsWith(".wasm");
    expect(requests.filter(isRuntime)).toEqual([]);
    const request = { study: "learning/linear-attention", params: {}, seed: 1 };
    const [ours, theirs] = await Promise.all([
      observe<Found>("run", request),
      commandLines("learning/linear-attention"),
    ]);
    expect(requests.filter(isRuntime)).not.toEqual([]);
    expect(kinds(ours.verdicts)).toEqual(kinds(theirs.verdicts));
    // float32 in another build of the runtime: sums in another order.
    expect(largestDifference(ours.rows, theirs.rows)).toBeLessThanOrEqual(1e-3);
  });

  test("a run has the name that the command line gives it", async () => {
    const identity = { study: "spinglass/contrast", version: 1, params: { P: [20, 40], lambda: 1 }, seed: 1 };
    expect(await observe("call", "runId", identity)).toBe(runId(identity));
  });

  test("a law is fitted, and a budget planned, to 1e-9", async () => {
    const file = resolve(root, "test/fixtures/studio/runs.csv");
    const request = {
      ...{ law: "chinchilla", loss: { kind: "huber", delta: 1e-3 }, bootstrap: 20 },
      ...{ profile: true, seed: 1, skipMissing: false },
    } as const;
    const ours = await observe<{ document: typeof document }>("fit", "runs.csv", readFileSync(file, "utf8"), request);
    const { document } = await fitFile({ file, ...request });
    // The time it took is nobody's claim, and the page has no path.
    const timeless = { ...document.diagnostics, cpuSeconds: ours.document.diagnostics.cpuSeconds };
    const known = { ...document, diagnostics: timeless, data: { ...document.data, file: "runs.csv" } };
    expect(largestDifference(ours.document, known)).toBeLessThanOrEqual(1e-9);

    const asked = { budget: { compute: 1e22 }, nextRun: true, at: {} };
    const plan = await observe("call", "plan", { document: ours.document, request: asked });
    expect(largestDifference(plan, planFrom(known, asked))).toBeLessThanOrEqual(1e-9);
  });

  test("nothing is asked for elsewhere, and nothing said on the console", () => {
    expect(talk).toEqual([]);
  });
});
