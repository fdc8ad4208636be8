// Keeps the files of one build of the studio, so that it opens and works without a network. The build fills in their
// names. Everything else on this host, a local server's answers for one, passes by.
const CACHE = `isinglass-${"%DIGEST%"}`;
const FIRST = ["%FIRST%"];
const LATER = ["%LATER%"];

const home = new URL("./", self.location.href).href;
const kept = new Set([...FIRST, ...LATER].map((name) => new URL(name, home).href));

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FIRST)));
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
  else if (kept.has(address)) event.respondWith(keptFile(request));
});

/** The page from its host, where that answers: a newer build shows at once. Else as it was kept. */
async function freshPage(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(`${home}index.html`)) ?? Response.error();
  }
}

/** Names carry digests of contents, so that a kept file is never stale. */
async function keptFile(request) {
  const found = await caches.match(request, { ignoreSearch: true });
  if (found) return found;
  const response = await fetch(request);
  if (response.status === 200) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}

async function keepLater() {
  const cache = await caches.open(CACHE);
  for (const name of LATER) if (!(await cache.match(name))) await cache.add(name);
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith("isinglass-") && name !== CACHE).map((name) => caches.delete(name)),
  );
}
