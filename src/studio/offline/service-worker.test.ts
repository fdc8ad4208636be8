import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const HOME = "https://host.example/studio/";
const template = readFileSync(new URL("service-worker.js", import.meta.url), "utf8");

/** Where a worker keeps files: caches by name, each by address. */
type Kept = Map<string, Map<string, string>>;

interface Surroundings {
  readonly kept?: Kept;
  /** Whether the browser has no more room. */
  readonly isFull?: boolean;
}

/** The worker of a build in a browser, as far as it is used there; what it asks its host for is answered `new`. */
function workerOf(digest: string, { kept = new Map(), isFull = false }: Surroundings = {}) {
  const listeners = new Map<string, (event: unknown) => void>();
  const asked: Pick<Request, "url" | "cache">[] = [];
  const absolute = (request: string | Request) =>
    new URL(typeof request === "string" ? request : request.url, HOME).href;
  class HomeRequest extends Request {
    constructor(name: string, init?: RequestInit) {
      super(new URL(name, HOME), init);
    }
  }
  const get = async (request: string | Request) => {
    const { url, cache } = new Request(absolute(request), typeof request === "string" ? {} : { cache: request.cache });
    asked.push({ url, cache });
    return new Response("new");
  };
  const cacheNamed = (name: string) => {
    const files = kept.get(name) ?? new Map<string, string>();
    kept.set(name, files);
    const put = async (request: string | Request, response: Response) => {
      if (isFull) throw new DOMException("no more room", "QuotaExceededError");
      files.set(absolute(request), await response.text());
    };
    return {
      put,
      match: async (request: string | Request) => {
        const found = files.get(absolute(request));
        return found === undefined ? undefined : new Response(found);
      },
      addAll: (requests: (string | Request)[]) =>
        Promise.all(requests.map(async (request) => put(request, await get(request)))),
    };
  };
  const caches = {
    open: async (name: string) => cacheNamed(name),
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  };
  const self = {
    location: { href: `${HOME}service-worker.js` },
    clients: { claim: async () => undefined },
    addEventListener: (kind: string, listener: (event: unknown) => void) => listeners.set(kind, listener),
  };
  const source = template
    .replace('"%DIGEST%"', JSON.stringify(digest))
    .replace('["%FIRST%"]', '["index.html", "assets/a.js"]')
    .replace('["%LATER%"]', "[]");
  new Function("self", "caches", "fetch", "Request", source)(self, caches, get, HomeRequest);

  const tell = async (kind: string, event: object = {}): Promise<Response | undefined> => {
    const work: Promise<unknown>[] = [];
    let answer: Promise<Response> | undefined;
    const respondWith = (response: Promise<Response>) => {
      answer = response;
    };
    listeners.get(kind)!({ ...event, respondWith, waitUntil: (part: Promise<unknown>) => work.push(part) });
    const response = await answer;
    await Promise.all(work);
    return response;
  };
  return { asked, kept, tell };
}

it("takes the page of a new build from its host, whatever the browser has in its own cache", async () => {
  const { asked, tell } = workerOf("b");
  await tell("install");
  expect(asked).toEqual(["index.html", "assets/a.js"].map((name) => ({ url: HOME + name, cache: "reload" })));
});

it("drops what it kept of older builds, and nothing of another studio on its host", async () => {
  const kept: Kept = new Map();
  await workerOf("a", { kept }).tell("install");
  const [older] = kept.keys();
  const others = [older!.replace("/studio/", "/studio/two/"), older!.replace("/studio/", "/")];
  for (const name of others) kept.set(name, new Map());
  const newer = workerOf("b", { kept });
  await newer.tell("install");
  await newer.tell("activate");
  expect([...kept.keys()]).toEqual([...others, older!.replace(/a$/, "b")]);
});

it("answers with a file that it has no room to keep", async () => {
  const { tell, kept } = workerOf("a", { isFull: true });
  const response = await tell("fetch", { request: new Request(`${HOME}assets/a.js`) });
  expect(await response!.text()).toBe("new");
  expect([...kept.values()].flatMap((files) => [...files.keys()])).toEqual([]);
});

it("keeps a file that was missing, and answers with it from then on", async () => {
  const { tell, asked } = workerOf("a");
  for (const _ of [1, 2]) {
    const response = await tell("fetch", { request: new Request(`${HOME}assets/a.js`) });
    expect(await response!.text()).toBe("new");
  }
  expect(asked).toHaveLength(1);
});
