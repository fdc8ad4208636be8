// Keeps the files of one build of the studio, so that it opens and works without a network. The build fills in their
// names. Everything else on this host, a local server's answers for one, passes by.
const home = new URL("./", self.location.href).href;
// Another studio may stand in another folder of this host; no address holds a blank.
const OWN = `isinglass ${home} `;
const CACHE = `${OWN}${"%DIGEST%"}`;
const FIRST = ["%FIRST%"];
const LATER = ["%LATER%"];

const kept = new Set([...FIRST, ...LATER].map((name) => new URL(name, home).href));

self.addEventListener("install", (event) => {
  event.waitUntil(keepFirst());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

// A page that stands says so: the large files come after it, not before.
self.addEventListener("message", (event) => {
  event.waitUntil(keepLater());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.url.replace(/[?#].*$/, "");
  if (request.method !== "GET") return;
  if (address === home || address === `${home}index.html`) event.respondWith(freshPage(request));
  else if (kept.has(address)) event.respondWith(keptFile(event));
});

/** The page from its host, where that answers: a newer build shows at once. Else as it was kept. */
async function freshPage(request) {
  try {
    return await fetch(request);
  } catch {
    return (await fromCache(`${home}index.html`)) ?? Response.error();
  }
}

/** Names carry digests of contents, so that a kept file is never stale. */
async function keptFile(event) {
  const { request } = event;
  const found = await fromCache(request);
  if (found) return found;
  const response = await fetch(request);
  if (response.status === 200) event.waitUntil(keep(request, response.clone()));
  return response;
}

async function fromCache(request) {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true });
}

/** Where the browser gives no more room, the file is had from its host. */
async function keep(request, response) {
  const cache = await caches.open(CACHE);
  await cache.put(request, response).catch(() => undefined);
}

/** Past the browser's own cache: the page of an older build would name files that are gone. */
async function keepFirst() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FIRST.map((name) => new Request(name, { cache: "reload" })));
}

async function keepLater() {
  const cache = await caches.open(CACHE);
  for (const name of LATER) if (!(await cache.match(name))) await cache.add(name);
}

async function dropOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(older.map((name) => caches.delete(name)));
}
