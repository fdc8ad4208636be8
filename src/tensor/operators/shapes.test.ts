import { describe, expect, it } from "vitest";
import { checkGradient, checkValue, samples } from "../../../test/operator-check.js";
import {
  arange,
  broadcastTo,
  concatenate,
  constant,
  evaluate,
  expandDims,
  eye,
  full,
  mul,
  oneHot,
  ones,
  pad,
  pow,
  program,
  reshape,
  slice,
  softmax,
  squeeze,
  stack,
  sum,
  swapaxes,
  type Tensor,
  take,
  tensor,
  transpose,
  tril,
  type Value,
  zeros,
} from "../index.js";

const x = samples([2, 3]);
const [a, b, c, d, e, f] = x.data as Float64Array;
const of = (values: unknown[], shape: number[]): Tensor => tensor(values as number[], shape);

const placesOf = (...places: number[]) => constant(tensor(Int32Array.from(places)));

const cases: [string, (...xs: Value[]) => Value, Tensor[], Tensor][] = [
  ["transpose", (v) => transpose(v), [x], of([a, d, b, e, c, f], [3, 2])],
  [
    "transpose by axes",
    (v) => transpose(v, [1, 0, 2]),
    [samples([1, 2, 3])],
    { ...samples([1, 2, 3]), shape: [2, 1, 3] },
  ],
  ["swapaxes", (v) => swapaxes(v, -1, 0), [x], of([a, d, b, e, c, f], [3, 2])],
  ["reshape", (v) => reshape(v, [3, -1]), [x], of([a, b, c, d, e, f], [3, 2])],
  ["reshape after transpose", (v) => reshape(transpose(v), [6]), [x], of([a, d, b, e, c, f], [6])],
  ["broadcastTo", (v) => broadcastTo(v, [2, 2, 3]), [x], of([a, b, c, d, e, f, a, b, c, d, e, f], [2, 2, 3])],
  ["expandDims", (v) => expandDims(v, -1), [x], of([a, b, c, d, e, f], [2, 3, 1])],
  ["squeeze", (v) => squeeze(v), [samples([1, 3, 1])], { ...samples([3]), shape: [3] }],
  ["squeeze one axis", (v) => squeeze(v, -1), [samples([1, 3, 1])], { ...samples([3]), shape: [1, 3] }],
  ["concatenate", (v) => concatenate([v, slice(v, [0], [1])]), [x], of([a, b, c, d, e, f, a, b, c], [3, 3])],
  [
    "concatenate columns",
    (v, w) => concatenate([v, w], 1),
    [x, of([1, 2], [2, 1])],
    of([a, b, c, 1, d, e, f, 2], [2, 4]),
  ],
  ["stack", (v, w) => stack([v, w], -1), [of([1, 2], [2]), of([3, 4], [2])], of([1, 3, 2, 4], [2, 2])],
  ["slice", (v) => slice(v, [0, 1], [2, 3]), [x], of([b, c, e, f], [2, 2])],
  ["slice from the end", (v) => slice(v, [-1, -2], [undefined, -1]), [x], of([e], [1, 1])],
  [
    "pad",
    (v) =>
      pad(v, [
        [1, 0],
        [0, 1],
      ]),
    [x],
    of([0, 0, 0, 0, a, b, c, 0, d, e, f, 0], [3, 4]),
  ],
  [
    "take rows",
    (v) => take(v, constant(tensor(Int32Array.of(1, 1, 0))), 0),
    [x],
    of([d, e, f, d, e, f, a, b, c], [3, 3]),
  ],
  ["take columns", (v) => take(v, constant(tensor(Int32Array.of(2, 0))), 1), [x], of([c, a, f, d], [2, 2])],
];

describe("operators of shape", () => {
  it.each(cases)("%s", async (_, operator, inputs, expected) => {
    await checkValue(operator, inputs, expected);
    await checkGradient(operator, inputs);
  });

  const refused: [(v: Value) => Value, string][] = [
    [(v) => slice(v, [0, 2], [2, 5]), "invalid slice of axis 1: [2,5]; expected a range within 0 … 3"],
    [(v) => slice(v, [0, 0, 0], []), "invalid axis of slice: 2; expected below 2"],
    [(v) => take(v, v, 0), "invalid type of indices: float32; expected int32"],
    [(v) => take(v, placesOf(0, 2), 0), "invalid index of take: 2; expected 0 … 1, the places of axis 0"],
    [(v) => take(v, placesOf(-1), -1), "invalid index of take: -1; expected 0 … 2, the places of axis 1"],
    [(v) => oneHot(v, 2), "invalid type of indices: float32; expected int32"],
    [() => concatenate([]), "invalid values to concatenate: []; expected at least one"],
    [() => stack([]), "invalid values to stack: []; expected at least one"],
    [
      (v) => concatenate([v, transpose(v)]),
      "invalid shapes of concatenate: [[2,3],[3,2]]; expected equal ones but for",
    ],
    [(v) => stack([v, transpose(v)]), "invalid shapes of stack: [[2,3],[3,2]]; expected equal ones"],
    [(v) => reshape(v, [4, -1]), "invalid shape of reshape: [4,-1]; expected room for 6 elements of [2,3]"],
    [(v) => reshape(v, [-1, -1]), "invalid shape of reshape: [-1,-1]"],
    [(v) => broadcastTo(v, [2, 2]), "invalid shape of broadcastTo: [2,2]; expected one that [2,3] broadcasts to"],
    [(v) => broadcastTo(v, [3]), "invalid shape of broadcastTo: [3]"],
    [(v) => transpose(v, [0]), "invalid axes of transpose: [0]; expected all 2"],
    [(v) => transpose(v, [0, 0]), "invalid axes of transpose: [0,0]; expected each axis once"],
    [(v) => expandDims(v, 3), "invalid axis of expandDims: 3; expected -3 … 2"],
    [(v) => squeeze(v, 1), "invalid axis of squeeze: 1; expected an axis of length 1 in [2,3]"],
    [(v) => pad(v, [[1, 1]]), "invalid widths of pad: [[1,1]]; expected [before, after] for each of 2 axes"],
    [(v) => sum(v, 2), "invalid axis of sum: 2; expected -2 … 1"],
    [(v) => softmax(sum(v)), "invalid axis of max: -1; expected no axis, for a scalar"],
    [(v) => pow(v, Number.NaN), "invalid exponent: NaN; expected a finite number"],
  ];

  it.each(refused.map(([operator, message]) => ({ operator, message })))("$message", async ({ operator, message }) => {
    await expect(evaluate(operator)(x)).rejects.toThrow(message);
  });
});

describe("values made from nothing", () => {
  it("are constants of the program, in its type", async () => {
    const made = (v: Value) => ({
      zeros: zeros([2]),
      ones: ones([1, 2], "int32"),
      full: full([2], 0.1),
      arange: arange(3),
      eye: eye(2),
      tril: tril(3),
      hot: oneHot(arange(2), 3),
      constant: constant(tensor([0.1])),
      scaled: mul(v, 2),
    });
    const results = await program(made, { dtype: "float64" }).run(tensor([0.5]));
    expect(results).toEqual({
      zeros: tensor([0, 0]),
      ones: tensor(Int32Array.of(1, 1), [1, 2]),
      full: tensor([0.1, 0.1]),
      arange: tensor(Int32Array.of(0, 1, 2)),
      eye: tensor([1, 0, 0, 1], [2, 2]),
      tril: tensor([1, 0, 0, 1, 1, 0, 1, 1, 1], [3, 3]),
      hot: tensor([1, 0, 0, 0, 1, 0], [2, 3]),
      constant: tensor([0.1]),
      scaled: tensor([1]),
    });
  });
});

it("take knows a constant place outside of the axis as soon as a program is traced", async () => {
  const outside = program((v: Value) => take(v, placesOf(3), 1)).compile(x);
  await expect(outside).rejects.toThrow("invalid index of take: 3; expected 0 … 2, the places of axis 1");
});
