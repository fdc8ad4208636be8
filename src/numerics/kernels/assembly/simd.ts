/**
 * a·b + c on two float64 lanes: fused (rounded once) in the relaxed-SIMD build, two instructions in the plain one. The
 * compiler knows the flag, so that each build holds one of the branches only.
 */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<f64>(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The sum of the two lanes. */
@inline
export function sumLanes(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

/** Bytes of `count` float64 numbers. */
@inline
export function bytes(count: i32): usize {
  return (<usize>count) << 3;
}
