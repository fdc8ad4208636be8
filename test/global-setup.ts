import { spawnSync } from "node:child_process";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether `dist/` is what the sources say; the tests of the command line fail where it is not. */
    built: boolean;
  }
}

/** Builds `dist/`, which the tests of the command line run. Tests of pure functions run without it. */
export default function setup(project: TestProject): void {
  const { status } = spawnSync(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", 2, 2] });
  project.provide("built", status === 0);
}
