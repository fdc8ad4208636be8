import { describe, expect, it } from "vitest";
import fc from "../../../test/properties.js";
import { guard, hostsOf } from "./guard.js";
import { Refusal } from "./refusal.js";

const hosts = hostsOf(4870);

function ask(url: string, headers: Record<string, string> = {}, method = "GET"): string {
  const all: Record<string, string> = { host: "127.0.0.1:4870", ...headers };
  return guard({ method, url, headers: all, rawHeaders: Object.entries(all).flat() }, hosts);
}

const site = (value: string, mode = "cors", destination = "empty") => ({
  "sec-fetch-site": value,
  "sec-fetch-mode": mode,
  "sec-fetch-dest": destination,
});

describe("guard lets through", () => {
  it.each([
    ["an address that a person types", "/", site("none", "navigate", "document"), "GET"],
    ["a link from elsewhere to the page", "/index.html", site("cross-site", "navigate", "document"), "GET"],
    ["the page's own files", "/assets/index-Bx_9~1.js", site("same-origin", "no-cors", "script"), "GET"],
    ["the page's own requests", "/api/runs", site("same-origin"), "GET"],
    ["the page's own start", "/api/runs", { ...site("same-origin"), origin: "http://127.0.0.1:4870" }, "POST"],
    ["the other name, in any case", "/", { host: "LocalHost:4870", origin: "http://localhost:4870" }, "GET"],
    ["a program without a browser", "/api/runs", {}, "GET"],
    ["a query, which says nothing", "/api/runs?x=/../%2e", {}, "GET"],
  ] as const)("%s", (_name, url, headers, method) => {
    expect(ask(url, headers, method)).toBe(url.split("?")[0]);
  });
});

it("no path that could lead out of a folder", () => {
  const part = fc.constantFrom("a", ".", "..", "%2e", "%2f", "\\", "\0", "..%c0%af", ":", "~", "…", "");
  const path = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join("/")}`);
  fc.assert(
    fc.property(path, (given) => {
      const parts = given.slice(1).split("/");
      const isPlain = given === "/" || parts.every((each) => each === "a" || each === "~");
      try {
        return ask(given) === given && isPlain;
      } catch (error) {
        return error instanceof Refusal && error.status === 400 && !isPlain;
      }
    }),
  );
});

it("a port that browsers leave out may be left out", () => {
  expect(hostsOf(80)).toEqual(["127.0.0.1", "127.0.0.1:80", "localhost", "localhost:80"]);
  expect(hosts).toEqual(["127.0.0.1:4870", "localhost:4870"]);
});
