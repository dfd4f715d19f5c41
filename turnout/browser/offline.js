// What lets a page open without signal: a service worker that keeps it; and the way to forget it.
import { el } from "./dom.js";

/** Let a service worker keep the page `at`; where the address has no HTTPS, say what that would add. */
export function serveWithoutSignal({ at }, root, withoutHttps) {
  if (!("serviceWorker" in navigator)) {
    root.after(el("p", { class: "aside", text: withoutHttps }));
    return;
  }
  navigator.serviceWorker.register(`${at}/sw.js`, { scope: at }).catch(() => {
    // No signal, or no link yet: it is tried again when the page is next opened.
  });
}

/** Forget the page `at` and its files. */
export async function forgetFiles(at) {
  if (!("serviceWorker" in navigator)) return;
  const worker = await navigator.serviceWorker.getRegistration(at);
  await worker?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(`${at} `)) await caches.delete(name);
}
