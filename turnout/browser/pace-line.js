// Asks for the days so far when an event has moved, at most once a minute, so that frames stay small.

const APART_MS = 60_000;
const SPREAD_MS = 2_000; // walls of one hall must not ask in the same instant

export class PaceLine {
  /** onDays([[when, coming by then], ...]): called for each answer. url: "" asks for nothing. */
  constructor(url, onDays) {
    Object.assign(this, { url, onDays, asked: -Infinity });
  }

  /** The event stands at `seq` now. */
  hear(seq) {
    if (!this.url || seq === this.seq || this.waiting) return;
    const wait = Math.max(0, this.asked + APART_MS - performance.now());
    this.waiting = setTimeout(() => this.#ask(), wait && wait + Math.random() * SPREAD_MS);
  }

  close() {
    clearTimeout(this.waiting);
    this.url = "";
  }

  async #ask() {
    this.asked = performance.now();
    const answer = await fetch(this.url).then((told) => told.ok && told.json()).catch(() => null);
    this.waiting = 0;
    if (!answer || !this.url) return; // the next movement asks again
    this.seq = answer.seq;
    this.onDays(answer.so_far);
  }
}
