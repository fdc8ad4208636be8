import { expect, it } from "vitest";
import { z } from "zod";
import { defineStudy } from "../study/index.js";
import { runCommand } from "./command-line.js";

const study = defineStudy({
  id: "room/name",
  version: 1,
  title: "",
  source: "",
  references: [],
  claims: [],
  params: z.strictObject({ P: z.array(z.int()).default([1]), name: z.string().default("x") }),
  presets: { quick: { params: {}, seconds: 1 }, paper: { params: { P: [9, 10] }, seconds: 1 } },
  cells: () => [],
  run: () => [],
  metrics: () => ({}),
  judge: () => [],
  figures: () => [],
});

it("names only what differs from the defaults", () => {
  expect(runCommand({ study, params: { P: [1], name: "x" }, seed: 1, out: "runs" })).toBe("isinglass run room/name");
  expect(runCommand({ study, params: { P: [9, 10], name: "x" } })).toBe("isinglass run room/name --preset paper");
});

it("quotes for the shell", () => {
  const params = { P: [1, 2], name: "it's" };
  expect(runCommand({ study, params, seed: 7, file: "my table.csv", out: "/tmp/o" })).toBe(
    `isinglass run room/name --set 'P=[1,2]' --set 'name=it'\\''s' --seed 7 --data 'my table.csv' --out /tmp/o`,
  );
});
