import { version } from "../../lab/index.js";
import { commandHere } from "../invocation.js";
import { colorsFor, columns, print } from "../terminal.js";

/** Bare `isinglass`: what it can do, in one screen, with three commands to try. */
export function welcome(): number {
  const { bold, dim } = colorsFor(process.stdout);
  const commands = columns(
    [
      ["studies [STUDY]", "the catalogue, or one study with its claims and parameters"],
      ["run STUDY", "run a study: curves, experiments, verdicts; the same command resumes it"],
      ["claims", "the ledger: what the sources claim, and what the runs found"],
      ["fit FILE", "fit a scaling law to your runs: certified optimum, intervals, warnings"],
      ["plan", "the best size and tokens for a budget, by a fitted law, and how sure that is"],
      ["mix FILE", "the mixture of domains with the least loss"],
      ["forecast FILE", "a benchmark at another scale or loss, and what makes it rise"],
      ["report [STUDY...]", "one HTML file with figures, verdicts and how to repeat it"],
      ["studio", "all of it in a browser, with the runs on this machine"],
      ["cite RUN", "BibTeX of what a run used"],
      ["doctor", "what this machine has to run on, and how fast it is"],
    ],
    "  ",
  );
  const examples = [
    "isinglass run spinglass/contrast",
    "isinglass fit runs.csv --law chinchilla --out fit.json",
    "isinglass plan --fit fit.json --compute 1e24",
  ];
  print(`${bold("Isinglass")} ${version}: an executable theory of how language models scale and how they learn in context.
Every checkable statement of its sources is a ${bold("claim")}. A ${bold("study")} measures claims, exactly and by simulation, and
gives each a ${bold("verdict")}: holds, corrected, fails, or undecided. ${bold("Laws")} are fitted to your own runs, and plan the next.

${commands}

Three to try:
${examples.map((command) => `  ${commandHere(command)}`).join("\n")}

${dim("Each command takes --help. Data goes to standard output, talk to standard error; --json gives one document.")}`);
  return 0;
}
