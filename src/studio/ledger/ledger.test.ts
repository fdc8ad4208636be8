import { expect, it } from "vitest";
import type { RunSummary } from "../server/local-server.js";
import { type LedgerStudy, type ServedClaim, shippedLedger, tally, withOwnRuns } from "./ledger.js";

const finding = { measured: 1, stderr: 0.1, expected: 1, tolerance: 0 };
const told = { document: "S2", place: "§1", study: "spinglass/one", own: false };
const shipped: readonly LedgerStudy[] = [
  {
    ...{ study: "spinglass/one", room: "spinglass", title: "One", source: "S2 §1" },
    claims: [
      { ...told, claim: "a", statement: "eins", finding: { ...finding, verdict: "holds" } },
      { ...told, claim: "b", statement: "zwei", finding: { ...finding, verdict: "fails" } },
    ],
  },
];

function served(claim: string, study: string, verdict: ServedClaim["verdict"]): ServedClaim {
  const numbers = { measured: 2, stderr: null, expected: null, tolerance: null, note: "own", run: "1", command: "" };
  return { claim, study, document: "S9", place: "here", statement: "served", verdict, ...numbers };
}

const run: RunSummary = {
  ...{ id: "1", study: "spinglass/one", version: 1, params: {}, seed: 3, preset: "paper", settings: [], cells: 4 },
  ...{ recorded: 4, state: "finished", failure: null, seconds: 1, finished: null, verdicts: null, command: null },
  startable: true,
};

it("takes the verdicts of a person's own runs, and leaves the shipped ones where there is no run", () => {
  const [study] = withOwnRuns(
    shipped,
    [served("a", "spinglass/one", "corrected"), served("b", "spinglass/one", null)],
    [run],
  );
  expect(study!.claims[0]).toMatchObject({
    statement: "eins",
    own: true,
    query: { preset: "paper", seed: "3" },
    ran: { preset: "paper", settings: [], seed: 3 },
    note: "own",
    finding: { verdict: "corrected", measured: 2 },
  });
  expect(study!.claims[1]).toEqual(shipped[0]!.claims[1]);
});

it("links to no study for a run that a page of the studio cannot do", () => {
  const claims = [served("a", "spinglass/one", "holds")];
  for (const runs of [[{ ...run, startable: false }], []]) {
    expect(withOwnRuns(shipped, claims, runs)[0]!.claims[0]).toMatchObject({ own: true, query: null });
  }
  expect(withOwnRuns(shipped, [], [])[0]!.claims[0]).not.toHaveProperty("query");
});

it("shows studies that only the server knows", () => {
  const all = withOwnRuns(shipped, [served("c", "mine/two", "holds"), served("d", "mine/two", null)], [run]);
  expect(all).toHaveLength(2);
  expect(all[1]).toMatchObject({ study: "mine/two", room: "mine", title: "mine/two" });
  expect([...tally(all[1]!.claims)]).toEqual([
    ["holds", 1],
    [null, 1],
  ]);
});

it("tells places in the language of the page, where the visitor searches for them", async () => {
  const [english, chinese] = [await shippedLedger("en"), await shippedLedger("zh")];
  const of = (ledger: readonly LedgerStudy[]) => ledger.find(({ study }) => study === "spinglass/real-tasks")!.source;
  expect(of(english)).toBe("S2 §5.3–5.4 and conclusion 3, put to real data");
  expect(of(chinese)).toBe("S2 §5.3–5.4 和结论 3，用真实数据检验");
  const places = chinese.flatMap(({ claims }) => claims.map(({ place }) => place));
  expect(places.filter((place) => /\b(item|example|conclusion|figs?|eqs?)\b/.test(place))).toEqual([]);
});
