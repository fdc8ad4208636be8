import { constants } from "node:fs";
import { open, readdir, readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { LabError, systemCode } from "../errors.js";
import { securityHeaders } from "./answers.js";
import { Refusal } from "./refusal.js";
import { TOKEN_META } from "./token-names.js";

/** Where the build puts the site: beside the library. */
export const builtSite = fileURLToPath(new URL("../../studio/", import.meta.url));

/** The built site. */
export interface Site {
  /** Answers with the file at a path, or without its content. @throws Refusal where there is none */
  readonly answer: (path: string, response: ServerResponse, withContent: boolean) => Promise<void>;
}

const PAGE = "/index.html";

/**
 * The site in a folder: what is listed in it is served, and nothing else, so that no path leads out of it. The page and
 * the list are read anew whenever the page is asked for, as the site may have been built again.
 *
 * @throws LabError where it is not built
 */
export async function openSite(folder: string, token: string): Promise<Site> {
  let files = await listFiles(folder);
  await pageWithToken(folder, token);
  return {
    answer: async (path, response, withContent) => {
      if (path === "/" || path === PAGE) {
        files = await listFiles(folder);
        const page = await pageWithToken(folder, token);
        response.writeHead(200, headersOf(PAGE, page.length, "no-store"));
        response.end(withContent ? page : undefined);
        return;
      }
      const file = files.get(path);
      if (file === undefined) throw new Refusal(404, "no such file of the studio");
      await sendFile(file, path, response, withContent);
    },
  };
}

/** The regular files by the path of their address; symbolic links and hidden files are none. */
async function listFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw notBuilt(folder, error);
  });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [`/${relative(folder, file).split(sep).join("/")}`, file] as const);
  return new Map(files.filter(([path]) => !path.includes("/.")));
}

async function pageWithToken(folder: string, token: string): Promise<Buffer> {
  const file = join(folder, PAGE);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw notBuilt(folder, error);
  });
  const [head, ...rest] = text.split("<head>");
  if (rest.length !== 1) throw new LabError(`${file} is no page of the studio: it has no <head>; build it anew`);
  return Buffer.from(`${head}<head>\n    <meta name="${TOKEN_META}" content="${token}" />${rest[0]}`);
}

function notBuilt(folder: string, error: unknown): unknown {
  if (systemCode(error) !== "ENOENT") return error;
  return new LabError(`the studio is not built: there is no ${join(folder, PAGE)}; build it with: npm run build`, {
    cause: error,
  });
}

async function sendFile(file: string, path: string, response: ServerResponse, withContent: boolean): Promise<void> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw systemCode(error) === "ENOENT" ? new Refusal(404, "the studio was built anew; load the page again") : error;
  });
  try {
    const { size } = await handle.stat();
    // The build names what is in assets/ by its content.
    const caching = path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache";
    response.writeHead(200, headersOf(path, size, caching));
    if (withContent && size > 0) await pipeline(handle.createReadStream({ autoClose: false, end: size - 1 }), response);
    else response.end();
  } finally {
    await handle.close();
  }
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".csv": "text/csv; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};

function headersOf(path: string, length: number, caching: string): Record<string, string | number> {
  return {
    ...securityHeaders,
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-length": length,
    "cache-control": caching,
  };
}
