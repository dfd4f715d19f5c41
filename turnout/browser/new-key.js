// Keys of what a phone says: the server takes each in once, however often it is sent.

/** Return a new key: 128 random bits, also on plain http, where there is no randomUUID. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").slice(0, 22);
}
