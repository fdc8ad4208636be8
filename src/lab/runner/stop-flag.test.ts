import { expect, it } from "vitest";
import { raise, signalOf, stopFlag } from "./stop-flag.js";

it("is a signal that sees the flag at once, without an event loop's turn", () => {
  const flag = stopFlag();
  const signal = signalOf(flag);
  expect(signal.aborted).toBe(false);
  signal.throwIfAborted();
  raise(flag);
  expect(signal.aborted).toBe(true);
  expect(() => signal.throwIfAborted()).toThrow(expect.objectContaining({ name: "AbortError" }));
});
