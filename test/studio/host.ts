import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, resolve } from "node:path";

/** The studio as `node scripts/build.mjs` builds it. */
export const SITE = resolve(import.meta.dirname, "../../dist/studio");

const TYPES: Readonly<Record<string, string>> = {
  ...{ ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css" },
  ...{ ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json", ".woff2": "font/woff2" },
};

/** A host of static files on this machine. */
export interface Host {
  readonly address: string;
  /** Ends it: what is asked then is refused. */
  readonly close: () => Promise<void>;
}

/** Serves the files of a folder as a static host does. */
export async function serveFolder(folder: string): Promise<Host> {
  const server = createServer(({ url = "/" }, response) => {
    const path = url.replace(/\?.*$/, "").replace(/\/$/, "/index.html");
    try {
      const content = readFileSync(`${folder}${path}`);
      response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
