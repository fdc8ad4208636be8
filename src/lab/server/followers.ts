import type { ServerResponse } from "node:http";
import { securityHeaders } from "./answers.js";
import type { ServerEvent } from "./protocol.js";
import { Refusal } from "./refusal.js";

/** The pages that follow what goes on, by server-sent events. */
export interface Followers {
  /** Begins to follow, with a first message. @throws Refusal for one too many */
  readonly add: (response: ServerResponse, first: ServerEvent) => void;
  readonly publish: (event: ServerEvent) => void;
  readonly close: () => void;
}

/** Milliseconds between two signs of life, by which a broken connection is noticed. */
const HEARTBEAT = 15_000;
/** Bytes that a page may leave unread before it is left behind; it connects again and gets a snapshot. */
const BACKLOG = 1024 * 1024;

/** No followers yet; at most `limit`. */
export function followers(limit: number): Followers {
  const open = new Set<ServerResponse>();
  const write = (response: ServerResponse, text: string) => {
    if (response.writableLength > BACKLOG) response.destroy();
    else response.write(text);
  };
  const writeAll = (text: string) => {
    for (const response of open) write(response, text);
  };
  const heartbeat = setInterval(writeAll, HEARTBEAT, ": alive\n\n").unref();
  return {
    add: (response, first) => {
      if (open.size >= limit) throw new Refusal(503, `more than ${limit} pages that follow`, { "retry-after": "10" });
      open.add(response);
      response.once("close", () => open.delete(response));
      response.writeHead(200, {
        ...securityHeaders,
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
      });
      write(response, `retry: 1000\n${messageOf(first)}`);
    },
    publish: (event) => writeAll(messageOf(event)),
    close: () => {
      clearInterval(heartbeat);
      for (const response of open) response.end();
    },
  };
}

function messageOf(event: ServerEvent): string {
  return `data: ${JSON.stringify(event)}\n\n`;
}
