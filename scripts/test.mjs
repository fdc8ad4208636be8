// Everything that continuous integration runs. Extra arguments go to vitest: `npm test -- src/numerics`.
import { buildOrExit } from "./build.mjs";
import { install, nodeStep, requireNode } from "./steps.mjs";

requireNode();
install();
buildOrExit();
nodeStep("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".");
nodeStep("node_modules/typescript/bin/tsc", "-p", "tsconfig.json");
nodeStep("node_modules/svelte-check/bin/svelte-check", "--tsconfig", "src/studio/tsconfig.json", "--fail-on-warnings");
nodeStep("node_modules/typedoc/bin/typedoc", "--emit", "none");
// Last, so that the closing line is the last line.
nodeStep("node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2));
