import {
  type CatalogueEntry,
  Interruption,
  loadStudy,
  modulePaths,
  parseSetting,
  presetNames,
  presetOf,
  type RunRequest,
  readUserModules,
  resolveParameters,
  runCommand,
  runStudy,
  studyIds,
} from "../../lab/index.js";
import { integerOption } from "../../lab/option-values.js";
import { defaultTable, readNumbers, readTable } from "../../lab/tables/index.js";
import { invalid, unknown } from "../../numerics/errors.js";
import { formatSeconds } from "../format.js";
import { commandHere } from "../invocation.js";
import { progressOn } from "../progress.js";
import { runSummary } from "../run-summary.js";
import { print, printJson, talk } from "../terminal.js";

/** The options of `isinglass run`, as typed. */
export interface RunOptions {
  readonly preset: string;
  readonly set?: readonly string[];
  readonly seed: string;
  readonly workers?: string;
  readonly data?: string;
  readonly task?: string;
  readonly model?: string;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly strict?: boolean;
}

/** `isinglass run STUDY`. @returns the exit code @throws InputError, LabError */
export async function run(id: string | undefined, options: RunOptions): Promise<number> {
  if (id === undefined) throw invalid("STUDY", "nothing", `one of: ${(await studyIds()).join(", ")}`);
  const entry = await loadStudy(id);
  const request = await requestOf(entry, options);
  if (!options.quiet) foretell(request);
  const progress = progressOn(process.stderr, { quiet: options.quiet === true });
  const { signal, release } = interruptible();
  try {
    const finished = await runStudy(request, {
      signal,
      progress: progress.update,
      watch: progress.watch,
      notice: (text) => {
        progress.clear();
        talk(text);
      },
    });
    progress.clear();
    if (finished.computed === 0 && !options.quiet) talk("this run was complete before; no cell is computed again");
    if (options.json) printJson(finished.document);
    else print(runSummary(entry.study, finished));
    return options.strict && finished.document.verdicts.some(({ verdict }) => verdict === "fails") ? 1 : 0;
  } catch (error) {
    progress.clear();
    if (!(error instanceof Interruption)) throw error;
    talk(
      `${error.message}${error.recorded > 0 ? ", which are kept" : ""}; go on with\n  ${commandHere(commandOf(request))}`,
    );
    // A worker that is deep in native code cannot be stopped by anything but the end of the process.
    setTimeout(quitAtOnce, 3000).unref();
    return 130;
  } finally {
    release();
  }
}

async function requestOf(entry: CatalogueEntry, options: RunOptions): Promise<RunRequest> {
  const { study } = entry;
  const preset = presetNames.find((name) => name === options.preset);
  if (preset === undefined) throw unknown("preset", options.preset, presetNames);
  const params = resolveParameters(study, preset, options.set?.map(parseSetting));
  const seed = integerOption("--seed", options.seed, 0, Number.MAX_SAFE_INTEGER);
  const data = await dataOf(entry, options.data);
  const { task, model } = options;
  const named = { ...(task !== undefined && { task }), ...(model !== undefined && { model }) };
  const modules = Object.keys(named).length > 0 ? await readUserModules(study, named) : undefined;
  return {
    entry,
    params,
    seed,
    out: options.out,
    ...(data && { data }),
    ...(modules && { modules }),
    ...(options.workers !== undefined && { workers: integerOption("--workers", options.workers, 1, 1024) }),
  };
}

async function dataOf({ study }: CatalogueEntry, file: string | undefined): Promise<RunRequest["data"]> {
  if (file === undefined) return study.data?.default && { ...(await defaultTable(study.data.default)), file: null };
  if (!study.data) throw invalid("--data", file, `no table: ${study.id} reads none`);
  return { ...(await (study.data.leavesOutText ? readNumbers(file) : readTable(file))), file };
}

/** Seconds from which a person is told beforehand how long a preset takes. */
const LONG = 120;

function foretell({ entry: { study }, params }: RunRequest): void {
  const name = presetOf(study, params);
  const preset = name && study.presets[name];
  if (!preset || preset.seconds < LONG) return;
  const basis = preset.estimatedFrom ? `, reckoned from ${preset.estimatedFrom}` : "";
  talk(
    `${name}: about ${formatSeconds(preset.seconds)} on two cores${basis}; it may be interrupted, and goes on where it was`,
  );
}

function commandOf({ entry: { study }, params, seed, data, modules, out }: RunRequest): string {
  return runCommand({ study, params, seed, out, file: data?.file, modules: modulePaths(modules) });
}

/** Ctrl-C once: the run ends in order. Twice: at once. */
function interruptible(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) quitAtOnce();
    talk("interrupting; press Ctrl-C again to quit at once");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, interrupt);
    },
  };
}

/** Ends the process as the signal would, which a shell reports as 130. `process.exit` would wait for the workers. */
function quitAtOnce(): void {
  process.removeAllListeners("SIGINT");
  process.kill(process.pid, "SIGINT");
}
