import { afterEach, expect, it, vi } from "vitest";
import { InputError } from "../../numerics/errors.js";
import { chooseProvider } from "./choose.js";
import { findOpenBlas } from "./openblas-library.js";

const installed = findOpenBlas() !== undefined;

vi.mock("./openblas-library.js", { spy: true });
afterEach(() => {
  vi.unstubAllEnvs();
  vi.mocked(findOpenBlas).mockRestore();
});

it.runIf(installed)("takes OpenBLAS where this machine has it", () => {
  expect(chooseProvider().name).toBe("openblas");
  expect(chooseProvider("openblas").description).toMatch(/^OpenBLAS \d+\.\d+.*, \d+ threads?$/);
});

it("takes the embedded kernels where OpenBLAS is not found", () => {
  vi.mocked(findOpenBlas).mockReturnValue(undefined);
  expect(chooseProvider().name).toBe("embedded");
});

it("says how to install OpenBLAS where it was asked for and is not found", () => {
  vi.mocked(findOpenBlas).mockReturnValue(undefined);
  expect(() => chooseProvider("openblas")).toThrow(InputError);
  expect(() => chooseProvider("openblas")).toThrow(
    "invalid provider: openblas; expected embedded, or an OpenBLAS on this machine (Debian and Ubuntu: libopenblas0; " +
      "macOS: brew install openblas)",
  );
});

it("takes the embedded kernels with the best instruction set where told to", () => {
  expect(chooseProvider("embedded")).toMatchObject({
    name: "embedded",
    description: "embedded WebAssembly kernels, relaxed SIMD with fused multiply-add, 1 thread",
  });
});

it("lets the environment overrule the preference, and refuses names it does not know", () => {
  vi.stubEnv("ISINGLASS_PROVIDER", "embedded");
  expect(chooseProvider("openblas").name).toBe("embedded");
  vi.stubEnv("ISINGLASS_PROVIDER", "mkl");
  expect(() => chooseProvider()).toThrow("unknown provider: mkl; expected one of: embedded, openblas");
});
