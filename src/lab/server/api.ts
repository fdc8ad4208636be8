import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { AnyStudy } from "../../study/index.js";
import { loadCatalogue, loadStudy } from "../catalogue.js";
import type { ClaimsDocument } from "../documents.js";
import { ledger } from "../ledger/ledger.js";
import type { PlannedRun } from "../runner/planned-run.js";
import { version } from "../version.js";
import { answerJson } from "./answers.js";
import { readJson } from "./body.js";
import type { Followers } from "./followers.js";
import type { Limits } from "./limits.js";
import { type RowsDocument, type RunDetail, type RunsDocument, type ServerDocument, startSchema } from "./protocol.js";
import { Refusal } from "./refusal.js";
import type { RunDesk } from "./run-desk.js";
import { type RunOnDisk, type RunsReader, recordedRows } from "./stored.js";
import { type SummaryContext, summariesOf, summaryOf } from "./summaries.js";
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
  const studyOf = studies();
  const summaryContext = () => ({ active: desk.active(), failureOf: desk.failureOf, out, studyOf });

  const describe: Answer = ({ response }) =>
    answerJson(response, { isinglass: version, runs: out, workers, limit: limits.runs } satisfies ServerDocument);
  const claims: Answer = async ({ response }) => {
    const stored = (await runs.all()).flatMap((run) => run.stored ?? []);
    answerJson(response, { claims: ledger(await loadCatalogue(), stored) } satisfies ClaimsDocument);
  };
  const list: Answer = async ({ response }) => {
    const summaries = summaryContext();
    answerJson(response, { runs: await summariesOf(await runs.all(), summaries) } satisfies RunsDocument);
  };
  const detail = async (plan: PlannedRun, onDisk: RunOnDisk | undefined, summaries: SummaryContext) => {
    const run = await summaryOf(plan, onDisk, summaries);
    return { run, result: run.state === "finished" ? onDisk!.stored!.document : null } satisfies RunDetail;
  };
  const start: Answer = async ({ request, response }) => {
    const plan = await desk.start(await readJson(request, startSchema, limits.body));
    const summaries = summaryContext();
    answerJson(response, await detail(plan, await runs.find(plan.id), summaries), 202);
  };
  const one: Answer = async ({ response, id }) => {
    const summaries = summaryContext();
    const onDisk = await runs.find(id);
    const plan = summaries.active.get(id)?.plan ?? onDisk?.manifest;
    if (!plan) throw noRun(id);
    answerJson(response, await detail(plan, onDisk, summaries));
  };
  const rows: Answer = async ({ response, id }) => {
    const onDisk = await runs.find(id);
    if (!onDisk) throw noRun(id);
    const { cells } = onDisk.manifest;
    answerJson(response, { cells, ...(await recordedRows(onDisk)) } satisfies RowsDocument);
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

function noRun(id: string): Refusal {
  return new Refusal(404, `no run ${id}`);
}

/** Studies by id, each looked for once; undefined for one that is not in the catalogue, or broken. */
function studies(): (id: string) => Promise<AnyStudy | undefined> {
  const known = new Map<string, Promise<AnyStudy | undefined>>();
  return (id) => {
    const found =
      known.get(id) ??
      loadStudy(id).then(
        ({ study }) => study,
        () => undefined,
      );
    known.set(id, found);
    return found;
  };
}
