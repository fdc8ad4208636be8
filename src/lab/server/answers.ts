import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { ErrorDocument } from "./protocol.js";
import type { Refusal } from "./refusal.js";

/**
 * Scripts, styles, pictures and requests from here alone, no script in the page's text, no frame around it. Formulas and
 * figures set styles on their elements, which styles alone may.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The headers of every answer. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

const JSON_TYPE = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

/** Answers with a document. */
export function answerJson(
  response: ServerResponse,
  document: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = Buffer.from(`${JSON.stringify(document)}\n`);
  response.writeHead(status, { ...securityHeaders, ...JSON_TYPE, "content-length": body.length, ...headers });
  response.end(body);
}

/** Answers a refused request that has been read to its end. */
export function answerRefusal(response: ServerResponse, { status, message, headers }: Refusal): void {
  answerJson(response, { error: message } satisfies ErrorDocument, status, headers);
}

/** Milliseconds that a cut-off client has to read why. */
const LINGER = 500;

/** Answers a request that is not read to its end, reads no more of it and closes the connection. */
export function cutOff(socket: Duplex, { status, message, headers }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = `${JSON.stringify({ error: message } satisfies ErrorDocument)}\n`;
  const all = {
    ...securityHeaders,
    ...JSON_TYPE,
    ...headers,
    "content-length": Buffer.byteLength(body),
    connection: "close",
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.pause();
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", body].join("\r\n"));
  setTimeout(() => socket.destroy(), LINGER).unref();
}
