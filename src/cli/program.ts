import { Command, type CommanderError } from "commander";
import { DEFAULT_OUT, DEFAULT_SEED } from "../lab/command-line.js";
import { version } from "../lab/version.js";
import { InputError, unknown } from "../numerics/errors.js";
import type { ClaimsOptions } from "./commands/claims.js";
import type { ReportOptions } from "./commands/report.js";
import type { RunOptions } from "./commands/run.js";
import type { StudioCommandOptions } from "./commands/studio.js";
import { addLawCommands } from "./law-commands.js";

/**
 * The commands. Parsing throws InputError for wrong usage; each command hands its exit code to `done`. A command is
 * loaded when it runs, so that a wrong word is answered at once.
 */
export function program(done: (exitCode: number) => void): Command {
  const root = new Command("isinglass")
    .description("An executable theory of how language models scale and how they learn in context.")
    .version(version)
    .addHelpText("after", ENVIRONMENT);
  const runsOption = ["--runs <DIR>", "folder of the runs", DEFAULT_OUT] as const;
  const command = (name: string, description: string) => root.command(name).description(description);

  command("studies [STUDY]", "the catalogue, or one study with its claims and parameters")
    .option("--json", "print one JSON document")
    .action(async (study: string | undefined, options: { json?: boolean }) =>
      done(await (await import("./commands/studies.js")).studies(study, options)),
    );

  command("run [STUDY]", "run a study; the same command goes on with one that was stopped")
    .option("--preset <NAME>", "quick (seconds) or paper (the source's own sizes)", "quick")
    .option("--set <NAME=VALUE>", "set a parameter; repeat for more; a list as JSON: N=[20,50]", collect)
    .option("--seed <N>", "seed of all random numbers", String(DEFAULT_SEED))
    .option("--workers <N>", "worker threads (default: one for each core)")
    .option("--data <FILE>", "table (CSV, TSV or Parquet) for a study that reads one")
    .option("--task <FILE>", "a task of your own (.ts or .js) for a study that takes one")
    .option("--model <FILE>", "a model of your own (.ts or .js) for a study that takes one")
    .option("--out <DIR>", "folder of the runs", DEFAULT_OUT)
    .option("--json", "print one JSON document")
    .option("--quiet", "no progress, no talk")
    .option("--strict", "exit with 1 if a claim fails")
    .action(async (study: string | undefined, options: RunOptions) =>
      done(await (await import("./commands/run.js")).run(study, options)),
    );

  command("claims", "the ledger: every claim with its verdict, from the runs on disk")
    .option("--source <DOCUMENT>", "claims of one document only, as S2")
    .option(...runsOption)
    .option("--json", "print one JSON document")
    .action(async (options: ClaimsOptions) => done(await (await import("./commands/claims.js")).claims(options)));

  command("report [STUDY...]", "write one self-contained HTML file of the runs on disk")
    .option(...runsOption)
    .option("--out <FILE>", "where to write it", "report.html")
    .action(async (ids: string[], options: ReportOptions) =>
      done(await (await import("./commands/report.js")).report(ids, options)),
    );

  command("studio", "the studio in a browser, on this machine alone, with the runs on disk; Ctrl-C closes it")
    .option("--port <N>", "port on 127.0.0.1; 0 for a free one", "4870")
    .option("--out <DIR>", "folder of the runs", DEFAULT_OUT)
    .option("--workers <N>", "worker threads of a run (default: one for each core)")
    .option("--json", "print one JSON document: url, runs, workers")
    .option("--quiet", "no talk but of what is refused")
    .action(async (options: StudioCommandOptions) =>
      done(await (await import("./commands/studio.js")).studio(options)),
    );

  command("doctor", "what this machine has to run on, with measured speed")
    .option("--json", "print one JSON document")
    .action(async (options: { json?: boolean }) => done(await (await import("./commands/doctor.js")).doctor(options)));

  command("cite [RUN]", "BibTeX of what a run (id or folder) or a study used")
    .option(...runsOption)
    .action(async (what: string | undefined, options: { runs: string }) =>
      done(await (await import("./commands/cite.js")).cite(what, options)),
    );

  addLawCommands(root, done);

  for (const each of root.commands) each.option("--debug", "show the stack trace of an error");
  for (const each of [root, ...root.commands]) {
    each.configureOutput({ outputError: () => undefined }).exitOverride((error) => refuse(each, error));
  }
  return root;
}

const ENVIRONMENT = `
Environment:
  ISINGLASS_STUDIES   folder of further studies: <room>/<name>/study.js, as in the catalogue
  ISINGLASS_PROVIDER  linear algebra: embedded or openblas (default: openblas where the machine has it)
  NO_COLOR            no colours`;

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

/** commander's error in the shapes of the house. Help and version are no errors. */
function refuse(command: Command, { code, exitCode, message }: CommanderError): never {
  if (exitCode === 0) throw new Shown();
  const [quoted = ""] = /(?<=')[^']*(?=')/.exec(message) ?? [];
  if (code === "commander.unknownCommand") {
    throw unknown(
      "command",
      quoted,
      command.commands.map((each) => each.name()),
    );
  }
  if (code === "commander.unknownOption") {
    throw unknown("option", quoted, [...command.options.map(({ long, flags }) => long ?? flags), "--help"]);
  }
  if (code === "commander.optionMissingArgument") {
    const [name, value] = quoted.split(" ");
    throw new InputError(`invalid ${name}: nothing; expected ${value?.replace(/[<>]/g, "")}`);
  }
  throw new InputError(message.replace(/^error: /, ""));
}

/** Thrown once help or version is shown. */
export class Shown extends Error {}
