import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, it } from "vitest";

const KILLS = 15;
const STEPS = 400;

const folder = mkdtempSync(join(tmpdir(), "isinglass-training-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Trains in a process of its own, which is killed after so many milliseconds unless it has ended by then. */
async function trainIn(checkpoints: string, killAfter?: number): Promise<{ killed: boolean; output: string }> {
  const script = join(import.meta.dirname, "train-child.mjs");
  const child = spawn(process.execPath, [script, checkpoints, String(STEPS)], { stdio: ["ignore", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done) => {
    child.on("close", (...ended) => done(ended));
  });
  clearTimeout(timer);
  if (signal === null) expect({ code, errors }).toEqual({ code: 0, errors: "" });
  return { killed: signal === "SIGKILL", output };
}

/** The steps done at the newest checkpoint of a folder; their files begin with that number. */
function newestStep(checkpoints: string): number {
  const names = existsSync(checkpoints) ? readdirSync(checkpoints) : [];
  return Math.max(0, ...names.map((name) => Number.parseInt(name, 10)).filter(Number.isInteger));
}

it(`training killed with kill -9 at ${KILLS} random moments ends with the same weights and metrics, bit for bit`, async () => {
  expect(inject("built")).toBe(true);
  const started = performance.now();
  const whole = JSON.parse((await trainIn(join(folder, "whole"))).output);
  const duration = performance.now() - started;
  expect(whole).toEqual({ taken: STEPS, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });

  let kills = 0;
  for (let run = 1; kills < KILLS; run++) {
    const checkpoints = join(folder, `killed-${run}`);
    for (let isRunning = true; isRunning; ) {
      // Any moment from the start to a little past the end; the test must pass at any, so it is not seeded.
      const killAfter = kills < KILLS ? 1.05 * duration * Math.random() : undefined;
      const taken = STEPS - newestStep(checkpoints);
      const { killed, output } = await trainIn(checkpoints, killAfter);
      if (killed) kills++;
      else expect(JSON.parse(output)).toEqual({ taken, digest: whole.digest });
      isRunning = killed;
    }
  }
}, 300_000);
