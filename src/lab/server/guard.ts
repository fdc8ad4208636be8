import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "./refusal.js";

/** The first line and headers of a request, as Node reads them. */
export interface RequestHead {
  readonly method?: string | undefined;
  /** The target as sent. */
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, repeated ones as well. */
  readonly rawHeaders: readonly string[];
}

/** The values of `Host` by which the server may be asked. Another name that leads here is a rebound one. */
export function hostsOf(port: number): string[] {
  const names = ["127.0.0.1", "localhost"];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

/**
 * The path of a request that comes from this machine's person or from the server's own page.
 * @throws Refusal for any other
 */
export function guard({ method = "", url = "", headers, rawHeaders }: RequestHead, hosts: readonly string[]): string {
  checkHost(headers.host, rawHeaders, hosts);
  const path = plainPath(url);
  if (!["GET", "HEAD", "POST"].includes(method)) {
    throw new Refusal(405, `method ${method}`, { allow: "GET, HEAD, POST" });
  }
  checkOrigin(headers);
  const hasBody = headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
  if (method !== "POST" && hasBody) throw new Refusal(400, `${method} with a body`);
  checkSite(method, path, headers);
  return path;
}

function checkHost(host: string | undefined, rawHeaders: readonly string[], hosts: readonly string[]): void {
  const count = rawHeaders.filter((text, place) => place % 2 === 0 && text.toLowerCase() === "host").length;
  if (count > 1) throw new Refusal(400, `${count} Host headers`);
  if (host === undefined) throw new Refusal(400, "no Host header");
  if (!hosts.includes(host.toLowerCase())) throw new Refusal(403, `foreign Host ${host}`);
}

/**
 * The path of a target, which is plain or none: what the server has to give needs no encoded, no special character, and
 * what is not decoded cannot be decoded wrongly.
 */
function plainPath(target: string): string {
  const [path = ""] = target.split("?");
  if (!path.startsWith("/")) throw new Refusal(400, "the target is not a path");
  if (path.includes("%")) throw new Refusal(400, "an encoded character in the path");
  if (path.includes("\\")) throw new Refusal(400, "a backslash in the path");
  if (!/^[\w./@+~$,=-]*$/.test(path)) throw new Refusal(400, "a special character in the path");
  const parts = path.split("/").slice(1);
  if (path !== "/" && parts.some((part) => /^\.{0,2}$/.test(part))) {
    throw new Refusal(400, "an empty or dotted part in the path");
  }
  return path;
}

function checkOrigin({ origin, host = "" }: IncomingHttpHeaders): void {
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) {
    throw new Refusal(403, `foreign Origin ${origin}`);
  }
}

/** Browsers say where a request comes from. A link from elsewhere may open the page, and nothing more. */
function checkSite(method: string, path: string, headers: IncomingHttpHeaders): void {
  const { "sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": destination } = headers;
  if (site === undefined || site === "same-origin") return;
  const opensPage = mode === "navigate" && destination === "document" && method === "GET" && !path.startsWith("/api");
  const isTyped = site === "none" && method !== "POST";
  if (!opensPage && !isTyped) throw new Refusal(403, `Sec-Fetch-Site ${site}`);
}
