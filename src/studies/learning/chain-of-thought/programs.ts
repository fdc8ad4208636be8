import {
  type Automaton,
  drawEquations,
  drawExpression,
  editDistanceByPaths,
  editDistanceChain,
  evaluateByRewriting,
  evaluateExpression,
  increasingSubsequenceChain,
  longestIncreasing,
  parallelRounds,
  parityAutomaton,
  permutationGroup,
  productByHalves,
  satisfies,
  simulateAutomaton,
  solveByElimination,
  wordProblem,
} from "../../../learning/expressivity/index.js";
import { mean } from "../../../numerics/statistics/index.js";
import type { CellContext } from "../../../study/index.js";
import type { Recorder } from "../../measurement.js";
import type { Params } from "./study.js";

/** What one instance gives: is the chain's answer right (by another algorithm), and how long is the chain? */
interface Outcome {
  readonly right: boolean;
  /** Numbers and symbols of the question. */
  readonly input: number;
  /** Numbers and symbols written. */
  readonly written: number;
}

/** Rounds of rewriting that stand for a direct answer of fixed depth. */
export const FIXED_ROUNDS = 4;
/** The local rule applied to one place, and the expression written anew. */
export const WRITTEN = "one place a step, written";
/** The local rule applied to all places at once, as a layer would, and nothing written. */
export const UNWRITTEN = "all places a round, unwritten";

/** Arithmetic, equations, longest increasing subsequence and edit distance by chains of constant-size steps. */
export function runPrograms(recorder: Recorder, params: Params, { stream, signal }: CellContext): void {
  const { p, instances } = params;
  const run = (task: string, sizes: readonly number[], solve: (size: number, instance: number) => Outcome) => {
    const right: number[] = [];
    for (const size of sizes) {
      signal.throwIfAborted();
      const outcomes = Array.from({ length: instances }, (_, i) => solve(size, i));
      right.push(...outcomes.map((outcome) => (outcome.right ? 1 : 0)));
      recorder.point(
        "written",
        mean(outcomes.map(({ input }) => input)),
        mean(outcomes.map(({ written }) => written)),
        task,
      );
    }
    recorder.scalar("accuracy", mean(right), task);
  };
  runArithmetic(recorder, params, { stream, run });
  run("equations", params.variables, (n, i) => {
    const equations = drawEquations(stream.child("equations", n, i), n, p);
    const chain = solveByElimination(equations, p);
    const right = chain !== null && satisfies(equations, chain.solution, p);
    return { right, input: n * (n + 1), written: (chain?.steps ?? 0) * n * (n + 1) };
  });
  run("increasing subsequence", params.letters, (n, i) => {
    const source = stream.child("sequence", n, i);
    const x = Array.from({ length: n }, () => source.integer(2 * n));
    const chain = increasingSubsequenceChain(x);
    return { right: Math.max(...chain) === longestIncreasing(x), input: n, written: chain.length };
  });
  run("edit distance", params.letters, (n, i) => {
    const source = stream.child("words", n, i);
    const [a, b] = [0, 1].map(() => Array.from({ length: n }, () => source.integer(4)));
    const rows = editDistanceChain(a!, b!);
    return { right: rows.at(-1)!.at(-1) === editDistanceByPaths(a!, b!), input: 2 * n, written: (n + 1) ** 2 };
  });
}

/** Expressions: steps of the chain, and the rounds that evaluating all that may be evaluated at once would take. */
function runArithmetic(
  recorder: Recorder,
  { p, operators, instances }: Params,
  {
    stream,
    run,
  }: {
    stream: CellContext["stream"];
    run: (task: string, sizes: readonly number[], solve: (size: number, i: number) => Outcome) => void;
  },
): void {
  const needed = new Map(operators.map((length) => [length, { steps: [] as number[], rounds: [] as number[] }]));
  run("arithmetic", operators, (length, i) => {
    const expression = drawExpression(stream.child("expression", length, i), length, p);
    const { value, steps, tokens } = evaluateByRewriting(expression, p);
    needed.get(length)!.steps.push(value === null ? Number.POSITIVE_INFINITY : steps);
    needed.get(length)!.rounds.push(parallelRounds(expression, p));
    const right = value === evaluateExpression(expression, p) && steps === length;
    return { right, input: expression.length, written: tokens };
  });
  const longest = Math.max(...operators);
  for (const [length, { steps, rounds }] of needed) {
    recorder.point("depth", length, length, "steps of the chain");
    recorder.point("depth", length, mean(rounds), "rounds in parallel");
    const within = (counts: readonly number[], most: number) =>
      counts.filter((count) => count <= most).length / instances;
    recorder.point("fixed_depth", length, within(rounds, FIXED_ROUNDS));
    if (length !== longest) continue;
    recorder.scalar("fixed_depth", within(rounds, FIXED_ROUNDS));
    for (const allowed of budgets(longest)) {
      recorder.point("finished", allowed, within(steps, allowed), WRITTEN);
      recorder.point("finished", allowed, within(rounds, allowed), UNWRITTEN);
    }
  }
}

/** 1, 2, 4 … applications of the rule, and as many as there are operators. */
function budgets(operators: number): number[] {
  const powers = Array.from({ length: Math.ceil(Math.log2(operators)) }, (_, i) => 2 ** i);
  return [...powers, operators];
}

/** Automata, one token a symbol: parity of every word up to 12, and random words of S5 and A5. */
export function runWords(recorder: Recorder, { words, word_length }: Params, { stream, signal }: CellContext): void {
  recorder.scalar("automata_accuracy", parityOfAllWords(12), "parity");
  for (const [name, group] of [
    ["S5", permutationGroup(5, "symmetric")],
    ["A5", permutationGroup(5, "alternating")],
  ] as const) {
    signal.throwIfAborted();
    const automaton: Automaton = wordProblem(group);
    let right = 0;
    for (let i = 0; i < words; i++) {
      const source = stream.child(name, i);
      const word = Array.from({ length: word_length }, () => source.integer(group.order));
      if (simulateAutomaton(automaton, word).at(-1) === productByHalves(group, word)) right++;
    }
    recorder.scalar("automata_accuracy", right / words, name);
  }
}

/** Share of all words of 0 … `longest` bits whose parity the chain gets right at every position. */
function parityOfAllWords(longest: number): number {
  let [right, total] = [0, 0];
  for (let n = 0; n <= longest; n++) {
    for (let code = 0; code < 2 ** n; code++) {
      const word = Array.from({ length: n }, (_, i) => (code >> i) & 1);
      const truth = [0];
      for (const bit of word) truth.push((truth.at(-1)! + bit) % 2);
      total++;
      if (simulateAutomaton(parityAutomaton, word).every((state, t) => state === truth[t])) right++;
    }
  }
  return right / total;
}
