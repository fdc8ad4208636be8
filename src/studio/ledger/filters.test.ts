import { describe, expect, it } from "vitest";
import type { VerdictKind } from "../../study/index.js";
import { countsOf, filtered, filtersOf, toggled } from "./filters.js";
import type { LedgerClaim, LedgerStudy } from "./ledger.js";

function claim(study: string, id: string, statement: string, verdict?: VerdictKind): LedgerClaim {
  const finding = { measured: null, stderr: null, expected: null, tolerance: null };
  const place = "§1, eq. (2)";
  const told = { claim: id, document: id.slice(0, 2), place, statement, study, own: false };
  return verdict ? { ...told, finding: { ...finding, verdict } } : told;
}

const studies: readonly LedgerStudy[] = [
  {
    ...{ study: "laws/one", room: "laws", title: "Exponents", source: "S1" },
    claims: [claim("laws/one", "S1/a", "Loss falls as a power law", "holds"), claim("laws/one", "S0/b", "α is 0.28")],
  },
  {
    ...{ study: "spinglass/two", room: "spinglass", title: "Weights", source: "S2" },
    claims: [claim("spinglass/two", "S2/c", "The weights are the identity", "fails")],
  },
];
const idsOf = (query: Readonly<Record<string, string>>) =>
  filtered(studies, filtersOf(query)).flatMap(({ claims }) => claims.map(({ claim }) => claim));

describe("the ledger's filters", () => {
  it.each([
    [{}, ["S1/a", "S0/b", "S2/c"]],
    [{ verdict: "fails" }, ["S2/c"]],
    [{ verdict: "unrun" }, ["S0/b"]],
    [{ verdict: "fails,holds" }, ["S1/a", "S2/c"]],
    [{ source: "S0,S2", room: "laws" }, ["S0/b"]],
    [{ room: "spinglass", verdict: "holds" }, []],
    [{ q: "POWER falls" }, ["S1/a"]],
    [{ q: "exponents" }, ["S1/a", "S0/b"]],
    [{ q: "(2) identity" }, ["S2/c"]],
    [{ q: " α " }, ["S0/b"]],
    [{ verdict: "nonsense" }, []],
  ])("%j shows %j", (query, ids) => {
    expect(idsOf(query as Record<string, string>)).toEqual(ids);
  });

  it("count what each value would show, the other filters being as they are", () => {
    const counts = countsOf(studies, filtersOf({ verdict: "fails", room: "spinglass" }), "verdict");
    expect(Object.fromEntries(counts)).toEqual({ holds: 0, unrun: 0, fails: 1 });
  });

  it("take a value in and out", () => {
    expect(toggled(filtersOf({ source: "S1" }), "source", "S2")).toEqual({ source: "S1,S2" });
    expect(toggled(filtersOf({ source: "S1" }), "source", "S1")).toEqual({ source: undefined });
    expect(toggled(filtersOf({ source: "S1,S2" }), "source", "S1")).toEqual({ source: "S2" });
  });
});
