import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type CatalogueEntry, loadCatalogue } from "../catalogue.js";
import type { ClaimsDocument } from "../documents.js";
import { ledger } from "../ledger/ledger.js";
import { version } from "../version.js";
import { answerJson } from "./answers.js";
import { readJson } from "./body.js";
import type { Followers } from "./followers.js";
import type { Limits } from "./limits.js";
import { type RowsDocument, type RunDetail, type RunsDocument, type ServerDocument, startSchema } from "./protocol.js";
import { Refusal } from "./refusal.js";
import type { PlannedRun, RunDesk } from "./run-desk.js";
import { type RunOnDisk, type RunsReader, recordedRows } from "./stored.js";
import { summariesOf, summaryOf } from "./summaries.js";
import { isToken } from "./token.js";
import { TOKEN_HEADER } from "./token-names.js";

/** What the API works with. */
export interface ApiContext {
  readonly out: string;
  readonly workers: number;
  readonly token: string;
  readonly limits: Limits;
  readonly runs: RunsReader;
  readonly desk: RunDesk;
  readonly followers: Followers;
}

/** A request that the guard let through. */
interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The run's id in the path, where one stands there. */
  readonly id: string;
}

type Answer = (call: Call) => Promise<void> | void;

/** Answers requests below `/api`. Those that start work or write take the session's token. */
export function api(
  context: ApiContext,
): (path: string, request: IncomingMessage, response: ServerResponse) => unknown {
  const routes = routesOf(context);
  return (path, request, response) => {
    const { pattern, answers } = routes.find((route) => route.pattern.test(path)) ?? {};
    if (!pattern || !answers) throw new Refusal(404, "no such part of the API");
    const answer = answers[request.method as "GET" | "POST"];
    if (!answer) {
      throw new Refusal(405, `method ${request.method}`, { allow: Object.keys(answers).join(", ") });
    }
    if (request.method === "POST") checkToken(request, context.token);
    return answer({ request, response, id: pattern.exec(path)![1] ?? "" });
  };
}

function checkToken({ headers }: IncomingMessage, token: string): void {
  const given = headers[TOKEN_HEADER];
  if (!isToken(given, token)) throw new Refusal(403, given === undefined ? "no token" : "wrong token");
}

interface Route {
  readonly pattern: RegExp;
  readonly answers: Readonly<Partial<Record<"GET" | "POST", Answer>>>;
}

function routesOf(context: ApiContext): Route[] {
  const { out, workers, limits, runs, desk, followers } = context;
  const catalogue = remembered(loadCatalogue);
  const summaryContext = async () => ({ catalogue: await catalogue(), desk, out });

  const describe: Answer = ({ response }) =>
    answerJson(response, { isinglass: version, runs: out, workers, limit: limits.runs } satisfies ServerDocument);
  const claims: Answer = async ({ response }) => {
    const stored = (await runs.all()).flatMap((run) => run.stored ?? []);
    answerJson(response, { claims: ledger(await catalogue(), stored) } satisfies ClaimsDocument);
  };
  const list: Answer = async ({ response }) =>
    answerJson(response, { runs: summariesOf(await runs.all(), await summaryContext()) } satisfies RunsDocument);
  const detail = async (plan: PlannedRun, onDisk: RunOnDisk | undefined): Promise<RunDetail> => {
    const run = summaryOf(plan, onDisk, await summaryContext());
    return { run, result: run.state === "finished" ? onDisk!.stored!.document : null };
  };
  const start: Answer = async ({ request, response }) => {
    const plan = await desk.start(await readJson(request, startSchema, limits.body));
    answerJson(response, await detail(plan, await runs.find(plan.id)), 202);
  };
  const one: Answer = async ({ response, id }) => {
    const onDisk = await runs.find(id);
    const plan = desk.active().get(id)?.plan ?? onDisk?.manifest;
    if (!plan) throw new Refusal(404, `no run ${id}`);
    answerJson(response, await detail(plan, onDisk));
  };
  const rows: Answer = async ({ response, id }) => {
    const onDisk = await runs.find(id);
    if (!onDisk) throw new Refusal(404, `no run ${id}`);
    answerJson(response, {
      cells: onDisk.manifest.cells,
      ...(await recordedRows(onDisk)),
    } satisfies RowsDocument);
  };
  const cancel: Answer = async ({ request, response, id }) => {
    await readJson(request, z.strictObject({}), limits.body);
    if (!desk.cancel(id)) throw new Refusal(409, `run ${id} is not under way`);
    answerJson(response, {}, 202);
  };
  const events: Answer = ({ response }) => followers.add(response, { kind: "snapshot", runs: desk.live() });

  return [
    { pattern: /^\/api\/server$/, answers: { GET: describe } },
    { pattern: /^\/api\/ledger$/, answers: { GET: claims } },
    { pattern: /^\/api\/events$/, answers: { GET: events } },
    { pattern: /^\/api\/runs$/, answers: { GET: list, POST: start } },
    { pattern: /^\/api\/runs\/([0-9a-f]{16})$/, answers: { GET: one } },
    { pattern: /^\/api\/runs\/([0-9a-f]{16})\/rows$/, answers: { GET: rows } },
    { pattern: /^\/api\/runs\/([0-9a-f]{16})\/cancel$/, answers: { POST: cancel } },
  ];
}

/** Loads on the first call and keeps what came, unless loading failed. */
function remembered(load: () => Promise<CatalogueEntry[]>): () => Promise<CatalogueEntry[]> {
  let loaded: Promise<CatalogueEntry[]> | undefined;
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}
