import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inject } from "vitest";

const root = resolve(import.meta.dirname, "../..");

/** What a finished command said. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what environment a command runs; the test's own studies are always in the catalogue. */
export interface Place {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Starts the built command line. */
export function start(
  words: readonly string[],
  { cwd, env }: Place,
): { child: ChildProcess; outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [join(root, "dist/cli/main.js"), ...words], { cwd, env: environment(env) });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const outcome = new Promise<Outcome>((done) => {
    child.on("close", (code, signal) => done({ code, signal, stdout, stderr }));
  });
  return { child, outcome };
}

function environment(env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  if (!inject("built")) throw new Error("dist/ could not be built; see what the build said above");
  return { ...process.env, ISINGLASS_STUDIES: join(root, "test/fixtures/studies"), FORCE_COLOR: undefined, ...env };
}

/** One process of the built command line that answers many lines, in turn, each as a process of its own would. */
export interface Session {
  readonly run: (words: readonly string[]) => Promise<Outcome>;
  readonly end: () => void;
}

/** Starts a session: a start of Node a line would take most of the time of tests that only look at answers. */
export function session({ cwd, env }: Place): Session {
  const child = fork(join(import.meta.dirname, "answer-lines.mjs"), { cwd, env: environment(env) });
  let last: Promise<unknown> = Promise.resolve();
  const ask = (words: readonly string[]) =>
    new Promise<Outcome>((done, failed) => {
      const onExit = (code: number | null) => failed(new Error(`the session ended with code ${code}`));
      child.once("exit", onExit);
      child.once("message", (outcome) => {
        child.off("exit", onExit);
        done(outcome as Outcome);
      });
      child.send(words);
    });
  return {
    run: (words) => {
      const outcome = last.then(() => ask(words));
      last = outcome.catch(() => undefined);
      return outcome;
    },
    end: () => child.kill(),
  };
}

/** Runs the built command line to its end. */
export function isinglass(words: readonly string[], place: Place): Promise<Outcome> {
  return start(words, place).outcome;
}

/** A fresh folder, and its removal. */
export function scratch(): { folder: string; remove: () => void } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "isinglass-test-")));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
