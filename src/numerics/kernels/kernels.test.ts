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
