// Sends what a phone keeps of a map, oldest first, until the server has acknowledged each: an act
// by its key, then its photos one by one. Sending again is harmless: a known key is answered again.

const AGAIN_MS = 4_000;
const LONGEST_AGAIN_MS = 60_000;

/**
 * Keep sending what is in `kept`.
 *
 * onChange(): something was acknowledged, refused, or could not be sent; look at `kept` again.
 */
export function startSending({ at, kept, lang, onChange }) {
  return new Sending(at, kept, lang, onChange);
}

class Sending {
  constructor(at, kept, lang, onChange) {
    Object.assign(this, { at, kept, lang, onChange, tries: 0, busy: false, signal: true });
    this.go = () => this.now();
    window.addEventListener("online", this.go);
    window.addEventListener("pageshow", this.go);
    this.now();
  }

  /** Send what waits, unless that is being done already. */
  async now() {
    if (this.busy) return;
    this.busy = true;
    clearTimeout(this.timer);
    try {
      for (const act of await this.kept.all()) if (!act.refused && !act.repair) await this.#one(act);
      this.signal = true;
      this.tries = 0;
    } catch {
      this.signal = false; // what was not sent is kept
      const wait = Math.min(LONGEST_AGAIN_MS, AGAIN_MS * 2 ** this.tries++);
      this.timer = setTimeout(this.go, wait);
    } finally {
      this.busy = false;
      this.onChange();
    }
  }

  async #one(act) {
    const answer = act.answer ?? await this.#act(act);
    if (answer.refused || answer.repair) return this.kept.put({ ...act, ...answer });
    let left = act.photos;
    while (left.length) {
      const refused = await this.#photo(act.key, act.photos.length - left.length, left[0]);
      left = left.slice(1);
      await this.kept.put({ ...act, answer, photos: act.photos, sent: act.photos.length - left.length,
        lost: [...(act.lost ?? []), ...refused] });
    }
    await this.kept.drop(act.key);
    return this.onChange();
  }

  async #act({ photos, at, answer, event, ...told }) {
    const acts = [{ ...told, age: (Date.now() - at) / 1_000 }];
    const heard = await fetch(`${this.at}/acts`, {
      method: "POST", body: JSON.stringify({ acts }),
      headers: { "Content-Type": "application/json", "Accept-Language": this.lang },
    });
    if (!heard.ok && heard.status !== 403) throw new Error(`answered ${heard.status}`);
    const { answers } = await heard.json();
    if (!answers?.length) throw new Error("no answer");
    return answers[0];
  }

  async #photo(key, place, { blob, kind }) {
    const asked = new URLSearchParams({ key, place, kind });
    const heard = await fetch(`${this.at}/photos?${asked}`, {
      method: "POST", body: blob,
      headers: { "Content-Type": blob.type || "image/jpeg", "Accept-Language": this.lang },
    });
    if (heard.ok) return [];
    if (heard.status >= 500 || heard.status === 429) throw new Error(`answered ${heard.status}`);
    return [(await heard.json()).refused ?? ""];
  }
}
