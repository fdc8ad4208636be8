#!/usr/bin/env node
import { answer } from "./answer.js";
import { talk } from "./terminal.js";

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

process.exitCode = await answer(process.argv.slice(2));
