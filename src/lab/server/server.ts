import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LabError, messageOf, systemCode } from "../errors.js";
import type { PlannedRun } from "../runner/planned-run.js";
import { api } from "./api.js";
import { followers } from "./followers.js";
import { guard, hostsOf } from "./guard.js";
import { defaultLimits, type Limits } from "./limits.js";
import { printable, Refusal } from "./refusal.js";
import { refusingServer } from "./refusing-server.js";
import { runDesk } from "./run-desk.js";
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
  const server = refusingServer(answer, limits, log);
  const port = await listening(server, options.port);
  hosts = hostsOf(port);
  server.on("error", ({ message }) => log(`cannot take a connection: ${printable(message)}`));
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

async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((done, failed) => {
    const fail = (error: Error) => failed(cannotListen(port, error));
    server.once("error", fail);
    server.listen(port, ADDRESS, () => {
      server.off("error", fail);
      done();
    });
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
