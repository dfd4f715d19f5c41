// The live line: one EventSource, looked after so that no screen ever needs a hand.

const QUIET_MS = 40_000; // two beats of 15 s missed, and a little
const GRACE_MS = 2_500; // a blink is not an outage
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;
const RELOAD_APART_MS = 60_000; // two servers of two versions must not make a page flap

/**
 * Keep listening at `url`. Returns {close()}.
 *
 * onPicture(picture): each picture, newest only.
 * onState({live, heard}): on every change; `heard` is the Date something was last heard.
 * onBuild(build): the server now runs another version than when this page was loaded.
 * has: the picture that the page came with, as it was sent; it is not sent again to begin with.
 */
export function connect(url, { onPicture, onState = () => {}, onBuild = reloadOnce, has }) {
  const line = new Line(url, { onPicture, onState, onBuild }, has);
  line.open();
  return line;
}

class Line {
  constructor(url, tell, has) {
    Object.assign(this, { url, tell, live: null, heard: new Date(), tries: 0, seq: -1 });
    Object.assign(this, { picture: has, since: has ? `?since=${has.seq}` : "" });
    this.wake = () => this.#wake();
    this.leave = () => this.#drop();
    window.addEventListener("online", this.wake);
    window.addEventListener("pageshow", this.wake);
    window.addEventListener("pagehide", this.leave);
    document.addEventListener("visibilitychange", this.wake);
  }

  open() {
    this.#drop();
    this.fresh = true; // after a restore the clock may stand earlier: the first picture counts
    const source = (this.source = new EventSource(this.url + this.since));
    source.onopen = () => this.#hear();
    source.onmessage = (event) => this.#take(event);
    source.addEventListener("beat", () => this.#hear());
    source.addEventListener("forecast", (event) => this.#expect(event));
    source.addEventListener("hello", (event) => this.#greet(event.data));
    // Some errors close an EventSource for good (502, 404): we open the next one ourselves,
    // always, and spread out: a thousand phones must not come back in the same instant.
    source.onerror = () => this.#retry();
    this.#watch();
  }

  close() {
    this.#drop();
    clearTimeout(this.graceTimer);
    window.removeEventListener("online", this.wake);
    window.removeEventListener("pageshow", this.wake);
    window.removeEventListener("pagehide", this.leave);
    document.removeEventListener("visibilitychange", this.wake);
  }

  #take(event) {
    this.#hear();
    let picture;
    try {
      picture = JSON.parse(event.data);
    } catch {
      return; // cut off on its way: the next one is whole
    }
    if (picture.seq < this.seq && !this.fresh) return;
    this.fresh = false;
    this.seq = picture.seq;
    this.picture = picture;
    this.tell.onPicture(picture);
  }

  /** What is expected comes a little after the counts, which are not sent again for it. */
  #expect(event) {
    this.#hear();
    if (!this.picture) return; // the page was drawn with it
    this.picture = { ...this.picture, forecast: JSON.parse(event.data) };
    this.tell.onPicture(this.picture);
  }

  #greet(build) {
    this.#hear();
    this.since = ""; // said once: whoever comes back is drawn anew
    this.build ??= build;
    if (build !== this.build) this.tell.onBuild(build);
  }

  #hear() {
    this.heard = new Date();
    this.tries = 0;
    clearTimeout(this.graceTimer);
    this.graceTimer = 0;
    this.#watch();
    this.#turn(true);
  }

  #watch() {
    clearTimeout(this.watchTimer);
    this.watchTimer = setTimeout(() => this.#retry(), QUIET_MS);
  }

  #retry() {
    this.#drop();
    this.graceTimer ||= setTimeout(() => this.#turn(false), GRACE_MS);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries++);
    this.openTimer = setTimeout(() => this.open(), wait * (0.5 + Math.random() / 2));
  }

  #wake() {
    if (document.hidden) return;
    const asleep = !this.source || Date.now() - this.heard > QUIET_MS;
    if (asleep) this.open();
  }

  #drop() {
    clearTimeout(this.watchTimer);
    clearTimeout(this.openTimer);
    this.source?.close();
    this.source = null;
  }

  #turn(live) {
    if (live === this.live) return;
    this.live = live;
    this.tell.onState({ live, heard: this.heard });
  }
}

/** Load the page anew for a new version of the server, once a minute at most. */
export function reloadOnce() {
  const last = Number(sessionStorage.getItem("turnout-reloaded") ?? 0);
  if (Date.now() - last < RELOAD_APART_MS) return;
  sessionStorage.setItem("turnout-reloaded", String(Date.now()));
  location.reload();
}
