import type { LedgerClaim, LedgerStudy } from "./ledger.js";

/** By what claims are chosen, beside a text. */
export const FACETS = ["verdict", "source", "room"] as const;
/** One of {@link FACETS}. */
export type Facet = (typeof FACETS)[number];

/** What is asked for: of each facet any of the values, or all where there are none; and a text. */
export interface Filters extends Readonly<Record<Facet, readonly string[]>> {
  readonly text: string;
}

/** Reads the address: `verdict=fails,corrected&source=S2&room=laws&q=exponent`. */
export function filtersOf(query: Readonly<Record<string, string>>): Filters {
  const values = (name: Facet) => (query[name] ?? "").split(",").filter((value) => value !== "");
  return { verdict: values("verdict"), source: values("source"), room: values("room"), text: query.q ?? "" };
}

/** The part of the address that a facet has once a value of it was pressed: in where it was out, out where it was in. */
export function toggled(filters: Filters, facet: Facet, value: string): Readonly<Record<string, string | undefined>> {
  const before = filters[facet];
  const after = before.includes(value) ? before.filter((other) => other !== value) : [...before, value];
  return { [facet]: after.length > 0 ? after.join(",") : undefined };
}

/** A claim's value of a facet. */
export function facetOf(claim: LedgerClaim, facet: Facet): string {
  if (facet === "verdict") return claim.finding?.verdict ?? "unrun";
  return facet === "source" ? claim.document : claim.study.split("/", 1)[0]!;
}

/** The studies with the claims that are asked for, without those that have none. */
export function filtered(studies: readonly LedgerStudy[], filters: Filters): readonly LedgerStudy[] {
  return studies
    .map((study) => ({ ...study, claims: study.claims.filter((claim) => matches(study, claim, filters)) }))
    .filter(({ claims }) => claims.length > 0);
}

/** How many claims each value of a facet would show, the other facets and the text being as they are. */
export function countsOf(studies: readonly LedgerStudy[], filters: Filters, facet: Facet): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const all = studies.flatMap(({ claims }) => claims.map((claim) => facetOf(claim, facet)));
  for (const value of all) counts.set(value, 0);
  for (const { claims } of filtered(studies, { ...filters, [facet]: [] })) {
    for (const claim of claims) counts.set(facetOf(claim, facet), counts.get(facetOf(claim, facet))! + 1);
  }
  return counts;
}

function matches(study: LedgerStudy, claim: LedgerClaim, filters: Filters): boolean {
  const chosen = FACETS.every((facet) => filters[facet].length === 0 || filters[facet].includes(facetOf(claim, facet)));
  return (
    chosen &&
    containsAll(`${study.title} ${claim.study} ${claim.claim} ${claim.place} ${claim.statement}`, filters.text)
  );
}

/** Whether every word of a search is in a text, capitals or not. */
function containsAll(text: string, search: string): boolean {
  const low = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => low.includes(word));
}
