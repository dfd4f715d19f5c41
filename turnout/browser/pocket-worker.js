// The pocket's service worker; /e/EVENT/pocket/sw.js sets TOLD before it: {build, page, files}.
// It keeps the page and its files, one build at a time, and nothing of any lead.

const NAME = `${TOLD.page} ${TOLD.build}`;
const PATIENCE_MS = 4_000; // one bar of signal: then the kept page is better than a white one

self.addEventListener("install", (event) => {
  const keep = async () => (await caches.open(NAME)).addAll([TOLD.page, ...TOLD.files]);
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clear = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith(`${TOLD.page} `) && name !== NAME);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(clear());
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { pathname, origin } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate" && pathname === TOLD.page) event.respondWith(page(event.request));
  else if (TOLD.files.includes(pathname)) event.respondWith(file(event.request));
});

/** The page as the server has it now; without signal, as it was kept. */
async function page(request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(TOLD.page);
  const asked = fetch(request).then((answer) => {
    const same = answer.headers.get("X-Turnout-Build") === TOLD.build;
    if (answer.ok && same) cache.put(TOLD.page, answer.clone()); // the language may be another
    return answer.status >= 500 && kept ? kept.clone() : answer;
  });
  if (!kept) return asked;
  const waited = new Promise((done) => { setTimeout(done, PATIENCE_MS, kept.clone()); });
  return Promise.race([asked, waited]).catch(() => kept.clone());
}

async function file(request) {
  return (await (await caches.open(NAME)).match(request)) ?? fetch(request);
}
