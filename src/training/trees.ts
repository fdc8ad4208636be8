import { flattenTree, type Leaf, mapTree, type Tensor, type Tree } from "../tensor/index.js";

/** `mapTree` for trees whose form is not known: the compiler cannot unfold the type of their image. */
export const mapLeaves = mapTree as unknown as <L, M>(
  fn: (...leaves: L[]) => M,
  ...trees: readonly Tree<L>[]
) => Tree<M>;

/** The leaves of a tree, in the order of `flattenTree`. */
export function leavesOf<L extends Leaf>(tree: Tree<L>): L[] {
  return flattenTree(tree).leaves as L[];
}

/** The tree with other leaves, in the order of `flattenTree`. */
export function withLeaves<M>(tree: Tree<Leaf>, leaves: readonly M[]): Tree<M> {
  const rebuild = flattenTree(tree as unknown).rebuild as (leaves: readonly M[]) => unknown;
  return rebuild(leaves) as Tree<M>;
}

/** Applies a function element by element to tensors of equal shapes, in the type of the first tree. */
export function mapElements(
  combine: (a: number, b: number) => number,
  first: Tree<Tensor>,
  second: Tree<Tensor>,
): Tree<Tensor> {
  const leaf = ({ data, shape }: Tensor, other: Tensor): Tensor => ({
    data: data.map((value: number, i: number) => combine(value, other.data[i]!)) as Tensor["data"],
    shape,
  });
  return mapLeaves(leaf as (...leaves: Tensor[]) => Tensor, first, second);
}
