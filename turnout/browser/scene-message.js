// Words to the hall, as large as they fit.
import { el } from "./dom.js";

const MOST = 420; // units: a word alone
const LEAST = 60;

export const open = (wall) => new Message(wall);

class Message {
  constructor(wall) {
    Object.assign(this, { wall, isNameless: true }); // the rally's name stands over its words
    this.words = el("p", { class: "message-words", dir: "auto" });
    this.element = el("div", { class: "scene-message", role: "status" }, this.words);
  }

  enter() {
    this.watch = new ResizeObserver(() => this.#fit());
    this.watch.observe(this.element);
    document.fonts.ready.then(() => this.#fit());
  }

  leave() {
    this.watch?.disconnect();
  }

  draw({ show }) {
    const said = show?.message ?? "";
    if (said === this.words.textContent) return;
    this.words.textContent = said;
    this.#fit();
  }

  /** Find the largest size at which all words stand within the room there is; none is broken,
   * unless it is longer than any line. */
  #fit() {
    if (!this.element.clientWidth) return;
    this.words.classList.remove("broken");
    if (this.wall.frame.dataset.shape === "column") return this.words.style.removeProperty("--fit");
    this.words.classList.toggle("broken", !this.#fits(LEAST));
    let [fits, over] = [LEAST, MOST];
    while (over - fits > 2) {
      const size = Math.round((fits + over) / 2);
      [fits, over] = this.#fits(size) ? [size, over] : [fits, size];
    }
    this.words.style.setProperty("--fit", fits);
  }

  #fits(size) {
    this.words.style.setProperty("--fit", size);
    const { clientWidth: wide, clientHeight: high } = this.element;
    return this.words.scrollWidth <= wide && this.words.scrollHeight <= high;
  }
}
