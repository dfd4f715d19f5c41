// The line between a phone and the server: sends what is kept, in order, until it is acknowledged.
// A tap leaves the phone's storage only when the answer to its key has come.

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 20_000;
const ANSWER_MS = 15_000; // one bar of signal is slow before it is gone

/**
 * Keep `kept` and the server at one. beside(): what is said of this phone with each post and
 * question, as {lead}. `tell()` is called on every change of what this line knows:
 * trouble: "" | "signal" | "server" | "gone" (the link is no longer good); busy: a try is under way;
 * ever: whether the server was heard since the page was opened.
 */
export class Line {
  constructor({ at, lang, lead, beside = () => ({ lead }) }, kept, tell) {
    Object.assign(this, { at, lang, beside, kept, tell, trouble: "", busy: false, ever: false, tries: 0 });
    this.wake = () => document.hidden || this.go();
    this.fall = () => { this.trouble ||= "signal"; this.tell(); };
    window.addEventListener("online", this.wake);
    window.addEventListener("offline", this.fall);
    window.addEventListener("pageshow", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.wake);
    window.removeEventListener("offline", this.fall);
    window.removeEventListener("pageshow", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
  }

  /** Send what waits, or ask what stands; while one try is under way, another follows it. */
  async go() {
    if (this.closed) return;
    if (this.busy) {
      this.more = true;
      return;
    }
    clearTimeout(this.timer);
    Object.assign(this, { busy: true, more: false });
    this.tell();
    try {
      await this.#alone(() => this.#try());
    } catch {
      this.trouble = "server"; // what came could not be kept: the taps stay, and go again later
    } finally {
      this.busy = false;
    }
    if (this.closed) return;
    this.tell();
    if (this.trouble === "gone") return;
    if (this.trouble) this.#later();
    else if (this.more || this.kept.waiting().length) this.go();
  }

  /** What stands must not be read while another tab of this phone sends: it would count twice. */
  #alone(act) {
    const { locks } = navigator; // none on plain http; there the server's keys alone keep count
    return locks ? locks.request(this.kept.root, act) : act();
  }

  async #try() {
    const waiting = this.kept.waiting();
    let answer;
    try {
      answer = await (waiting.length ? this.#send(waiting) : this.#ask());
    } catch {
      this.trouble = "signal";
      return;
    }
    if (this.closed) return; // whoever had this phone forget them is not written down again
    const { status, told } = answer;
    this.trouble = status === 403 && told?.gone ? "gone" : status === 200 && told ? "" : "server";
    const answers = told?.answers ?? [];
    for (const each of answers) if (each.refused) this.kept.refuse(each.key, each.refused);
    for (const each of answers) if (each.held) this.kept.hold(each.key, each.held);
    if (this.trouble === "gone") this.kept.forgetPeople();
    if (this.trouble) return;
    const { answers: _, ...state } = told;
    this.kept.take(state, answers.filter((each) => !each.refused && !each.held).map((each) => each.key));
    Object.assign(this, { ever: true, tries: 0 });
  }

  #send(waiting) {
    const now = Date.now();
    // Each tap tells its age: a phone's clock may be hours off, but it goes at the right speed.
    const taps = waiting.slice(0, 100).map(({ at, order, was, ...tap }) =>
      ({ ...tap, age: Math.max(0, now - at) / 1000 }));
    return this.#fetch(`${this.at}/taps`, { method: "POST",
      headers: { "Content-Type": "application/json", "Accept-Language": this.lang },
      body: JSON.stringify({ ...this.beside(), taps }) });
  }

  #ask() {
    return this.#fetch(`${this.at}/state?${new URLSearchParams(this.beside())}`, { headers: { "Accept-Language": this.lang } });
  }

  async #fetch(url, asked) {
    const signal = AbortSignal.timeout(ANSWER_MS);
    const answer = await fetch(url, { ...asked, signal, cache: "no-store", credentials: "same-origin" });
    const text = await answer.text();
    try {
      return { status: answer.status, told: JSON.parse(text) };
    } catch {
      return { status: answer.status, told: null }; // somebody's proxy, or our own page of regret
    }
  }

  #later() {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries++);
    this.timer = setTimeout(() => this.go(), wait * (0.5 + Math.random() / 2));
  }
}
