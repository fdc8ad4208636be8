import { availableParallelism } from "node:os";
import { loadStudy, runCommand } from "../../lab/index.js";
import { integerOption } from "../../lab/option-values.js";
import { type PlannedRun, startStudio } from "../../lab/server/index.js";
import { formatCount } from "../format.js";
import { commandHere } from "../invocation.js";
import { print, printJson, talk } from "../terminal.js";

/** The options of `isinglass studio`, as typed. */
export interface StudioCommandOptions {
  readonly port: string;
  readonly out: string;
  readonly workers?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/**
 * `isinglass studio`: serves the studio until Ctrl-C.
 * @returns the exit code: 130 where a run was under way, which can be resumed @throws InputError, LabError
 */
export async function studio({ port, out, workers, json, quiet }: StudioCommandOptions): Promise<number> {
  const threads = workers === undefined ? availableParallelism() : integerOption("--workers", workers, 1, 1024);
  const stopped = untilStopped();
  const server = await startStudio({
    port: integerOption("--port", port, 0, 65_535),
    out,
    workers: threads,
    log: talk,
  });
  if (json) printJson({ url: server.url, runs: out, workers: threads });
  else print(server.url);
  if (!quiet) talk(`the studio is open to this machine alone, with the runs in ${out}; Ctrl-C closes it`);
  await stopped;
  const interrupted = await server.close();
  await tellHowToGoOn(interrupted, out);
  return interrupted.length > 0 ? 130 : 0;
}

/** Resolves at Ctrl-C. A second one ends the process at once, as the signal would: it is handled no more. */
function untilStopped(): Promise<void> {
  return new Promise((done) => {
    const stop = () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      done();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
}

async function tellHowToGoOn(interrupted: readonly PlannedRun[], out: string): Promise<void> {
  if (interrupted.length === 0) return;
  const commands = interrupted.map(async ({ study: id, params, seed }) => {
    const { study } = await loadStudy(id);
    return `  ${commandHere(runCommand({ study, params, seed, out }))}`;
  });
  talk(
    `interrupted ${formatCount(interrupted.length, "run")}; go on with\n${(await Promise.all(commands)).join("\n")}`,
  );
}
