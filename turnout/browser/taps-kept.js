// What this phone keeps for one lead, or at the door, of one event: taps the server has not acknowledged, and what
// stood when it was last heard. localStorage, because it is written before the tap is shown, also
// when the tab is closed in that instant. Each tap has an entry of its own: two tabs of one phone
// cannot overwrite each other's.
import { newKey } from "./new-key.js";

const ROOT = "turnout.pocket";
const MOST_TAKEN = 200; // keys remembered as acknowledged, for other tabs that still show them

/** Return the lead whose pocket was last open here, or null. */
export const rememberedLead = (event) => Number(read(`${ROOT}/${event}/lead`)) || null;
export const rememberLead = (event, lead) => write(`${ROOT}/${event}/lead`, lead);

/** Forget everything kept here for `event`, of every lead, or of whatever page has that root. */
export function forgetEvent(event, root = ROOT) {
  entries(`${root}/${event}/`).forEach(([name]) => localStorage.removeItem(name));
}

export class Kept {
  constructor(event, lead, root = ROOT) {
    this.root = `${root}/${event}/${lead}/`;
  }

  /** Keep a tap; returns it with its key, place and time. Throws where the phone keeps nothing. */
  add(told) {
    const all = this.taps();
    const last = all.at(-1);
    const tap = { ...told, key: newKey(), order: (last?.order ?? 0) + 1,
      at: Math.max(Date.now(), last?.at ?? 0) };
    this.#put(tap);
    return tap;
  }

  /** Return all kept taps in the order they were made; `waiting` only what is still to be sent. */
  taps() {
    const kept = entries(`${this.root}tap/`).map(([, tap]) => tap);
    return kept.sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  }

  waiting() {
    const taken = new Set(this.state?.taken);
    return this.taps().filter((tap) => !tap.refused && !tap.held && !taken.has(tap.key));
  }

  refused() {
    return this.taps().filter((tap) => tap.refused);
  }

  /** Return the taps that the server has, and that an organizer decides of. */
  held() {
    return this.taps().filter((tap) => tap.held);
  }

  /** Keep what the server said of a tap that waits there; the contact was only to be sent. */
  hold(key, held) {
    const tap = read(`${this.root}tap/${key}`);
    if (tap) this.#put({ ...tap, held, contact: undefined });
  }

  refuse(key, refused) {
    const tap = read(`${this.root}tap/${key}`);
    if (tap) this.#put({ ...tap, refused });
  }

  /** Let a refused tap wait again, as said now: what it met may have changed. */
  again(key) {
    const { refused, ...tap } = read(`${this.root}tap/${key}`);
    this.#put({ ...tap, at: Date.now(), order: this.taps().at(-1).order + 1 });
  }

  drop(key) {
    localStorage.removeItem(`${this.root}tap/${key}`);
  }

  get state() {
    return read(`${this.root}state`);
  }

  /** Keep what stands now. `keys` are in it, and are marked before they are dropped, so that no
   *  other tab counts them twice in between. */
  take(state, keys = []) {
    const taken = [...(this.state?.taken ?? []), ...keys].slice(-MOST_TAKEN);
    const now = { ...state, taken, heard: Date.now() };
    try {
      write(`${this.root}state`, now);
    } catch {
      write(`${this.root}state`, { ...now, people: [], share: undefined, after: undefined, roster: 0 }); // no room for more
    }
    keys.forEach((key) => this.drop(key));
  }

  /** The link is no longer good: the numbers stay, the people's names do not. roster: up to which
   *  record a door has them, so that a new link brings them all again. */
  forgetPeople() {
    const { state } = this;
    if (state?.people.length || state?.after) write(`${this.root}state`, { ...state, people: [], after: undefined, roster: 0 });
  }

  get last() {
    return read(`${this.root}last`);
  }

  /** What an undo would take back; never with a contact, which leaves the phone with its tap. */
  set last(tap) {
    write(`${this.root}last`, tap && { ...tap, contact: undefined });
  }

  /** Call `told` when another tab of this phone changed something. */
  onChange(told) {
    const hear = ({ key }) => (key === null || key.startsWith(this.root)) && told();
    window.addEventListener("storage", hear);
    return () => window.removeEventListener("storage", hear);
  }

  #put(tap) {
    write(`${this.root}tap/${tap.key}`, tap);
  }
}

export function entries(start) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(start));
  return names.map((name) => [name, read(name)]).filter(([, value]) => value !== null);
}

export function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // storage is shut, or not of our writing
  }
}

export const write = (name, value) => localStorage.setItem(name, JSON.stringify(value));
