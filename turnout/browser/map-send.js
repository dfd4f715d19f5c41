// Sends what a phone keeps of a map, oldest first, until the server has acknowledged each: an act
// by its key, then its photos one by one. Sending again is harmless: a known key is answered again.
//
// An act waits; or it has its `answer` and `sent` photos of it are there too; or it is `refused`,
// or the server offers a `repair`; or all is said and photos were `lost`: somebody has to read why.

const AGAIN_MS = 4_000;
const LONGEST_AGAIN_MS = 60_000;
const ACT_MS = 30_000; // a dead line must not hold up the next try
const PHOTO_MS = 120_000;

/** Return whether an act is still to be sent, or its photos are. */
export const waits = ({ refused, repair, lost }) => !refused && !repair && !lost;

/**
 * Keep sending what is in `kept`.
 *
 * onChange(): something was acknowledged, refused, or could not be sent; look at `kept` again.
 * onSent(act, answer): the server has all of an act.
 */
export function startSending({ at, kept, lang, onChange, onSent }) {
  return new Sending({ at, kept, lang, onChange, onSent });
}

class Sending {
  constructor(told) {
    Object.assign(this, told, { tries: 0, busy: false, more: false, current: null });
    this.go = () => this.now();
    window.addEventListener("online", this.go);
    window.addEventListener("pageshow", this.go);
    this.now();
  }

  /** Send what waits, unless another tab is at it; what is told while we are goes right after. */
  async now() {
    this.more = this.busy;
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      if (await this.#alone(() => this.#all())) this.tries = 0;
      else this.#again(AGAIN_MS);
    } catch {
      this.#again(Math.min(LONGEST_AGAIN_MS, AGAIN_MS * 2 ** this.tries++)); // all of it is kept
    } finally {
      this.busy = false;
      this.current = null;
      this.onChange();
    }
    if (this.more) this.now();
  }

  #again(wait) {
    this.timer = setTimeout(this.go, wait);
  }

  /** Do it where no other tab does; return whether it was done. */
  async #alone(act) {
    if (!navigator.locks) return act();
    const asked = { ifAvailable: true };
    return navigator.locks.request(`turnout.map ${this.at}`, asked, (lock) => (lock ? act() : this.#idle()));
  }

  async #idle() {
    return !(await this.kept.all()).some(waits);
  }

  async #all() {
    for (let act; (act = (await this.kept.all()).find(waits)); ) {
      this.current = act.key;
      await this.#one(act);
    }
    return true;
  }

  async #one(act) {
    const answer = act.answer ?? await this.#act(act);
    if (answer.refused || answer.repair) {
      await this.kept.update(act.key, { refused: answer.refused, repair: answer.repair });
      return this.onChange();
    }
    if (!act.answer) {
      await this.kept.update(act.key, { answer, contact: "" }); // the contact has left this phone
      this.onChange();
    }
    const why = await this.#photos(act);
    await this.kept.answered(act, answer);
    await (why.length ? this.kept.update(act.key, { lost: why }) : this.kept.drop(act.key));
    return this.onSent(act, answer);
  }

  /** Send the photos that are still to be sent; return why some were not taken. */
  async #photos({ key, photos, sent = 0, whyNot = [] }) {
    const why = [...whyNot];
    for (let place = sent; place < photos.length; place++) {
      const refused = await this.#photo(key, place, photos[place]);
      if (refused) why.push(refused);
      await this.kept.update(key, { sent: place + 1, whyNot: why });
    }
    return why;
  }

  async #act({ photos, at, answer, event, sent, whyNot, was, ...told }) {
    const acts = [{ ...told, age: (Date.now() - at) / 1_000 }];
    const heard = await this.#post("acts", ACT_MS, JSON.stringify({ acts }), "application/json");
    if (isFinal(heard.status)) return { refused: { status: heard.status } };
    if (!heard.ok) throw new Error(`answered ${heard.status}`);
    const { answers } = await heard.json();
    if (!answers?.length) throw new Error("no answer");
    return answers[0];
  }

  /** Send one photo; return why it was not taken, or "". */
  async #photo(key, place, { blob, kind }) {
    const asked = new URLSearchParams({ key, place, kind });
    const heard = await this.#post(`photos?${asked}`, PHOTO_MS, blob, blob.type || "image/jpeg");
    if (heard.ok) return "";
    if (!isFinal(heard.status)) throw new Error(`answered ${heard.status}`);
    return (await heard.json().catch(() => ({}))).refused ?? { status: heard.status };
  }

  #post(path, patience, body, type) {
    return fetch(`${this.at}/${path}`, {
      method: "POST", body, headers: { "Content-Type": type, "Accept-Language": this.lang },
      signal: AbortSignal.timeout?.(patience),
    });
  }
}

/** Whether asking again is answered alike: not where the server is busy, slow or being restarted. */
const isFinal = (status) => status >= 400 && status < 500 && status !== 408 && status !== 429;
