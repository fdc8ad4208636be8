import { numpy as np } from "@jax-js/jax";
import "./float16.js";
import { checkTensor, dataAs, type FloatType, type Tensor } from "./tensor.js";

/** An array of jax-js with the numbers of a tensor, floating-point ones in the type `float`. */
export function arrayOf(value: Tensor, float: FloatType): np.Array {
  const { data, shape } = checkTensor(value, "tensor");
  if (data.length === 0) return np.zeros([...shape], { dtype: data instanceof Int32Array ? np.int32 : np[float] });
  return np.array(dataAs(data, float) as Float32Array<ArrayBuffer>, { shape: [...shape] });
}

/** The tensor of an array of jax-js, whose reference is consumed; bool becomes 0 and 1. */
export async function tensorOf(array: np.Array): Promise<Tensor> {
  const shape = [...array.shape];
  return { data: (await array.data()) as Tensor["data"], shape };
}
