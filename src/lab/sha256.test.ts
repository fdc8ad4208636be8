import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { sha256 } from "./sha256.js";

describe("SHA-256", () => {
  it("gives the digests of the standard", () => {
    expect(sha256().update("abc").hex()).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256().hex()).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  });

  it("gives Node's digests for every length about a block, in parts of any size, of text and numbers", () => {
    for (let length = 0; length < 200; length++) {
      const text = "α·λ".repeat(70).slice(0, length);
      const numbers = Float64Array.from({ length: length % 9 }, (_, i) => Math.PI * (i - 3));
      const ours = sha256().update(text).update(numbers).update("end").hex();
      const theirs = createHash("sha256").update(text).update(numbers).update("end").digest("hex");
      expect(ours, `length ${length}`).toBe(theirs);
    }
  });

  it("takes long content", () => {
    const numbers = new Float64Array(300_000).map((_, i) => i / 7);
    expect(sha256().update(numbers).hex()).toBe(createHash("sha256").update(numbers).digest("hex"));
  });
});
