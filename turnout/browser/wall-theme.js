// Dark hall or daylight: as a key at this wall said, else as the phone did, else as the page began.

const KEPT = "turnout-board-theme";

export class WallTheme {
  /** first: "light", "dark" or "auto", of the page's own address. */
  constructor(frame, first) {
    Object.assign(this, { frame, first, said: "auto", chosen: remembered() });
    this.#wear();
  }

  /** The phone says `said` now: a choice made at the wall stands until that changes. */
  hear(said = "auto") {
    this.said = said;
    if (this.chosen && this.chosen.over !== said) this.#forget();
    this.#wear();
  }

  /** Switch by a key at this wall; kept here. */
  turn() {
    const dark = getComputedStyle(this.frame).colorScheme === "dark"
      || (this.frame.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    this.chosen = { theme: dark ? "light" : "dark", over: this.said };
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.chosen));
    } catch {
      // not kept, but switched
    }
    this.#wear();
  }

  #forget() {
    this.chosen = null;
    try {
      localStorage.removeItem(KEPT);
    } catch {
      // nothing was kept
    }
  }

  #wear() {
    const chosen = this.chosen?.over === this.said ? this.chosen.theme : "";
    this.frame.dataset.theme = chosen || (this.said === "auto" ? this.first : this.said);
  }
}

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null; // storage is shut in some kiosks
  }
}
