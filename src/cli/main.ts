#!/usr/bin/env node
import { welcome } from "./commands/welcome.js";
import { program, Shown } from "./program.js";
import { colorsFor, talk } from "./terminal.js";

/** Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
async function main(words: readonly string[]): Promise<void> {
  if (words.length === 0) {
    welcome();
    return;
  }
  try {
    await program((exitCode) => {
      process.exitCode = exitCode;
    }).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof Shown) return;
    tell(error, words.includes("--debug"));
    // By name: a study of one's own may bring its own copy of the class.
    process.exitCode = error instanceof Error && error.name === "InputError" ? 2 : 1;
  }
}

function tell(error: unknown, debug: boolean): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  talk(colorsFor(process.stderr).red(message));
  if (!debug) return;
  talk(stack ?? "");
  if (error instanceof Error && error.cause instanceof Error) talk(`caused by ${error.cause.stack}`);
}

for (const [name, stream] of [
  ["standard output", process.stdout],
  ["standard error", process.stderr],
] as const) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough, as `head`, is no error.
    if (error.code === "EPIPE") process.exit();
    talk(`cannot write to ${name}: ${error.message}`);
    process.exit(1);
  });
}

await main(process.argv.slice(2));
