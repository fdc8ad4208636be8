import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parameterSchema } from "../../../lab/parameters/resolve.js";
import type { AnyStudy } from "../../../study/index.js";
import { isLive } from "./costs.js";
import { experimentOf, queryOf, queryOfRun, resolveExperiment, shownValues } from "./experiment.js";

const folder = new URL("../../../studies/", import.meta.url).pathname;
const ids = readdirSync(folder, { withFileTypes: true })
  .filter((room) => room.isDirectory())
  .flatMap((room) =>
    readdirSync(`${folder}${room.name}`, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() && entry.name !== "references" ? [`${room.name}/${entry.name}`] : [],
    ),
  );
const load = async (id: string) => ((await import(`${folder}${id}/study.ts`)) as { default: AnyStudy }).default;
const contrast = await load("spinglass/contrast");

/** What a browser reads from an address that was written from a query. */
const throughAddress = (query: Readonly<Record<string, string>>) =>
  Object.fromEntries(new URLSearchParams(new URLSearchParams(query).toString()));

describe("the address of an experiment", () => {
  it.each(ids)("%s: both presets and each default come back as they were", async (id) => {
    const study = await load(id);
    for (const preset of ["quick", "paper"]) {
      const values = shownValues(study, { preset, settings: {}, seed: "1" });
      const given = { preset, settings: values, seed: "7" };
      const query = queryOf(study, given);
      expect(query).toEqual({ ...(preset === "quick" ? {} : { preset }), seed: "7" });
      const { run, refusals } = resolveExperiment(study, experimentOf(throughAddress(query)));
      expect(refusals).toEqual({});
      expect(run).toEqual({ params: values, seed: 7 });
    }
    expect(Object.keys(parameterSchema(study).properties!)).not.toContain(
      expect.stringMatching(/^(preset|seed|data|lang)$/),
    );
  });

  it("keeps every number to the last bit", () => {
    const settings = { lambda: 0.1 + 0.2, beta: 1e-9, P: [1, 999_999], sampler: "literal" };
    const query = throughAddress(queryOf(contrast, { preset: "paper", settings, seed: "9007199254740991" }));
    const { run } = resolveExperiment(contrast, experimentOf(query));
    expect(run).toMatchObject({ seed: Number.MAX_SAFE_INTEGER, params: settings });
  });

  it("shows one value as a list where the study wants a list", () => {
    const { P, D, nothing } = shownValues(contrast, experimentOf({ P: "900", D: "5", nothing: "1" }));
    expect({ P, D, nothing }).toEqual({ P: [900], D: 5, nothing: 1 });
  });

  it("takes numbers between commas, as the form does, for a list of numbers", async () => {
    const dualForm = await load("learning/dual-form");
    const given = experimentOf({ contexts: "3,7" });
    expect(shownValues(dualForm, given).contexts).toEqual([3, 7]);
    expect(resolveExperiment(dualForm, given)).toMatchObject({ run: { params: { contexts: [3, 7] } }, refusals: {} });
    expect(queryOf(dualForm, given)).toEqual({ contexts: "[3,7]" });
  });

  it("leaves out what is the preset's, and takes the language for no parameter", () => {
    expect(queryOf(contrast, experimentOf({ D: "20", lang: "zh", seed: "1" }))).toEqual({});
  });

  it("keeps what is refused, so that it can be put right", () => {
    const given = experimentOf({ D: "many", P: "[1,2]", seed: "x" });
    expect(queryOf(contrast, given)).toEqual({ D: "many", P: "[1,2]", seed: "x" });
  });

  it.each([
    { D: "" },
    { seed: "" },
    { D: "1e999", P: "[1,1e999]" },
    { D: '"5"' },
    { "a=b": "5" },
    { "=": "5" },
    { constructor: "5" },
    Object.fromEntries([["__proto__", "5"]]),
    { preset: "constructor" },
    { preset: "quik", D: "5" },
  ])("%o is refused, and stays as it was given", (query) => {
    const given = experimentOf(query as Record<string, string>);
    const { run, refusals } = resolveExperiment(contrast, given);
    expect(run).toBeUndefined();
    expect(Object.values(refusals).every((refusal) => /^(invalid|unknown) /.test(refusal))).toBe(true);
    expect(isLive(contrast, given.preset) && given.preset !== "quick").toBe(false);
    expect(queryOf(contrast, given)).toEqual(query);
    expect(queryOf(contrast, experimentOf(throughAddress(queryOf(contrast, given))))).toEqual(query);
  });

  it("of a run is that of the run, with the preset that it is", () => {
    const { run } = resolveExperiment(contrast, experimentOf({ preset: "paper", seed: "3" }));
    expect(queryOfRun(contrast, run!)).toEqual({ preset: "paper", seed: "3" });
    expect(queryOfRun(contrast, { ...run!, params: { ...run!.params, D: 7 } })).toMatchObject({ D: "7", seed: "3" });
  });
});

describe("what is refused", () => {
  it.each([
    [{ D: "0" }, "D", "invalid D: 0; expected an integer from 1 to 60"],
    [{ P: "[5,-3]" }, "P", "invalid P[1]: -3; expected an integer from 1 to 1000000"],
    [{ sampler: "exat" }, "sampler", "unknown sampler: exat (did you mean exact?)"],
    [{ seed: "-1" }, "seed", "invalid seed: -1; expected an integer from 0 to 9007199254740991"],
    [{ preset: "papr" }, "preset", "unknown preset: papr (did you mean paper?)"],
    [{ lamda: "1" }, "", "unknown parameter: lamda (did you mean lambda?)"],
  ])("%o is told beside it", (query, name, message) => {
    const { run, refusals } = resolveExperiment(contrast, experimentOf(query as Record<string, string>));
    expect(run).toBeUndefined();
    expect(refusals).toEqual({ [name]: message });
  });

  it("is told of all that are wrong at once", () => {
    const { refusals } = resolveExperiment(contrast, experimentOf({ D: "0", N: "[]", lambda: "1" }));
    expect(Object.keys(refusals).sort()).toEqual(["D", "N"]);
  });
});
