import type { Stream } from "../../numerics/index.js";
import type { Tensor } from "../../tensor/index.js";

/** Independent N(0, sd²) entries. */
export function normalTensor(stream: Stream, shape: readonly number[], sd: number): Tensor {
  const data = stream.fillNormal(new Float64Array(sizeOf(shape)));
  for (let i = 0; i < data.length; i++) data[i]! *= sd;
  return { data, shape };
}

/** A tensor of one number. */
export function filledTensor(shape: readonly number[], value: number): Tensor {
  return { data: new Float64Array(sizeOf(shape)).fill(value), shape };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
