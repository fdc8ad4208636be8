import { afterEach, expect, it, vi } from "vitest";
import { hashOf, parseRoute, showInAddress } from "./route.js";

it.each([
  ["#/", { page: "ledger", query: {} }],
  ["#/?verdict=fails", { page: "ledger", query: { verdict: "fails" } }],
  ["#/laws", { page: "laws", query: {} }],
  [
    "#/study/spinglass/contrast?P=%5B100%2C200%5D&seed=3",
    { page: "study", study: "spinglass/contrast", query: { P: "[100,200]", seed: "3" } },
  ],
] as const)("%s is a route and back", (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(hashOf(route)).toBe(hash);
});

it.each([
  ["#/study/laws/free-energy?=5", {}],
  ["#/study/laws/free-energy?&=&=7&+=8&alpha=1", { alpha: "1" }],
  ["#/study/laws/free-energy?alpha=", { alpha: "" }],
  ["#/study/laws/free-energy?alpha=1?beta=2", { alpha: "1?beta=2" }],
  ["#/study/laws/free-energy?__proto__=1", Object.fromEntries([["__proto__", "1"]])],
])("%s: a value without a name says nothing, and none is lost", (hash, query) => {
  expect(Object.entries(parseRoute(hash).query)).toEqual(Object.entries(query));
});

it.each(["", "#", "#/", "#/ledger"])("%j is the ledger", (hash) => {
  expect(parseRoute(hash)).toEqual({ page: "ledger", query: {} });
});

it.each(["nowhere", "studyy", "study", "study/one"])("%j is no page: the ledger says so in its place", (missing) => {
  const route = parseRoute(`#/${missing}?q=a`);
  expect(route).toEqual({ page: "ledger", query: { q: "a" }, missing });
  expect(parseRoute(hashOf(route))).toEqual({ page: "ledger", query: { q: "a" } });
});

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["#/laws?law=auto", "#/laws?law=chinchilla"],
  ["#/laws?law=mosaic", undefined],
  ["#/training", undefined],
])("%s: what a page shows is put into its own address alone, and takes nobody back", (hash, expected) => {
  const put = vi.fn();
  vi.stubGlobal("location", { hash });
  vi.stubGlobal("history", { state: null, replaceState: put });
  vi.stubGlobal("HashChangeEvent", Event);
  vi.stubGlobal("dispatchEvent", () => true);
  showInAddress(parseRoute("#/laws?law=auto"), { law: "chinchilla" });
  expect(put.mock.calls.map(([, , address]) => address)).toEqual(expected === undefined ? [] : [expected]);
});
