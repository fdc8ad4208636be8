import { expect, test } from "vitest";
import { absorbBlock, descend, generatorState, rootKey } from "./address.js";

/** The Chaskey-12 tag of a message of 0 or 16 bytes as words: the published use of the permutation that we absorb with. */
function chaskeyTag(key: Int32Array, block: readonly number[], subkey: Int32Array): number[] {
  const state = key.map((word, i) => word ^ subkey[i]!);
  absorbBlock(state, block[0]!, block[1]!, block[2]!, block[3]!);
  return Array.from(state, (word, i) => (word ^ subkey[i]!) >>> 0);
}

/** Multiplication by two in GF(2^128), little-endian words. */
function timesTwo(key: Int32Array): Int32Array {
  const carry = (i: number) => key[i]! >>> 31;
  return Int32Array.of(
    (key[0]! << 1) ^ (carry(3) * 0x87),
    (key[1]! << 1) ^ carry(0),
    (key[2]! << 1) ^ carry(1),
    (key[3]! << 1) ^ carry(2),
  );
}

test("absorbs with the permutation of Chaskey-12, as its published tags show", () => {
  // From Mouha's reference implementation of Chaskey-12: the messages of no bytes, and of the bytes 0 … 15.
  const key = Int32Array.of(0x833d3433, 0x009f389f, 0x2398e64f, 0x417acf39);
  const once = timesTwo(key);
  expect(chaskeyTag(key, [0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c], once)).toEqual([
    0x5dd0e2a9, 0xfb5eac8c, 0x633a392e, 0x500c36f3,
  ]);
  expect(chaskeyTag(key, [1, 0, 0, 0], timesTwo(once))).toEqual([0x43cb1f41, 0x51eba0c2, 0xff0a8ac3, 0x7ee3f642]);
});

test("keeps the keys that runs depend on", () => {
  // Our own vectors: if one changes, every recorded number changes.
  const words = (key: Int32Array) => Array.from(key, (word) => (word >>> 0).toString(16).padStart(8, "0")).join(" ");
  expect(words(rootKey(0))).toMatchInlineSnapshot(`"68030713 1133260b 37b443d0 4af7c99b"`);
  expect(words(rootKey(Number.MAX_SAFE_INTEGER))).toMatchInlineSnapshot(`"77fc6f83 c877e461 581785ac 2914faff"`);
  expect(words(descend(rootKey(1), ["spinglass/contrast", "P=20,N=2", "tasks", 17]))).toMatchInlineSnapshot(
    `"04e68e38 9de4e7f4 9cf5065b 31f52c9d"`,
  );
  expect(words(generatorState(rootKey(0)))).toMatchInlineSnapshot(`"3391ba3c 05193625 b954ebb9 1e7f7ee7"`);
});
