import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { messageOf, systemCode } from "../errors.js";
import { answerRefusal, cutOff } from "./answers.js";
import { Gone } from "./body.js";
import type { Limits } from "./limits.js";
import { Refusal, refusalLine } from "./refusal.js";

/** Answers a request, or throws: a Refusal, or an InputError for what a study does not take. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that answers by `answer`, and refuses what it throws and what is no request; `log` is told, in one line. */
export function refusingServer(answer: Handler, limits: Limits, log: (line: string) => void): Server {
  const server = createServer({
    maxHeaderSize: limits.headers,
    headersTimeout: limits.headerSeconds * 1000,
    requestTimeout: limits.requestSeconds * 1000,
    connectionsCheckingInterval: Math.min(1000, limits.headerSeconds * 250),
    // The guard refuses these, and the log says so.
    requireHostHeader: false,
  });
  server.maxConnections = limits.connections;
  server.timeout = limits.idleSeconds * 1000;

  // What still comes on a connection that is cut off is not looked at, nor told of.
  const isCut = new WeakSet<Duplex>();
  const cut = (socket: Duplex, refusal: Refusal) => {
    isCut.add(socket);
    cutOff(socket, refusal);
  };
  const refuse = (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => {
    if (isCut.has(request.socket)) return;
    log(refusalLine(request, refusal));
    if (request.complete) answerRefusal(response, refusal);
    else cut(request.socket, refusal);
  };
  server.on("request", async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      if (error instanceof Gone) return;
      if (response.headersSent) response.destroy();
      else if (error instanceof Refusal) refuse(request, response, error);
      else if (isInput(error)) refuse(request, response, new Refusal(400, error.message));
      else refuse(request, response, new Refusal(500, messageOf(error)));
    }
  });
  const unexpected = (request: IncomingMessage, response: ServerResponse) =>
    refuse(request, response, new Refusal(417, "an expectation"));
  server.on("checkContinue", unexpected);
  server.on("checkExpectation", unexpected);
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const refusal = new Refusal(405, "method CONNECT", { allow: "GET, HEAD, POST" });
    log(refusalLine(request, refusal));
    cut(socket, refusal);
  });
  server.on("clientError", (error, socket) => {
    if (isCut.has(socket)) return;
    const refusal = refusalOf(error, limits);
    // A browser opens connections in advance: one that says nothing is closed without a word.
    const isSilent = "bytesRead" in socket && socket.bytesRead === 0;
    if (!refusal || isSilent) {
      socket.destroy();
      return;
    }
    log(refusalLine({}, refusal));
    cut(socket, refusal);
  });
  server.on("drop", () => log(`refused: more than ${limits.connections} connections`));
  return server;
}

/** Why a client's bytes are no request that is served, or undefined where the client just went away. */
function refusalOf(error: Error, limits: Limits): Refusal | undefined {
  const code = systemCode(error) ?? "";
  if (code === "HPE_HEADER_OVERFLOW") return new Refusal(431, `headers of more than ${limits.headers} bytes`);
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const { headerSeconds, requestSeconds } = limits;
    return new Refusal(
      408,
      `a request that takes longer than ${headerSeconds} s (headers) or ${requestSeconds} s (all)`,
    );
  }
  return code.startsWith("HPE_") ? new Refusal(400, `no request of HTTP (${code})`) : undefined;
}

/** By name: a study of one's own may bring its own copy of the class. */
function isInput(error: unknown): error is Error {
  return error instanceof Error && error.name === "InputError";
}
