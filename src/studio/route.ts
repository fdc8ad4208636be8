/** Where a person is: a page and what it shows. The address after `#` is the experiment. */
export interface Route {
  readonly page: "ledger" | "study" | "laws" | "training" | "landscape";
  /** The study's id, on its page. */
  readonly study?: string;
  /** The page that the address names, where there is none of that name: the ledger stands in its place. */
  readonly missing?: string;
  /** Everything after `?`: parameters, `preset`, `seed`, `lang`, filters. */
  readonly query: Readonly<Record<string, string>>;
}

/** More of a name is not repeated to the visitor. */
const LONGEST = 60;

/** Reads `#/study/spinglass/contrast?P=1000&seed=3`; whatever is no page is the ledger. */
export function parseRoute(hash: string): Route {
  const [path = "", ...search] = hash.replace(/^#\/?/, "").split("?");
  // A value without a name says nothing.
  const query = Object.fromEntries([...new URLSearchParams(search.join("?"))].filter(([name]) => name.trim() !== ""));
  const [page, ...rest] = path.split("/");
  if (page === "study" && rest.length === 2) return { page, study: rest.join("/"), query };
  if (page === "laws" || page === "training" || page === "landscape") return { page, query };
  const isLedger = path === "" || path === "ledger";
  return { page: "ledger", query, ...(!isLedger && { missing: path.slice(0, LONGEST) }) };
}

/** The address of a route; `parseRoute` reads it back. */
export function hashOf({ page, study, query }: Route): string {
  const path = page === "ledger" ? "" : study === undefined ? page : `${page}/${study}`;
  const search = new URLSearchParams(query).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}

/**
 * Puts what the page shows now into the address, in place of the present entry of the history: going back leaves the
 * page at once. A value that is undefined is left out; an empty one is a value, which a page may refuse.
 */
export function showInAddress(route: Route, query: Readonly<Record<string, string | undefined>>): void {
  const kept = Object.entries({ ...route.query, ...query }).filter(([, value]) => value !== undefined);
  const hash = hashOf({ ...route, query: Object.fromEntries(kept) as Record<string, string> });
  // A person who has gone elsewhere since, of which the page is told a moment later, is not brought back.
  const isElsewhere = hashOf(parseRoute(location.hash)) !== hashOf(route);
  if (isElsewhere || hash === location.hash) return;
  history.replaceState(history.state, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
