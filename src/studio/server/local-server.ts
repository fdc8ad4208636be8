import type { ClaimsDocument } from "../../lab/documents.js";
import type {
  ErrorDocument,
  RowsDocument,
  RunDetail,
  RunSummary,
  RunsDocument,
  ServerDocument,
  ServerEvent,
  StartRequest,
} from "../../lab/server/protocol.js";
import { TOKEN_HEADER, TOKEN_META } from "../../lab/server/token-names.js";
import { followEvents } from "./follow-events.js";

export type {
  LiveCell,
  LiveRun,
  RowsDocument,
  RunDetail,
  RunSummary,
  ServerDocument,
  ServerEvent,
  StartRequest,
} from "../../lab/server/protocol.js";

/** The server that this page came from, where it is `isinglass studio`. Every method throws a {@link ServerError}. */
export interface LocalServer {
  readonly describe: () => Promise<ServerDocument>;
  /** The whole ledger, with verdicts from the runs on disk. */
  readonly ledger: () => Promise<ClaimsDocument["claims"]>;
  /** Those under way first, then the newest. */
  readonly runs: () => Promise<readonly RunSummary[]>;
  readonly run: (id: string) => Promise<RunDetail>;
  /** The rows of the cells that are recorded so far. */
  readonly rows: (id: string) => Promise<RowsDocument>;
  /** Starts a run on the machine's workers, or goes on with it; a run that is under way is answered as it is. */
  readonly start: (request: StartRequest) => Promise<RunSummary>;
  /** Stops a run; what is recorded stays. It has ended once `follow` tells so. */
  readonly cancel: (id: string) => Promise<void>;
  /**
   * Tells what the runs under way do, from a snapshot on; `lost`, that the connection is lost: it is sought again, and
   * the next word is a snapshot. Nothing is told while nobody sees the page. @returns what ends it
   */
  readonly follow: (listener: (event: ServerEvent) => void, lost: () => void) => () => void;
}

/** The server refused or failed (`status`), or does not answer (status 0). */
export class ServerError extends Error {
  override readonly name = "ServerError";
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

/** The local server, or undefined where the page stands on another host or was opened from a file. Asks nobody. */
export function findServer(): LocalServer | undefined {
  const content = document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content;
  return content ? localServer(content) : undefined;
}

function localServer(pageToken: string): LocalServer {
  let token = pageToken;

  const write = async <T>(path: string, body: unknown = {}): Promise<T> => {
    const send = () =>
      ask<T>(path, {
        method: "POST",
        headers: { "content-type": "application/json", [TOKEN_HEADER]: token },
        body: JSON.stringify(body),
      });
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ServerError) || error.status !== 403) throw error;
      // The server was started anew since the page was loaded.
      const fresh = await freshToken();
      if (fresh === undefined || fresh === token) throw error;
      token = fresh;
      return send();
    }
  };

  return {
    describe: () => ask("api/server"),
    ledger: async () => (await ask<ClaimsDocument>("api/ledger")).claims,
    runs: async () => (await ask<RunsDocument>("api/runs")).runs,
    run: (id) => ask(`api/runs/${id}`),
    rows: (id) => ask(`api/runs/${id}/rows`),
    start: async (request) => (await write<RunDetail>("api/runs", request)).run,
    cancel: async (id) => void (await write(`api/runs/${id}/cancel`)),
    follow: (listener, lost) => followEvents("api/events", (data) => listener(JSON.parse(data) as ServerEvent), lost),
  };
}

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, { cache: "no-store", ...init }).catch((error: unknown) => {
    throw new ServerError(`the local server does not answer: ${error instanceof Error ? error.message : error}`, 0);
  });
  const document = (await response.json().catch(() => undefined)) as T | ErrorDocument | undefined;
  if (response.ok && document !== undefined) return document as T;
  const told = (document as ErrorDocument | undefined)?.error;
  throw new ServerError(told ?? `the local server answered ${response.status}`, response.status);
}

async function freshToken(): Promise<string | undefined> {
  const response = await fetch("index.html", { cache: "no-store" }).catch(() => undefined);
  if (!response?.ok) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content;
}
