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

// A reader that has seen enough, as `head`, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

await main(process.argv.slice(2));
