import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type StudioServer, startStudio } from "../../src/lab/server/index.js";
import type { Limits } from "../../src/lab/server/limits.js";
import { scratch } from "../cli/isinglass.js";
import { raw, requestText } from "./raw-request.js";

/** What no answer may hold. */
export const SECRET = "what nobody asked for";

/** A place with a site, a folder of runs, and beside them what must stay there. */
export interface StudioPlace {
  readonly site: string;
  readonly runs: string;
  readonly remove: () => void;
}

/** A fresh place, where links in the site and among the runs lead to a secret beside them. */
export function studioPlace(): StudioPlace {
  const { folder, remove } = scratch();
  const [site, runs, elsewhere] = ["site", "runs", "elsewhere"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  cpSync(resolve(import.meta.dirname, "../fixtures/site"), site, { recursive: true });
  mkdirSync(runs);
  mkdirSync(elsewhere);
  for (const path of [join(folder, "secret.txt"), join(elsewhere, "secret.txt"), join(site, ".hidden")]) {
    writeFileSync(path, SECRET);
  }
  symlinkSync(join(folder, "secret.txt"), join(site, "assets/link.txt"));
  symlinkSync(elsewhere, join(site, "linked"));
  symlinkSync(elsewhere, join(runs, "fixture-steady-0123456789abcdef"));
  return { site, runs, remove };
}

/** A server with its log, and what its page knows. */
export interface Studio extends StudioServer {
  readonly port: number;
  readonly token: string;
  readonly lines: string[];
}

/** Starts a server in this process. */
export async function openStudio(place: StudioPlace, limits: Partial<Limits> = {}): Promise<Studio> {
  const lines: string[] = [];
  const { site, runs } = place;
  const server = await startStudio({ port: 0, out: runs, workers: 2, site, limits, log: (line) => lines.push(line) });
  const port = Number(new URL(server.url).port);
  const { body } = await raw(port, requestText("GET / HTTP/1.1", [`Host: localhost:${port}`]));
  return { ...server, port, lines, token: /content="([\w-]{43})"/.exec(body)![1]! };
}
