import { invalid } from "../numerics/index.js";
import { isTensor, type Tensor } from "./tensor.js";
import { isValue, type Value } from "./value.js";

/** Leaves in nested lists and records: the parameters of a model, a batch, a result. */
export type Tree<L> = L | readonly Tree<L>[] | { readonly [name: string]: Tree<L> };

/** What ends a tree here: a value inside a program, a tensor outside of it, or a number. */
export type Leaf = Value | Tensor | number;

/** The type of `T` with every leaf replaced by `M`; of a tree of unknown form, a tree of unknown form. */
export type Mapped<T, M> = IsWide<T> extends true ? Tree<M> : T extends Leaf ? M : { [K in keyof T]: Mapped<T[K], M> };

/** The type of the leaves of `T`. */
export type LeafOf<T> = unknown extends T
  ? Leaf
  : IsWide<T> extends true
    ? Extract<T, Leaf>
    : T extends Leaf
      ? T
      : T extends readonly (infer U)[]
        ? LeafOf<U>
        : LeafOf<T[keyof T]>;

/** Whether `T` is a `Tree` of any form, whose type recurses for ever. */
type IsWide<T> = [Tree<Value>] extends [T] ? true : [Tree<Tensor>] extends [T] ? true : false;

/** A tree taken apart. */
export interface FlatTree<T> {
  /** In order: lists by index, records by name in the order of the alphabet. */
  readonly leaves: LeafOf<T>[];
  /** Where each leaf stands: `layers.0.weight`; `""` where the tree is a leaf itself. */
  readonly names: string[];
  /** The same tree with other leaves, in the same order. */
  rebuild<M>(leaves: readonly M[]): Mapped<T, M>;
}

/**
 * Takes a tree apart. Two trees with the same names give the same order, however their records were written.
 * @throws InputError where something is neither a leaf nor a list nor a record.
 */
export function flattenTree<T>(tree: T, name = ""): FlatTree<T> {
  const leaves: LeafOf<T>[] = [];
  const names: string[] = [];
  visit(tree, name);
  return { leaves, names, rebuild: (others) => rebuild(tree, others[Symbol.iterator]()) };

  function visit(node: unknown, path: string): void {
    if (isLeaf(node)) {
      leaves.push(node as LeafOf<T>);
      names.push(path);
      return;
    }
    for (const [key, child] of children(node, path)) visit(child, path === "" ? key : `${path}.${key}`);
  }
}

/**
 * The tree of `fn(leaf, …leaves of the others at the same place, name)`.
 * @throws InputError where the other trees have other names than the first.
 */
export function mapTree<T, M>(fn: (leaf: LeafOf<T>, name: string) => M, tree: T): Mapped<T, M>;
export function mapTree<T, U, M>(
  fn: (leaf: LeafOf<T>, other: LeafOf<U>, name: string) => M,
  tree: T,
  other: U,
): Mapped<T, M>;
export function mapTree<T, U, V, M>(
  fn: (leaf: LeafOf<T>, second: LeafOf<U>, third: LeafOf<V>, name: string) => M,
  tree: T,
  second: U,
  third: V,
): Mapped<T, M>;
export function mapTree(fn: (...args: never[]) => unknown, tree: unknown, ...others: unknown[]): unknown {
  const first = flattenTree(tree);
  const rest = others.map((other) => flattenTree(other));
  for (const other of rest) sameNames(first.names, other.names);
  const results = first.leaves.map((leaf, index) => {
    const args = [leaf, ...rest.map(({ leaves }) => leaves[index]), first.names[index]];
    return fn(...(args as never[]));
  });
  return first.rebuild(results);
}

/** The names of all leaves, in the order of `flattenTree`: `["layers.0.bias", "layers.0.weight"]`. */
export function namesOfLeaves(tree: unknown): string[] {
  return flattenTree(tree).names;
}

/** @throws InputError naming the first place at which two lists of names differ. */
export function sameNames(expected: readonly string[], actual: readonly string[]): void {
  const at = expected.findIndex((name, index) => name !== actual[index]);
  if (at >= 0) throw invalid("tree", actual[at] ?? "nothing", `${expected[at] || "a leaf"} at this place`);
  if (actual.length > expected.length) throw invalid("tree", actual[expected.length], "no further leaf");
}

function isLeaf(node: unknown): node is Leaf {
  return typeof node === "number" || isValue(node) || isTensor(node);
}

const LEAF_OR_BRANCH = "a tensor, a number, or a list or record of these";

/** Whether an object is a list or a record; a Promise, a Map or a Set would pass for a tree without leaves. */
function isPlain(node: object): boolean {
  const prototype = Object.getPrototypeOf(node);
  return Array.isArray(node) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The children of a list or record with their keys, records in the order of the alphabet. */
function children(node: unknown, path: string): [string, unknown][] {
  if (typeof node !== "object" || node === null || ArrayBuffer.isView(node)) {
    throw invalid(path === "" ? "tree" : `tree at ${path}`, node, LEAF_OR_BRANCH);
  }
  const entries = Object.entries(node);
  if (entries.length === 0 && !isPlain(node)) {
    throw invalid(path === "" ? "tree" : `tree at ${path}`, `a ${node.constructor.name}`, LEAF_OR_BRANCH);
  }
  if (!Array.isArray(node)) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return entries;
}

function rebuild<T, M>(node: T, leaves: Iterator<M>): Mapped<T, M> {
  if (isLeaf(node)) return leaves.next().value as Mapped<T, M>;
  if (Array.isArray(node)) return node.map((child) => rebuild(child, leaves)) as Mapped<T, M>;
  const entries = children(node, "").map(([key, child]) => [key, rebuild(child, leaves)]);
  return Object.fromEntries(entries) as Mapped<T, M>;
}
