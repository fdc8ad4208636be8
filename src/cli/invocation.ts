import { basename } from "node:path";

/** A command as it works where the person is: through npx, unless `isinglass` itself was called by its name. */
export function commandHere(command: string): string {
  const byName = basename(process.argv[1] ?? "").startsWith("isinglass") && process.env.npm_command !== "exec";
  return byName ? command : command.replace(/^isinglass\b/, "npx isinglass");
}
