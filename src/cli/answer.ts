import { welcome } from "./commands/welcome.js";
import { program, Shown } from "./program.js";
import { colorsFor, talk } from "./terminal.js";

/**
 * Runs one command line to its end; what goes wrong is told on standard error.
 *
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted
 */
export async function answer(words: readonly string[]): Promise<number> {
  let exitCode = 0;
  if (words.length === 0) {
    welcome();
    return exitCode;
  }
  try {
    await program((code) => {
      exitCode = code;
    }).parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof Shown) return 0;
    tell(error, words.includes("--debug"));
    // By name: a study of one's own may bring its own copy of the class.
    return error instanceof Error && error.name === "InputError" ? 2 : 1;
  }
  return exitCode;
}

function tell(error: unknown, debug: boolean): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  talk(colorsFor(process.stderr).red(message));
  if (!debug) return;
  talk(stack ?? "");
  if (error instanceof Error && error.cause instanceof Error) talk(`caused by ${error.cause.stack}`);
}
