import { describe, expect, test } from "vitest";
import { quantile } from "../../src/numerics/statistics/index.js";
import { findChromium } from "../report/chromium.js";
import { enginePage } from "./engine-page.js";

const chromium = findChromium();

const quick = { study: "spinglass/message-passing", params: { D: 10, P: [700, 900] }, seed: 1 };
const swept = { study: "spinglass/message-passing", params: { D: 10, repetitions: 1 }, seed: 1 };
/** Cells of seconds each. */
const long = { study: "spinglass/message-passing", params: { D: 20, N: 1000, repetitions: 20 }, seed: 1 };

interface Result {
  readonly rows: readonly object[];
  readonly verdicts: readonly object[];
  readonly figures: readonly object[];
  readonly cells: number;
}

const numbersOf = ({ rows, verdicts, figures, cells }: Result) => ({ rows, verdicts, figures, cells });

/** Limits of time hold on a machine with nothing else to do: they are tested where one says so. */
const quiet = process.env.ISINGLASS_QUIET_MACHINE === "1";

describe.skipIf(!chromium)("the life of the studio's engine, in Chromium", () => {
  const { observe, talk } = enginePage(chromium);

  test("workers that end in the middle of a run are replaced, and the result is the same", async () => {
    const request = { ...swept, seed: 5 };
    const { result, ended } = await observe<{ result: Result; ended: number }>("runWhileWorkersEnd", request);
    expect(ended).toBeGreaterThanOrEqual(2);
    expect(numbersOf(result)).toEqual(numbersOf(await observe<Result>("runAnew", request)));
  });

  test("workers that end before they have started are replaced", async () => {
    const start = performance.now();
    const { result, ended } = await observe<{ result: Result; ended: number }>("runWhileNoneStarts", quick);
    expect(ended).toBe(2);
    expect(numbersOf(result)).toEqual(numbersOf(await observe<Result>("runAnew", quick)));
    // Not the minute that a slow network may take.
    expect(performance.now() - start).toBeLessThan(50_000);
  });

  test("a newer run takes the place of an older one, whose workers are given up", async () => {
    const { older, newer } = await observe<{ older: string; newer: Result }>("supersede", long, quick, { after: 400 });
    expect(older).toBe("AbortError");
    expect(numbersOf(newer)).toEqual(numbersOf(await observe<Result>("runAnew", quick)));
  });

  test("a hand that moves gets the newest result, and all runs before are superseded", async () => {
    const sizes = [300, 310, 320, 330, 340, 350, 360, 370];
    const requests = sizes.map((N) => ({ ...quick, params: { ...quick.params, N } }));
    const { names, last } = await observe<{ names: string[]; last: Result }>("hurry", requests, { every: 30 });
    expect(names.slice(0, -1).filter((name) => name !== "finished")).not.toEqual([]);
    expect(names.every((name) => name === "finished" || name === "AbortError")).toBe(true);
    expect(numbersOf(last)).toEqual(numbersOf(await observe<Result>("runAnew", requests.at(-1))));
  });

  test("a run ends with its signal", async () => {
    expect(await observe("stop", long, { after: 100 })).toBe("AbortError");
  });

  test("what is under way when the engine is ended rejects", async () => {
    expect(await observe("disposeDuring", long)).toEqual(["AbortError", "AbortError"]);
  });

  test("states count the cells, figures of a part come before the whole, and known cells are not computed again", async () => {
    const request = { ...swept, seed: 11 };
    const first = await observe<Followed>("follow", request);
    const counts = first.states.map(({ done }) => done);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(first.states.every(({ of, rows, done }) => of === 8 && rows === 4 * done)).toBe(true);
    expect(first.partial.length).toBeGreaterThan(0);
    expect(first.partial.every(({ cells, rows, figures }) => cells < 8 && rows === 4 * cells && figures > 0)).toBe(
      true,
    );
    const again = await observe<Followed>("follow", request);
    expect(again.states.map(({ done }) => done)).toEqual([8]);
    expect(numbersOf(again.result)).toEqual(numbersOf(first.result));
  });

  test.runIf(quiet)(
    "P moves at D = 10: new figures are there within 150 ms, and 95 % of frames within 20 ms meanwhile",
    async () => {
      await observe("follow", swept);
      const times: number[] = [];
      for (const P of [650, 660, 670, 680, 690]) {
        const params = { ...swept.params, P: [P, 1000, 1400, 1800, 2200, 3000, 6000, 10_000] };
        times.push((await observe<Followed>("follow", { ...swept, params })).milliseconds);
      }
      const gaps = await observe<number[]>("frames", { ...swept, seed: 21 });
      const [moved, late] = [quantile(times, 0.5), quantile(gaps, 0.95)];
      expect(moved).toBeLessThanOrEqual(150);
      expect(late).toBeLessThanOrEqual(20);
    },
  );

  test("refusals are those of the command line", async () => {
    const refusal = (request: object) => observe("refused", { ...quick, ...request });
    expect(await refusal({ params: { D: -3 } })).toEqual({
      name: "InputError",
      message: "invalid D: -3; expected an integer from 1 to 60",
    });
    expect(await refusal({ params: { E: 3 } })).toMatchObject({
      message: expect.stringMatching(/^unknown parameter: E/),
    });
    expect(await refusal({ study: "spinglass/contrst" })).toMatchObject({
      message: "unknown study: spinglass/contrst (did you mean spinglass/contrast?)",
    });
  });

  test("nothing is said on the console", () => {
    expect(talk).toEqual([]);
  });
});

interface Followed {
  readonly states: readonly { done: number; of: number; rows: number }[];
  readonly partial: readonly { cells: number; rows: number; figures: number; milliseconds: number }[];
  readonly result: Result;
  readonly milliseconds: number;
}
