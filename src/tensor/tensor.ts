import { invalid } from "../numerics/index.js";

/** The element types of a program. */
export type DType = "float32" | "float64" | "int32" | "bool";

/** The two floating-point types, one of which a whole program computes in. */
export type FloatType = "float32" | "float64";

/** The numbers of a tensor outside of a program. */
export type TensorData = Float32Array | Float64Array | Int32Array;

/** A tensor outside of a program: row-major numbers and their shape; `[]` is a scalar. Its type follows from `data`. */
export interface Tensor {
  readonly data: TensorData;
  readonly shape: readonly number[];
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * A tensor of numbers: a typed array is kept as it is, a list becomes float64.
 * @param shape by default one axis.
 * @throws InputError where the shape does not hold as many numbers.
 */
export function tensor(data: TensorData | readonly number[], shape: readonly number[] = [data.length]): Tensor {
  const made = { data: ArrayBuffer.isView(data) ? (data as TensorData) : Float64Array.from(data as number[]), shape };
  return checkTensor(made, "tensor");
}

/** A scalar tensor, float64. */
export function scalar(value: number): Tensor {
  return { data: Float64Array.of(value), shape: [] };
}

/** Whether a value is meant as a tensor outside of a program: a record of `data` and `shape`; `checkTensor` says if it is. */
export function isTensor(value: unknown): value is Tensor {
  return (
    typeof value === "object" && value !== null && "data" in value && "shape" in value && Array.isArray(value.shape)
  );
}

/**
 * The tensor itself, checked.
 * @param what how a message names it.
 * @throws InputError unless the data are of a type known here and as many as the shape says.
 */
export function checkTensor(value: Tensor, what: string): Tensor {
  const { data, shape } = value;
  if (!(data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array)) {
    throw invalid(`type of ${what}`, nameOfType(data), "a Float32Array, a Float64Array or an Int32Array");
  }
  if (shape.some((length) => !Number.isInteger(length) || length < 0)) {
    throw invalid(`shape of ${what}`, shape, "whole numbers from 0");
  }
  if (sizeOf(shape) !== data.length) {
    throw invalid(`shape of ${what}`, shape, `room for ${data.length} numbers, not ${sizeOf(shape)}`);
  }
  return value;
}

/** The type of a tensor's elements. */
export function typeOf(value: Tensor): DType {
  if (value.data instanceof Int32Array) return "int32";
  return value.data instanceof Float64Array ? "float64" : "float32";
}

/** The data with floating-point numbers rounded or widened to `float`; whole numbers stay as they are. */
export function dataAs(data: TensorData, float: FloatType): TensorData {
  if (data instanceof Int32Array) return data;
  if (float === "float32") return data instanceof Float32Array ? data : Float32Array.from(data);
  return data instanceof Float64Array ? data : Float64Array.from(data);
}

function nameOfType(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
