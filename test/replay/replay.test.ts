import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyStudy, Estimate } from "../../src/study/index.js";
import { runInline } from "../run-inline.js";
import { presets } from "./presets.js";

/*
 * The numeric replay: a refactoring must reproduce every metric of these runs. On the embedded provider they agree to the
 * last bit on machines with fused multiply-add; the tolerance is for others. Where numbers change on purpose, raise the
 * version of the study and write them anew: UPDATE=1 npx vitest run test/replay
 */
const golden = new URL("./metrics.json", import.meta.url);
type Recorded = Record<string, Record<string, Estimate>>;
const recorded: Recorded = existsSync(golden) ? JSON.parse(readFileSync(golden, "utf8")) : {};
const update = process.env.UPDATE === "1";

describe("numeric replay", () => {
  it.each(presets)("$study $params", async ({ study: id, params }) => {
    const { default: study } = await load(id);
    const { metrics } = await runInline(study, params);
    const key = `${id} ${JSON.stringify(params)}`;
    if (update) {
      recorded[key] = metrics;
      writeFileSync(golden, `${JSON.stringify(recorded, null, 1)}\n`);
      return;
    }
    const before = recorded[key] ?? {};
    expect(Object.keys(metrics)).toEqual(Object.keys(before));
    for (const [name, { value, stderr, n }] of Object.entries(metrics)) {
      expect(n, name).toBe(before[name]!.n);
      expectSame(value, before[name]!.value, name);
      expectSame(stderr, before[name]!.stderr, `${name}, standard error`);
    }
  });
});

function load(id: string): Promise<{ default: AnyStudy }> {
  return import(/* @vite-ignore */ new URL(`../../src/studies/${id}/study.ts`, import.meta.url).href);
}

/** Deviations from an exact solution are rounding themselves: below 1e-9 only that smallness is replayed. */
function expectSame(now: number | null, before: number | null, name: string): void {
  if (now === null || before === null) expect(now, name).toBe(before);
  else if (Math.abs(before) < 1e-9) expect(Math.abs(now), name).toBeLessThan(1e-9);
  else expect(Math.abs(now / before - 1), name).toBeLessThan(1e-9);
}
