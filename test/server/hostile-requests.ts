import { TOKEN_HEADER } from "../../src/lab/server/token-names.js";
import { requestText } from "./raw-request.js";

/** Where the server is, and what a page of its own would know. */
export interface Target {
  readonly port: number;
  readonly token: string;
}

/** A request that must be refused. */
export interface Hostile {
  readonly name: string;
  readonly bytes: (target: Target) => string;
  /** One of these: what Node's parser refuses by itself differs between versions. */
  readonly status: readonly number[];
}

type Head = readonly string[] | ((target: Target) => readonly string[]);

function hostile(name: string, status: number | readonly number[], bytes: Hostile["bytes"]): Hostile {
  return { name, bytes, status: [status].flat() };
}

const host = ({ port }: Target) => `Host: 127.0.0.1:${port}`;

/** A GET of a path, with the server's own Host. */
const paths = (status: number | readonly number[], all: readonly string[]) =>
  all.map((path) => hostile(`path ${path}`, status, (to) => requestText(`GET ${path} HTTP/1.1`, [host(to)])));

/** A GET with headers in place of Host. */
const heads = (path: string, status: number, all: readonly (readonly [string, Head])[]) =>
  all.map(([name, head]) =>
    hostile(name, status, (to) =>
      requestText(`GET ${path} HTTP/1.1`, typeof head === "function" ? head(to) : [host(to), ...head]),
    ),
  );

const START = JSON.stringify({ study: "fixture/steady" });
const JSON_TYPE = "Content-Type: application/json";

interface Post {
  readonly path?: string;
  readonly body?: string;
  readonly head?: Head;
  readonly token?: boolean;
}

/** A POST that would start a run, but for what is wrong with it. */
function post(name: string, status: number | readonly number[], { body = START, ...rest }: Post): Hostile {
  const { path = "/api/runs", head = [JSON_TYPE], token = true } = rest;
  return hostile(name, status, (to) => {
    const own = typeof head === "function" ? head(to) : head;
    const headers = [host(to), ...(token ? [`${TOKEN_HEADER}: ${to.token}`] : []), ...own];
    return requestText(`POST ${path} HTTP/1.1`, [...headers, `Content-Length: ${body.length}`], body);
  });
}

const traversals = [
  ...paths(400, [
    ...["/../secret.txt", "/assets/../../secret.txt", "/index.html/..", "/./index.html", "/assets//../secret.txt"],
    ...["/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt", "/%2E%2E%2Fsecret.txt", "/.%2e/secret.txt"],
    ...["/%252e%252e%252fsecret.txt", "/%25252e%25252e/secret.txt", "/%u002e%u002e/secret.txt", "/%uff0e%uff0e/"],
    ...[
      "/..%5csecret.txt",
      "/..\\secret.txt",
      "/assets\\..\\..\\secret.txt",
      "/%5c%5chost%5cshare",
      "/\\\\host\\share",
    ],
    ...["/..%c0%afsecret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae%e0%80%ae/", "/%f0%80%80%ae/", "/..%ef%bc%8fx"],
    ...["/assets/app-1.js%00.html", "/%00", "/secret.txt%00", "/%0d%0aSet-Cookie:x=1", "/assets/app-1.js%20", "/%"],
    ...[
      "//etc/passwd",
      "//127.0.0.1/index.html",
      "/..;/secret.txt",
      "/C:/Windows/win.ini",
      "/a:b",
      "/assets/app-1.js::$DATA",
    ],
    ...["/<script>alert(1)</script>", "/'\"", "/index.html;x", "/assets/", "/api/runs/../../secret.txt", "/api/"],
    ...["/api/runs/..%2f..%2fsecret.txt", "/api/runs/%2e%2e", "http://127.0.0.1/index.html", "file:///etc/passwd", "*"],
  ]),
  ...paths(404, [
    ...[
      "/etc/passwd",
      "/secret.txt",
      "/..../secret.txt",
      "/...",
      "/~root",
      "/assets",
      "/assets/app-1.js/x",
      "/manifest.json",
    ],
    ...[
      "/assets/link.txt",
      "/linked/secret.txt",
      "/.hidden",
      "/INDEX.HTML",
      "/index.html/x",
      "/api",
      "/api/run",
      "/apix",
    ],
    ...["/api/runs/secret", "/api/runs/0123456789ABCDEF", "/api/runs/0123456789abcdef", "/api/runs/fedcba9876543210"],
    ...["/api/runs/fedcba9876543210/rows", "/api/runs/0000000000000000/rows/0", "/api/runs/00000000000000001"],
  ]),
  hostile("path of bytes beyond ASCII", 400, (to) => requestText("GET /..\xc0\xafsecret.txt HTTP/1.1", [host(to)])),
  hostile("path with a NUL", 400, (to) => requestText("GET /\0secret.txt HTTP/1.1", [host(to)])),
  hostile("path with an escape sequence", 400, (to) => requestText("GET /\x1b[2J\x1b]0;x\x07 HTTP/1.1", [host(to)])),
  hostile("path of 10,000 characters", 404, (to) => requestText(`GET /${"a".repeat(10_000)} HTTP/1.1`, [host(to)])),
];

const hosts = [
  ...heads("/api/runs", 403, [
    ["a foreign Host", ["evil.example"].map((name) => `Host: ${name}`)],
    ...["evil.example", "127.0.0.1", "localhost", "0.0.0.0:PORT", "[::1]:PORT", "evil.example:PORT", "127.1:PORT"].map(
      (name) => [`Host ${name}`, ({ port }: Target) => [`Host: ${name.replace("PORT", String(port))}`]] as const,
    ),
    ...[
      "127.0.0.1.evil.example:PORT",
      "127.0.0.1:PORT@evil",
      "127.0.0.1:PORT.",
      "localhost.:PORT",
      "127.0.0.1:0PORT",
    ].map((name) => [`Host ${name}`, ({ port }: Target) => [`Host: ${name.replace("PORT", String(port))}`]] as const),
    ["another port's Host", ({ port }) => [`Host: 127.0.0.1:${port === 1 ? 2 : port - 1}`]],
  ]).slice(1),
  ...heads("/", 403, [["a foreign Host for the page", () => ["Host: evil.example"]]]),
  ...heads("/", 400, [
    ["no Host", () => []],
    ["two Hosts", (to) => [host(to), "Host: evil.example"]],
    ["the same Host twice", (to) => [host(to), host(to)]],
  ]),
];

const sites = [
  ...heads("/api/ledger", 403, [
    ...["https://evil.example", "null", "http://127.0.0.1", "http://evil.example:80"].map(
      (origin) => [`Origin ${origin}`, [`Origin: ${origin}`]] as const,
    ),
    [
      "Origin of another name for this machine",
      ({ port }) => [`Host: 127.0.0.1:${port}`, `Origin: http://localhost:${port}`],
    ],
    ["Origin with https", (to) => [host(to), `Origin: https://127.0.0.1:${to.port}`]],
    ["Origin that only begins so", (to) => [host(to), `Origin: http://127.0.0.1:${to.port}.evil.example`]],
    ["two Origins", (to) => [host(to), `Origin: http://127.0.0.1:${to.port}`, "Origin: https://evil.example"]],
    ...["cross-site", "same-site", "anything"].map(
      (site) => [`a read from ${site}`, [`Sec-Fetch-Site: ${site}`, "Sec-Fetch-Mode: no-cors"]] as const,
    ),
    [
      "a link from elsewhere into the API",
      ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"],
    ],
  ]),
  ...heads("/", 403, [
    ["a frame elsewhere", ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]],
    [
      "the page as a script elsewhere",
      ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"],
    ],
  ]),
  post("a form elsewhere", 403, { head: [JSON_TYPE, "Origin: https://evil.example"] }),
  post("a start from another port of this machine", 403, { head: [JSON_TYPE, "Sec-Fetch-Site: same-site"] }),
  post("a start from no page", 403, { head: [JSON_TYPE, "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"] }),
];

const ID = "0123456789abcdef";
const tokens = [
  post("no token", 403, { token: false }),
  post("no token to cancel", 403, { token: false, path: `/api/runs/${ID}/cancel`, body: "{}" }),
  post("the token in the query", 403, { token: false, path: "/api/runs?token=x" }),
  post("the token in a cookie", 403, {
    token: false,
    head: ({ token }) => [JSON_TYPE, `Cookie: ${TOKEN_HEADER}=${token}`],
  }),
  ...["", "x", "undefined", "null"].map((token) =>
    post(`token ${token || "empty"}`, 403, { token: false, head: [JSON_TYPE, `${TOKEN_HEADER}: ${token}`] }),
  ),
  post("half the token", 403, {
    token: false,
    head: ({ token }) => [JSON_TYPE, `${TOKEN_HEADER}: ${token.slice(0, 21)}`],
  }),
  post("the token twice", 403, { head: ({ token }) => [JSON_TYPE, `${TOKEN_HEADER}: ${token}`] }),
];

const methods = [
  ...["DELETE", "PUT", "PATCH", "OPTIONS", "TRACE", "PROPFIND"].map((method) =>
    hostile(`method ${method}`, 405, (to) => requestText(`${method} /api/runs HTTP/1.1`, [host(to)])),
  ),
  hostile("method CONNECT", 405, () => requestText("CONNECT evil.example:443 HTTP/1.1", ["Host: evil.example:443"])),
  hostile("HEAD of the API", 405, (to) => requestText("HEAD /api/runs HTTP/1.1", [host(to), "Connection: close"])),
  hostile("a cancel by GET", 405, (to) => requestText(`GET /api/runs/${ID}/cancel HTTP/1.1`, [host(to)])),
  hostile("a method in a header", 405, (to) =>
    requestText(`GET /api/runs/${ID}/cancel HTTP/1.1`, [host(to), "X-HTTP-Method-Override: POST"]),
  ),
  post("a POST to the page", 405, { path: "/index.html" }),
  post("a POST to the ledger", 405, { path: "/api/ledger" }),
  post("a cancel of a run that is not under way", 409, { path: `/api/runs/${ID}/cancel`, body: "{}" }),
];

const start = (request: unknown) => ({ body: JSON.stringify(request) });
const study = "fixture/steady";
const bodies = [
  post("no content type", 415, { head: [] }),
  ...["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx"].map(
    (type) => post(`content type ${type}`, 415, { head: [`Content-Type: ${type}`] }),
  ),
  post("no JSON", 400, { body: "{" }),
  post("no body", 400, { body: "" }),
  post("no UTF-8", 400, { body: '{"study":"fixture/steady\xc0\xaf"}' }),
  post("a list", 400, { body: "[]" }),
  post("lists in each other", 400, { body: `${"[".repeat(20_000)}${"]".repeat(20_000)}` }),
  post("another field", 400, start({ study, out: "/etc" })),
  post("workers of its own", 400, start({ study, workers: 1000 })),
  post("no study", 400, start({})),
  post("a study that is a path", 400, start({ study: "../../secret" })),
  post("a study that is a file", 400, start({ study: "file:///etc/passwd" })),
  post("a study of 10,000 characters", 400, start({ study: "x".repeat(10_000) })),
  post("a study with an escape sequence", 400, start({ study: "\x1b[31mx\n\nrefused" })),
  post("another preset", 400, start({ study, preset: "constructor" })),
  post("a seed below 0", 400, start({ study, seed: -1 })),
  post("a seed that is no number", 400, start({ study, seed: "1" })),
  post("a parameter that there is not", 400, start({ study, params: { rm: 1 } })),
  post("a parameter out of range", 400, start({ study, params: { cells: 1e9 } })),
  post("a parameter of another kind", 400, start({ study, params: { cells: { $gt: 0 } } })),
  post("a constructor as a parameter", 400, start({ study, params: { constructor: 1 } })),
  post("an expectation", 417, { head: [JSON_TYPE, "Expect: 100-continue"] }),
  post("another expectation", 417, { head: [JSON_TYPE, "Expect: a-miracle"] }),
  hostile("a GET with a body", 400, (to) =>
    requestText("GET /api/runs HTTP/1.1", [host(to), "Content-Length: 5"], "hello"),
  ),
];

/** What two readers of HTTP may understand differently, or no reader at all. */
const protocol = [
  post("a length and chunks", 400, { head: [JSON_TYPE, "Transfer-Encoding: chunked"] }),
  post("two lengths", 400, { head: [JSON_TYPE, "Content-Length: 1"] }),
  hostile("a length below 0", 400, (to) => requestText("POST /api/runs HTTP/1.1", [host(to), "Content-Length: -1"])),
  hostile("an encoding that is none", [400, 403], (to) =>
    requestText("POST /api/runs HTTP/1.1", [host(to), "Transfer-Encoding: xchunked"], "0\r\n\r\n"),
  ),
  hostile("a space before the colon", 400, (to) => requestText("GET / HTTP/1.1", [host(to), "X : 1"])),
  hostile("a NUL in a header", 400, (to) => requestText("GET / HTTP/1.1", [host(to), "X: \0"])),
  hostile("headers of 20,000 bytes", 431, (to) =>
    requestText("GET / HTTP/1.1", [host(to), `X: ${"x".repeat(20_000)}`]),
  ),
  hostile("ten thousand headers", 431, (to) =>
    requestText("GET / HTTP/1.1", [host(to), ...Array.from({ length: 10_000 }, (_, i) => `X${i}: 1`)]),
  ),
  hostile("no HTTP", 400, () => "hello\r\n\r\n"),
  hostile("HTTP/0.9", 400, () => "GET /\r\n\r\n"),
  hostile("HTTP/2", [400, 405], () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  hostile("HTTP/9.9", [400, 505], (to) => requestText("GET / HTTP/9.9", [host(to)])),
  hostile("TLS", 400, () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
];

/** Requests that must be refused, each with one line in the log. */
export const hostileRequests: readonly Hostile[] = [
  ...traversals,
  ...hosts,
  ...sites,
  ...tokens,
  ...methods,
  ...bodies,
  ...protocol,
];
