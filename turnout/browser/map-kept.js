// What this phone keeps of a map: reports and marks that the server has not acknowledged, with
// their photos, what it said last, and the map as it was last heard. IndexedDB, since photos are
// large. Where that is shut (a private window) or full, it is kept in this page alone: `lasts` says
// so, and what is told is sent all the same.
import { newKey } from "./new-key.js";

const NAME = "turnout.map";
const SAID = { confirm: true, clean: true, reopen: true, undo: null }; // what can be taken back
const MOST_OWN = 50; // reports of one's own that are shown until somebody looked

/** Return what this phone keeps for the map of `event`. */
export async function openKept(event) {
  return new Kept(event, await open().catch(() => null));
}

class Kept {
  constructor(event, db) {
    Object.assign(this, { event, db, loose: new Map(), looseState: new Map() });
    this.line = "BroadcastChannel" in window ? new BroadcastChannel(`${NAME}/${event}`) : null;
  }

  /** Whether all that is kept here is still there after the page was closed. */
  get lasts() {
    return this.db !== null && this.loose.size === 0;
  }

  /** Call `told` when another tab of this phone changed what is kept. */
  onChange(told) {
    if (this.line) this.line.onmessage = told;
  }

  /** Keep an act; returns it with its key and time, once it is on this phone's disk. */
  async add(told, photos = []) {
    const act = { ...told, key: newKey(), at: Date.now(), event: this.event, photos };
    await this.#write("acts", (store) => store.put(act)).catch(() => this.loose.set(act.key, act));
    this.#tell();
    return act;
  }

  /** Set `more` of an act that is still kept: another tab may have dropped it. */
  async update(key, more) {
    const act = this.loose.get(key);
    if (act) this.loose.set(key, { ...act, ...more });
    else await this.#write("acts", (store) => later(store.get(key), (known) => known && store.put({ ...known, ...more })));
    this.#tell();
  }

  async drop(key) {
    if (!this.loose.delete(key) && this.db) await this.#write("acts", (store) => store.delete(key));
    this.#tell();
  }

  /** Return all kept acts of this map, the oldest first. */
  async all() {
    const kept = await this.#read("acts", (store) => store.getAll()).catch(() => []);
    return [...kept, ...this.loose.values()].filter(({ event }) => event === this.event).sort((a, b) => a.at - b.at);
  }

  /** Keep `value` under a name: "map", "waiting", "own" or "last". */
  async keep(name, value) {
    this.looseState.set(name, value);
    await this.#write("state", (store) => store.put(value, [this.event, name])).catch(() => {});
  }

  async kept(name) {
    const here = this.looseState.get(name);
    return here ?? this.#read("state", (store) => store.get([this.event, name])).catch(() => undefined);
  }

  /** An act was answered: keep what can be taken back, and a report until somebody looked. */
  async answered({ kind, area, title, text, size, geometry, was }, { seq, area: number, held }) {
    if (kind in SAID) await this.keep("last", SAID[kind] && { kind, area, title, was, of: seq, at: Date.now() });
    if (kind !== "put" || !held) return;
    const own = ((await this.kept("own")) ?? []).filter((each) => each.id !== number);
    await this.keep("own", [...own, { id: number, title, text, size, geometry }].slice(-MOST_OWN));
  }

  #tell() {
    this.line?.postMessage("changed");
  }

  #read(store, act) {
    return this.#run(store, "readonly", act);
  }

  #write(store, act) {
    return this.#run(store, "readwrite", act);
  }

  async #run(store, mode, act) {
    const change = this.db.transaction(store, mode, { durability: "strict" });
    const asked = act(change.objectStore(store));
    return new Promise((done, fail) => {
      change.oncomplete = () => done(asked.result);
      change.onerror = change.onabort = () => fail(change.error ?? new Error("nothing was kept"));
    });
  }
}

function later(asked, act) {
  asked.onsuccess = () => act(asked.result);
  return asked;
}

function open() {
  return new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("acts", { keyPath: "key" });
      asked.result.createObjectStore("state");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });
}
