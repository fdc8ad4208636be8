import { describe, expect, it } from "vitest";
import { flattenTree, mapTree, namesOfLeaves, type Tensor, type Tree, tensor } from "./index.js";

const [a, b, c] = [tensor([1]), tensor([2, 3]), tensor([4])];
const tree = { second: [b, { inner: c }], first: a, rate: 0.5 };

describe("a tree", () => {
  it("is taken apart in the order of its names, however it was written, and put together again", () => {
    const { leaves, names, rebuild } = flattenTree(tree);
    expect(names).toEqual(["first", "rate", "second.0", "second.1.inner"]);
    expect(leaves).toEqual([a, 0.5, b, c]);
    expect(rebuild(leaves)).toEqual(tree);
    expect(namesOfLeaves({ rate: 0.5, first: a, second: [b, { inner: c }] })).toEqual(names);
    expect(flattenTree(a)).toMatchObject({ leaves: [a], names: [""] });
    expect(flattenTree({}).leaves).toEqual([]);
  });

  it("is mapped leaf by leaf, together with others of its form", () => {
    const sizes = mapTree((leaf, name) => `${name}:${typeof leaf === "number" ? 0 : leaf.data.length}`, tree);
    expect(sizes).toEqual({ first: "first:1", rate: "rate:0", second: ["second.0:2", { inner: "second.1.inner:1" }] });
    const wide: Tree<Tensor> = { x: [a, b] };
    expect(mapTree((left, right) => left.data[0]! + right.data[0]!, wide, { x: [c, a] })).toEqual({ x: [5, 3] });
  });

  it("names the place that is wrong", () => {
    expect(() => flattenTree({ x: [a, "text"] })).toThrow("invalid tree at x.1: text; expected a tensor, a number");
    expect(() => flattenTree(null)).toThrow("invalid tree: null; expected a tensor, a number");
    expect(() => flattenTree({ x: Promise.resolve(a) })).toThrow("invalid tree at x: a Promise; expected a tensor");
    expect(() => flattenTree(new Map([["x", a]]))).toThrow("invalid tree: a Map; expected a tensor");
    const pair = (other: unknown) => () => mapTree((left, right) => [left, right], { x: a, y: b }, other);
    expect(pair({ x: a, z: b })).toThrow("invalid tree: z; expected y at this place");
    expect(pair({ x: a })).toThrow("invalid tree: nothing; expected y at this place");
    expect(pair({ x: a, y: b, z: c })).toThrow("invalid tree: z; expected no further leaf");
  });
});
