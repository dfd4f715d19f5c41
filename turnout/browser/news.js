// What a scene asks for beside the live picture: one JSON file that goes by the same seq, anew
// once the event moved and no more often than so, so that a busy hour's requests stay few.

const SPREAD_MS = 2_000; // walls of one hall must not ask in the same instant

export class News {
  /** url: "" asks for nothing. onTold(): called for each answer; `told` is the newest. */
  constructor(url, apartMs, onTold) {
    Object.assign(this, { url, apartMs, onTold, told: null, asked: -Infinity, waiting: 0 });
  }

  /** The event stands at `seq` now, and somebody wants to know. */
  hear(seq) {
    if (!this.url || seq === this.seq || this.waiting) return;
    const wait = Math.max(0, this.asked + this.apartMs - performance.now());
    this.waiting = setTimeout(() => this.#ask(seq), wait && wait + Math.random() * SPREAD_MS);
  }

  /** Ask at the next movement, however short ago the last answer was: it may say too much by now. */
  hurry() {
    if (this.asked === -Infinity) return; // nobody wanted to know yet
    clearTimeout(this.waiting);
    Object.assign(this, { asked: -Infinity, waiting: 0 });
  }

  close() {
    clearTimeout(this.waiting);
    this.url = "";
  }

  async #ask(heard) {
    this.asked = performance.now();
    const own = this.waiting;
    const told = await fetch(this.url).then((answer) => answer.ok && answer.json()).catch(() => null);
    if (own !== this.waiting) return; // hurried past: this answer may be older than what was hidden since
    this.waiting = 0;
    if (!told || !this.url) return; // what was told before stays; the next movement asks again
    this.seq = Math.max(told.seq, heard); // a campaign's map goes by the campaign's
    this.told = told;
    this.onTold();
  }
}
