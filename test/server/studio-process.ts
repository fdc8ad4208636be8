import type { ChildProcess } from "node:child_process";
import type { ServerEvent } from "../../src/lab/server/protocol.js";
import { TOKEN_HEADER } from "../../src/lab/server/token-names.js";
import { type Outcome, start } from "../cli/isinglass.js";

/** A server of the built command line, in a process of its own, and its page's side. */
export interface StudioProcess {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  readonly url: string;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: T }>;
  readonly follow: () => Promise<Following>;
}

/** What `api/events` tells. */
export interface Following {
  /** All that was told, once one of it fits. */
  readonly until: (fits: (event: ServerEvent) => boolean) => Promise<readonly ServerEvent[]>;
}

/** Starts `isinglass studio` on a free port, and waits until it says where it is. */
export async function startStudioProcess(cwd: string, words: readonly string[] = []): Promise<StudioProcess> {
  const { child, outcome } = start(["studio", "--port", "0", ...words], { cwd });
  const url = await new Promise<string>((done, failed) => {
    let text = "";
    child.stdout!.on("data", (chunk: string) => {
      text += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
      if (found) done(found);
    });
    void outcome.then(({ stderr }) => failed(new Error(`the studio ended: ${stderr}`)));
  });
  const token = /content="([\w-]{43})"/.exec(await (await fetch(url)).text())![1]!;
  const headers = { "content-type": "application/json", [TOKEN_HEADER]: token };
  return {
    child,
    outcome,
    url,
    get: async <T>(path: string) => {
      const response = await fetch(`${url}api/${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    post: async <T>(path: string, body: unknown = {}) => {
      const response = await fetch(`${url}api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as T };
    },
    follow: async () => following((await fetch(`${url}api/events`)).body!),
  };
}

function following(stream: ReadableStream<Uint8Array>): Following {
  const events: ServerEvent[] = [];
  const waiting = new Set<() => void>();
  void readEvents(stream, (event) => {
    events.push(event);
    for (const look of waiting) look();
  });
  return {
    until: (fits) =>
      new Promise((done) => {
        const look = () => {
          if (!events.some(fits)) return;
          waiting.delete(look);
          done(events);
        };
        waiting.add(look);
        look();
      }),
  };
}

async function readEvents(stream: ReadableStream<Uint8Array>, told: (event: ServerEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of stream) {
      const messages = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
      text = messages.pop()!;
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        if (data) told(JSON.parse(data) as ServerEvent);
      }
    }
  } catch {
    // The server is gone.
  }
}
