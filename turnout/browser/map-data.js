// What is known of a map: its areas as the server has them, kept up to date; who holds the phone;
// and, for stewards and organizers, the reports that wait for a look.

const NOBODY = { role: "", mine: [] };

/** Return what is known of the map of `options`; onChange is called whenever there is news. */
export const dataOf = (options, onChange) => new Data(options, onChange);

class Data {
  constructor(options, onChange) {
    Object.assign(this, { options, onChange, kept: null, features: new Map(), waiting: [], dates: [], groups: [], me: NOBODY });
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

  /** Get what changed, one question at a time; all of it where the clock was set back. */
  async refresh(seq = this.seq) {
    this.again = this.asking;
    if (this.asking) return;
    this.asking = true;
    const since = new URLSearchParams(seq >= this.seq ? { since: this.seq } : {});
    const heard = await this.#get(`${this.options.areasUrl}?${since}`);
    if (heard) this.take(heard); // else the line says when it was lost
    this.asking = false;
    if (this.again) await this.refresh();
    else await this.seeWaiting();
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
    const heard = this.me.role && (await this.#get(`${this.options.at}/waiting`));
    this.waiting = this.me.role ? heard?.features ?? this.waiting : [];
    this.kept?.keep("waiting", this.waiting);
    this.onChange();
  }

  async #get(address) {
    const heard = await fetch(address, { cache: "no-store" }).catch(() => null);
    return heard?.ok ? heard.json().catch(() => null) : null;
  }
}
