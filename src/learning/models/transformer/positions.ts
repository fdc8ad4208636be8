import { add, constant, matmul, mul, type Tensor, type Value } from "../../../tensor/index.js";

/**
 * length × width: at position p, sin(p/10000^(2i/width)) in coordinate 2i and the cosine of the same angle in
 * coordinate 2i + 1 (Vaswani et al., arXiv:1706.03762, §3.5).
 */
export function sinusoidalPositions(length: number, width: number): Tensor {
  return table(length, width, (angle, k) => (k % 2 === 0 ? Math.sin(angle) : Math.cos(angle)));
}

/**
 * The rotation of rotary positions (Su et al., arXiv:2104.09864, eq. (34)): of x (… × length × size), coordinates 2i
 * and 2i + 1 of position p are turned by the angle p·10000^(−2i/size), so that products of queries and keys depend on
 * their distance alone. The size of a head must be even.
 */
export function rotaryPositions(length: number, size: number): (x: Value) => Value {
  const cosines = table(length, size, Math.cos);
  const sines = table(length, size, Math.sin);
  const turn = quarterTurn(size);
  return (x) => add(mul(x, constant(cosines)), mul(matmul(x, constant(turn)), constant(sines)));
}

/** f(angle, k) at each position and coordinate k, both coordinates of a plane having one angle. */
function table(length: number, width: number, f: (angle: number, k: number) => number): Tensor {
  const data = new Float64Array(length * width);
  for (let position = 0; position < length; position++) {
    for (let k = 0; k < width; k++) {
      const frequency = 10000 ** (-(k - (k % 2)) / width);
      data[position * width + k] = f(position * frequency, k);
    }
  }
  return { data, shape: [length, width] };
}

/** The matrix J with (xJ)_{2i} = −x_{2i+1} and (xJ)_{2i+1} = x_{2i}: every plane turned by 90 degrees. */
function quarterTurn(size: number): Tensor {
  const data = new Float64Array(size * size);
  for (let i = 0; i + 1 < size; i += 2) {
    data[(i + 1) * size + i] = -1;
    data[i * size + i + 1] = 1;
  }
  return { data, shape: [size, size] };
}
