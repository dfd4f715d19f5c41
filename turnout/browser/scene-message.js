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

  /** Find the largest size at which all words stand within the room there is. */
  #fit() {
    const { clientWidth: wide, clientHeight: high } = this.element;
    if (!wide || this.wall.frame.dataset.shape === "column") return this.words.style.removeProperty("--fit");
    let [fits, over] = [LEAST, MOST];
    while (over - fits > 2) {
      const size = Math.round((fits + over) / 2);
      this.words.style.setProperty("--fit", size);
      const inside = this.words.scrollWidth <= wide && this.words.scrollHeight <= high;
      [fits, over] = inside ? [size, over] : [fits, size];
    }
    this.words.style.setProperty("--fit", fits);
  }
}
