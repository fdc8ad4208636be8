import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { followEvents } from "./follow-events.js";

/** A browser's connection, as far as it is used. */
class Source {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 0;
  onmessage?: (event: { readonly data: string }) => void;
  onerror?: () => void;
  constructor(readonly address: string) {
    Source.all.push(this);
  }
  close(): void {
    this.readyState = Source.CLOSED;
  }
}
const page = Object.assign(new EventTarget(), { hidden: false });
const see = (isSeen: boolean) => {
  page.hidden = !isSeen;
  page.dispatchEvent(new Event("visibilitychange"));
};
const open = () => Source.all.filter(({ readyState }) => readyState !== Source.CLOSED);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  vi.stubGlobal("document", page);
  Source.all = [];
  page.hidden = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("holds a connection only while the page is seen", () => {
  const told: string[] = [];
  const leave = followEvents("api/events", (data) => told.push(data), vi.fn());
  open()[0]!.onmessage!({ data: "a" });
  expect(told).toEqual(["a"]);
  see(false);
  expect(open()).toEqual([]);
  see(true);
  expect(open()).toHaveLength(1);
  leave();
  see(false);
  see(true);
  expect(open()).toEqual([]);
});

it("opens none for a page that nobody has seen yet", () => {
  page.hidden = true;
  const leave = followEvents("api/events", vi.fn(), vi.fn());
  expect(Source.all).toEqual([]);
  leave();
});

it("tells of each loss, and seeks a connection that the browser has given up", () => {
  const lost = vi.fn();
  const leave = followEvents("api/events", vi.fn(), lost);
  open()[0]!.onerror!();
  vi.advanceTimersByTime(10_000);
  expect([lost.mock.calls.length, Source.all.length]).toEqual([1, 1]);
  open()[0]!.close();
  Source.all[0]!.onerror!();
  expect([lost.mock.calls.length, open().length]).toEqual([2, 0]);
  vi.advanceTimersByTime(10_000);
  expect(open()).toHaveLength(1);
  open()[0]!.close();
  Source.all[1]!.onerror!();
  leave();
  vi.advanceTimersByTime(10_000);
  expect(open()).toEqual([]);
});
