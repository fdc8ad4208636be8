import { expect, it, vi } from "vitest";
import { displayFormula, note } from "./formulas.js";

/** A worker that answers when told. */
class HeldWorker {
  static readonly started: HeldWorker[] = [];
  readonly asked: { readonly id: number; readonly text: string }[] = [];
  onmessage?: (event: { data: { id: number; html: string } }) => void;
  onerror?: (event: { message?: string; preventDefault(): void }) => void;
  ended = false;
  constructor() {
    HeldWorker.started.push(this);
  }
  postMessage(setting: { readonly id: number; readonly text: string }): void {
    this.asked.push(setting);
  }
  terminate(): void {
    this.ended = true;
  }
}
vi.stubGlobal("Worker", HeldWorker);

it("whoever waits is told that the worker failed, and the next formula is set by another", async () => {
  const waiting = [displayFormula("a"), note("b")];
  const told = Promise.allSettled(waiting);
  const [first] = HeldWorker.started;
  first!.onerror!({ preventDefault: () => {} });
  const reason = new Error("formulas cannot be set: their script does not load");
  expect(await told).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
  expect(first!.ended).toBe(true);

  const next = displayFormula("c");
  const second = HeldWorker.started[1]!;
  second.onmessage!({ data: { id: second.asked[0]!.id, html: "<math>" } });
  expect(await next).toBe("<math>");
});
