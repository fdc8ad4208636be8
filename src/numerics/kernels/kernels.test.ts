import { expect, it } from "vitest";
import { instantiateKernels } from "./kernels.js";

it("divides its memory into parts that do not overlap, and grows it as needed", () => {
  const kernels = instantiateKernels("simd");
  const lengths = [3, 0, 1_000_001, 7];
  const pointers = kernels.allocate(...lengths);
  pointers.forEach((pointer, i) => {
    kernels.view(pointer, lengths[i]!).fill(i + 1);
  });
  pointers.forEach((pointer, i) => {
    expect(pointer % 64).toBe(0);
    expect(kernels.view(pointer, lengths[i]!).every((value) => value === i + 1)).toBe(true);
  });
});

it("uses the same memory again", () => {
  const kernels = instantiateKernels("simd");
  const before = kernels.allocate(2_000_000);
  const { byteLength } = kernels.call.memory.buffer;
  expect(kernels.allocate(1_000_000, 1_000_000 - 8)[0]).toBe(before[0]);
  expect(kernels.call.memory.buffer.byteLength).toBe(byteLength);
});

it("says what to do where matrices are larger than WebAssembly can hold", () => {
  const kernels = instantiateKernels("simd");
  expect(() => kernels.allocate(23_000 ** 2, 10 ** 8)).toThrow(
    "the matrices need 4.7 GiB, and WebAssembly has at most 4 GiB; use the OpenBLAS provider",
  );
  expect(kernels.view(kernels.allocate(10)[0]!, 10)).toHaveLength(10);
});

it("reaches the upper half of the memory, where pointers no longer fit a signed integer", () => {
  const kernels = instantiateKernels("simd");
  const [, a, b, c] = kernels.allocate(2 ** 28, 15, 20, 12);
  expect(a).toBeGreaterThan(2 ** 31);
  kernels.view(a!, 15).fill(2);
  kernels.view(b!, 20).fill(3);
  kernels.view(c!, 12).fill(1);
  kernels.call.gemm(3, 4, 5, 1, a!, 5, 1, b!, 4, 1, c!, 4, false);
  expect(Array.from(kernels.view(c!, 12))).toEqual(Array(12).fill(31));
});
