// What is known of a map: its areas as the server has them, kept up to date; who holds the phone;
// and, for stewards and organizers, the reports that wait for a look.

const NOBODY = { role: "", mine: [] };
const ANSWER_MS = 30_000; // what is sent waits for what stands: a dead line must not hold it up

/** Return what is known of the map of `options`; onChange is called whenever there is news. */
export const dataOf = (options, onChange) => new Data(options, onChange);

class Data {
  constructor(options, onChange) {
    Object.assign(this, { options, onChange, kept: null, features: new Map(), waiting: [], dates: [], groups: [], me: NOBODY });
    Object.assign(this, { asking: null, again: false, anew: false, questions: 0 });
  }

  /** Return all areas that may be seen here; one that was just looked at no longer waits. */
  get all() {
    return [...this.waiting, ...this.features.values()];
  }

  take(map) {
    if (map.since === null) this.features.clear();
    map.gone.forEach((id) => this.features.delete(id));
    map.features.forEach((feature) => this.features.set(feature.id, feature));
    Object.assign(this, { seq: map.seq, dates: map.dates, groups: map.groups });
    this.kept?.keep("map", { ...map, features: [...this.features.values()], since: null, gone: [] });
    this.onChange();
  }

  /** Get what changed, one question at a time; all of it where the clock was set back. Who asks
   *  while a question is under way waits for the answer to the next one. */
  async refresh(seq = this.seq) {
    this.anew ||= seq < this.seq;
    this.again = true;
    this.asking ??= this.#ask();
    await this.asking;
  }

  async #ask() {
    try {
      while (this.again) {
        const since = new URLSearchParams(this.anew ? {} : { since: this.seq });
        Object.assign(this, { again: false, anew: false });
        const heard = await this.#get(`${this.options.areasUrl}?${since}`);
        if (heard) this.take(heard); // else the line says when it was lost
        if (!this.again) await this.seeWaiting();
      }
    } finally {
      this.asking = null;
    }
  }

  /** Take up what this phone kept: the map where it is newer than the page's, and what waits. */
  async recall(kept) {
    this.kept = kept;
    const map = await kept.kept("map");
    this.waiting = (await kept.kept("waiting")) ?? [];
    if (map?.seq > this.seq) this.take(map);
  }

  async whoAmI() {
    this.me = (await this.#get(`${this.options.at}/me`)) ?? (await this.kept.kept("me")) ?? NOBODY;
    this.kept.keep("me", this.me);
    await this.seeWaiting();
  }

  /** Get the reports that wait for a look; only stewards and organizers are answered. */
  async seeWaiting() {
    const question = ++this.questions;
    const heard = this.me.role && (await this.#get(`${this.options.at}/waiting`));
    if (question !== this.questions) return; // asked again meanwhile: this answer is the older one
    this.waiting = this.me.role ? heard?.features ?? this.waiting : [];
    this.kept?.keep("waiting", this.waiting);
    this.onChange();
  }

  async #get(address) {
    const heard = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout?.(ANSWER_MS) }).catch(() => null);
    return heard?.ok ? heard.json().catch(() => null) : null;
  }
}
