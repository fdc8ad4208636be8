import type { Node } from "./graph.js";

/**
 * Parameters in which an expression is jointly affine: the expression is a sum of terms, and each of these parameters is
 * a factor of one term and occurs nowhere else. Of several in one term, the first.
 */
export function linearParameters(root: Node): number[] {
  const terms = flatten(root, (node) => {
    if (node.kind !== "operation") return null;
    return node.name === "add" || node.name === "subtract" ? [node.left, node.right] : signed(node);
  });
  const occurrences = new Map<number, number>();
  for (const term of terms) {
    for (const part of factorsOf(term)) {
      for (const index of part.parameters) occurrences.set(index, (occurrences.get(index) ?? 0) + 1);
    }
  }
  const chosen = terms.map((term) => {
    const amplitudes = factorsOf(term).filter(({ kind }) => kind === "parameter");
    return amplitudes.flatMap(({ parameters }) => [...parameters]).find((index) => occurrences.get(index) === 1);
  });
  return chosen.filter((index) => index !== undefined).sort((i, j) => i - j);
}

/** The sum below a change of sign. */
function signed(node: Node): Node[] | null {
  const negated = node.kind === "operation" && node.name === "multiply" && node.left.kind === "constant";
  return negated ? [node.right] : null;
}

/** The factors of a term; a denominator is a factor that no parameter of it can be linear in. */
function factorsOf(term: Node): Node[] {
  const factors: Node[] = [];
  const numerators = flatten(term, (node) => {
    if (node.kind !== "operation") return null;
    if (node.name === "multiply") return [node.left, node.right];
    if (node.name !== "divide") return null;
    factors.push(node.right, node.right);
    return [node.left];
  });
  return [...numerators, ...factors];
}

/** The parts of a node that are not split further, in order of appearance. A node met twice is split once only. */
function flatten(root: Node, split: (node: Node) => Node[] | null): Node[] {
  const seen = new Set<Node>();
  const parts: Node[] = [];
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const below = seen.has(node) ? null : split(node);
    seen.add(node);
    if (below === null) parts.push(node);
    else stack.push(...below.reverse());
  }
  return parts;
}
