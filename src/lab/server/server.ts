import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { LabError, messageOf, systemCode } from "../errors.js";
import { answerRefusal, cutOff } from "./answers.js";
import { api } from "./api.js";
import { Gone } from "./body.js";
import { followers } from "./followers.js";
import { guard, hostsOf } from "./guard.js";
import { defaultLimits, type Limits } from "./limits.js";
import { printable, Refusal, refusalLine } from "./refusal.js";
import { type PlannedRun, runDesk } from "./run-desk.js";
import { builtSite, openSite } from "./site.js";
import { runsReader } from "./stored.js";
import { newToken } from "./token.js";

/** The only address that the server listens on. */
const ADDRESS = "127.0.0.1";

/** What the studio's server works with. */
export interface StudioOptions {
  /** 0 for a free one. */
  readonly port: number;
  /** The folder of the runs. */
  readonly out: string;
  /** Worker threads of each run. */
  readonly workers: number;
  /** Told each refusal, and what else a person should know, in one line. */
  readonly log: (line: string) => void;
  /** The folder of the site; the one that was built with the library unless told. */
  readonly site?: string;
  readonly limits?: Partial<Limits>;
}

/** A server that listens. */
export interface StudioServer {
  /** `http://127.0.0.1:4870/` */
  readonly url: string;
  /** Stops what is under way and closes. @returns the runs that were under way, which can be resumed */
  readonly close: () => Promise<PlannedRun[]>;
}

/**
 * Serves the studio on 127.0.0.1 to this machine's person: the built site, the runs on disk, and new runs.
 * @throws LabError where the site is not built, or the port is not to be had
 */
export async function startStudio(options: StudioOptions): Promise<StudioServer> {
  const { out, workers, log, site: folder = builtSite } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const token = newToken();
  const site = await openSite(folder, token);
  const following = followers(limits.followers);
  const desk = runDesk({ out, workers, limit: limits.runs, publish: following.publish });
  const answerApi = api({ out, workers, token, limits, runs: runsReader(out, log), desk, followers: following });
  let hosts: readonly string[] = [];

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const path = guard(request, hosts);
    if (path === "/api" || path.startsWith("/api/")) return answerApi(path, request, response);
    if (request.method === "POST") throw new Refusal(405, "method POST", { allow: "GET, HEAD" });
    return site.answer(path, response, request.method === "GET");
  };
  const server = listenTo(answer, limits, log);
  const port = await listening(server, options.port);
  hosts = hostsOf(port);
  return {
    url: `http://${ADDRESS}:${port}/`,
    close: async () => {
      const closed = new Promise((done) => server.close(done));
      const interrupted = await desk.close();
      following.close();
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 500).unref();
      await closed;
      return interrupted;
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server that answers by `answer`, and refuses what it throws and what is no request. */
function listenTo(answer: Handler, limits: Limits, log: (line: string) => void): Server {
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

  const refuse = (request: IncomingMessage, response: ServerResponse, refusal: Refusal) => {
    log(refusalLine(request, refusal));
    if (request.complete) answerRefusal(response, refusal);
    else cutOff(request.socket, refusal);
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
    cutOff(socket, refusal);
  });
  server.on("clientError", (error, socket) => {
    const refusal = refusalOf(error, limits);
    // A browser opens connections in advance: one that says nothing is closed without a word.
    const isSilent = "bytesRead" in socket && socket.bytesRead === 0;
    if (!refusal || isSilent) {
      socket.destroy();
      return;
    }
    log(refusalLine({}, refusal));
    cutOff(socket, refusal);
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

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((done, failed) => {
    server.once("error", (error) => failed(cannotListen(port, error)));
    server.listen(port, ADDRESS, done);
  });
  return (server.address() as AddressInfo).port;
}

function cannotListen(port: number, error: unknown): unknown {
  const code = systemCode(error);
  const findings: Readonly<Record<string, string>> = {
    EADDRINUSE: "another program listens there",
    EACCES: "permission denied",
  };
  const finding = findings[code ?? ""] ?? printable(messageOf(error));
  return new LabError(
    `cannot listen on ${ADDRESS}:${port}: ${finding} (${code}); give another with --port, or 0 for a free one`,
    {
      cause: error,
    },
  );
}
