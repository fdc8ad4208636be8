/**
 * The part of ONNX that the room needs: a graph of operators over tensors of static shape. Field numbers and enums are
 * those of `onnx.proto` (ONNX 1.x, intermediate representation 8 and later).
 */

/** Element types and their numbers in `TensorProto.DataType`. */
export const elementTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
} as const;

export type ElementType = keyof typeof elementTypes;

/** Bytes of one element. */
export const bytesOf: Readonly<Record<ElementType, number>> = {
  ...{ float32: 4, uint8: 1, int8: 1, int32: 4, int64: 8, bool: 1, float16: 2, float64: 8, uint32: 4 },
};

/** A constant of the graph: its elements in row-major order, little-endian. */
export interface OnnxTensor {
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** An attribute: a whole number (INT), whole numbers (INTS), text (STRING), or a number marked as FLOAT, or a tensor. */
export type OnnxAttribute =
  | number
  | readonly number[]
  | string
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly tensor: OnnxTensor };

/** One operator. An empty input name stands for an optional input that is left out. */
export interface OnnxNode {
  readonly operator: string;
  /** `""` for the standard's own operators. */
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** The name, type and shape of an input or output; a string in the shape is a dimension known only at run time. */
export interface OnnxValue {
  readonly name: string;
  readonly elementType: ElementType;
  readonly shape: readonly (number | string)[];
}

/** A model: its graph, with constants, operators and the versions of their sets, and free metadata. */
export interface OnnxModel {
  readonly irVersion: number;
  /** Version of each operator set by domain, `""` for the standard's own. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly producer: string;
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly metadata: Readonly<Record<string, string>>;
}
