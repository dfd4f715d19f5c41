// What this phone keeps of a map: reports and marks that the server has not acknowledged, with
// their photos, and the map as it was last heard. IndexedDB, since photos are large; something is
// "kept" only once the phone's own disk has said so.
import { newKey } from "./taps-kept.js";

const NAME = "turnout.map";
const STORES = ["acts", "state"];

/** Return what this phone keeps for the map of `event`. Rejects where it keeps nothing. */
export async function openKept(event) {
  return new Kept(event, await open());
}

class Kept {
  constructor(event, db) {
    Object.assign(this, { event, db });
  }

  /** Keep an act; returns it with its key and time, once it is on this phone's disk. */
  async add(told, photos = []) {
    const act = { ...told, key: newKey(), at: Date.now(), event: this.event, photos };
    await this.put(act);
    return act;
  }

  put(act) {
    return this.#run("acts", "readwrite", (store) => store.put(act));
  }

  drop(key) {
    return this.#run("acts", "readwrite", (store) => store.delete(key));
  }

  /** Return all kept acts of this map, the oldest first. */
  async all() {
    const acts = await this.#run("acts", "readonly", (store) => store.getAll());
    return acts.filter(({ event }) => event === this.event).sort((a, b) => a.at - b.at);
  }

  keepMap(map) {
    return this.#run("state", "readwrite", (store) => store.put(map, this.event));
  }

  map() {
    return this.#run("state", "readonly", (store) => store.get(this.event));
  }

  #run(store, mode, act) {
    return new Promise((done, fail) => {
      const change = this.db.transaction(store, mode, { durability: "strict" });
      const asked = act(change.objectStore(store));
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => fail(change.error ?? new Error("nothing was kept"));
    });
  }
}

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORES[0], { keyPath: "key" });
      asked.result.createObjectStore(STORES[1]);
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}
