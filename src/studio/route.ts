/** Where a person is: a page and what it shows. The address after `#` is the experiment. */
export interface Route {
  readonly page: "ledger" | "study" | "laws" | "training" | "landscape";
  /** The study's id, on its page. */
  readonly study?: string;
  /** Everything after `?`: parameters, `preset`, `seed`, `lang`, filters. */
  readonly query: Readonly<Record<string, string>>;
}

/** Reads `#/study/spinglass/contrast?P=1000&seed=3`; whatever is no page is the ledger. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const query = Object.fromEntries(new URLSearchParams(search));
  const [page, ...rest] = path.split("/").map(decodeURIComponent);
  if (page === "study" && rest.length === 2) return { page, study: rest.join("/"), query };
  if (page === "laws" || page === "training" || page === "landscape") return { page, query };
  return { page: "ledger", query };
}

/** The address of a route; `parseRoute` reads it back. */
export function hashOf({ page, study, query }: Route): string {
  const path = page === "ledger" ? "" : study === undefined ? page : `${page}/${study}`;
  const search = new URLSearchParams(query).toString();
  return `#/${path}${search === "" ? "" : `?${search}`}`;
}
