// The pages of a scene: they turn calmly, go on where they were the next time, and can be held.
import { still } from "./motion.js";

const TURN_MS = 10_000;
const FADE_MS = 180;

export class Pages {
  /** list: what fades when a page is turned; draw(): draws the page we are on. */
  constructor(t, list, draw) {
    Object.assign(this, { t, list, draw, page: 0, count: 1, held: false, say: () => {} });
  }

  /** say(words): called with what page it is, of how many; "" for one alone. */
  tell(say) {
    this.say = say;
    this.#number();
  }

  /** Return those of `entries` that stand on the page we are on, of `each` on a page. */
  of(entries, each) {
    this.count = Math.max(1, Math.ceil(entries.length / each));
    this.page = Math.min(this.page, this.count - 1);
    this.#number();
    const even = Math.ceil(entries.length / this.count) || 1; // no page of one
    return entries.slice(this.page * even, (this.page + 1) * even);
  }

  enter() {
    if (this.seen) this.page = (this.page + 1) % this.count;
    this.seen = true;
    this.timer = setInterval(() => this.held || document.hidden || this.turn(1), TURN_MS);
  }

  leave() {
    clearInterval(this.timer);
  }

  isAtEnd(by) {
    return this.page + by < 0 || this.page + by >= this.count;
  }

  hold(held) {
    this.held = held;
    this.#number();
  }

  async turn(by) {
    if (this.count < 2) return;
    this.page = (this.page + by + this.count) % this.count;
    await this.#fade([1, 0]);
    this.draw();
    this.#fade([0, 1]);
  }

  #number() {
    const { t, page, count, held } = this;
    const said = count > 1 ? t("board.page", { page: page + 1, pages: count }) : "";
    this.say(held && said ? `${said} (${t("board.held")})` : said);
  }

  async #fade([from, to]) {
    if (still()) return;
    const fading = this.list.animate([{ opacity: from }, { opacity: to }], { duration: FADE_MS });
    await fading.finished.catch(() => {});
  }
}

/** A scene of pages: what all of them have in common. */
export class PagedScene {
  constructor(wall, element, list = element) {
    Object.assign(this, { wall, t: wall.t, element, list });
    this.pages = new Pages(wall.t, list, () => this.draw(this.picture, new Date()));
  }

  /** Return whether all stand below one another, on a phone: then there are no pages. */
  get isColumn() {
    return this.wall.frame.dataset.shape === "column";
  }

  enter() { this.pages.enter(); }
  leave() { this.pages.leave(); }
  turn(by) { this.pages.turn(by); }
  isAtEnd(by) { return this.pages.isAtEnd(by); }
  hold(held) { this.pages.hold(held); }
}
