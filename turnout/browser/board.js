// The wall: one poster for a hall, on the light page /e/EVENT/board and inside Streamlit.
//
//   mountBoard(root, {picture, words, lang, liveUrl, joinUrl, qrSvgUrl, qrReason, theme})
//     root      an element, or the ShadowRoot of a Streamlit component (it brings its own styles)
//     words     for_browser(lang, "light", "board"): both screens' sentences
//     paceUrl   where the days so far are asked for, or nothing for a wall without its pace
//     joinUrl   what is written beside the code, as it shall be typed; "" shows neither
//     qrSvgUrl  the code as a picture, or null, with qrReason saying why there is none
//     theme     "light", "dark" or "auto"; a choice made by key is kept and wins
//   returns {show(picture), close()}.
import { announcer } from "./announce.js";
import { el, setText } from "./dom.js";
import { listenToKeys, rememberedTheme } from "./keys.js";
import { connect } from "./live.js";
import { PaceLine } from "./pace-line.js";
import { Pager } from "./pager.js";
import { buildPoster, drawPoster } from "./poster.js";
import { seenBy } from "./seeing.js";
import { total } from "./standing.js";
import { clock } from "./when.js";
import { speaker } from "./words.js";

const CLOCK_MS = 20_000; // hours to go change without anything coming in
const WALL_WIDTH = 640; // narrower, or taller than wide, it is one column
const MET_MS = 9_000;

export function mountBoard(root, options) {
  const board = new Board(root, options);
  board.show(options.picture);
  board.listen(options.liveUrl);
  return board;
}

class Board {
  constructor(root, options) {
    const t = speaker(options.words, options.lang);
    const frame = el("div", { class: "board", lang: options.lang, "data-shape": "wall" });
    Object.assign(this, { t, frame, options, inShadow: root instanceof ShadowRoot });
    frame.dataset.theme = rememberedTheme() ?? options.theme ?? "auto";
    this.parts = buildPoster(frame, t, options);
    this.pager = new Pager(this.parts, t);
    this.pace = new PaceLine(options.paceUrl, (soFar) => {
      this.pager.soFar = soFar;
      if (this.picture) this.#draw();
    });
    this.announce = announcer(this.parts.spoken);
    this.#dress(root);
    this.shape = new ResizeObserver(() => this.#fit());
    this.shape.observe(frame);
    this.quietKeys = listenToKeys(this);
    this.ticking = setInterval(() => this.#draw(), CLOCK_MS);
    this.held = holdAwake();
    document.fonts.ready.then(() => this.#fit());
  }

  /** Draw `picture`; it stays until the next one, whatever happens to the line. */
  show(sent) {
    const picture = seenBy(sent, "wall");
    const before = this.picture;
    if (before && picture.seq < before.seq && !this.line) return; // an older one from a rerun
    this.picture = picture;
    this.pace.hear(picture.seq);
    this.#draw();
    if (!before || before.seq === picture.seq) return;
    this.announce(total(this.t, picture, new Date()));
    const short = before.goal && before.coming < before.goal;
    if (short && picture.coming >= picture.goal && picture.goal === before.goal) this.#celebrate();
  }

  listen(url) {
    if (!url) return;
    this.line = connect(url, {
      onPicture: (picture) => this.show(picture),
      onState: (state) => this.#tell(state),
      // A Streamlit page is not ours to load anew; it has its own way of noticing.
      ...(this.inShadow && { onBuild: () => {} }),
    });
  }

  close() {
    this.line?.close();
    this.pace.close();
    this.pager.stop();
    this.announce.stop();
    this.shape.disconnect();
    this.quietKeys();
    this.held();
    clearInterval(this.ticking);
    clearTimeout(this.metTimer);
    this.frame.remove();
  }

  #draw() {
    drawPoster(this.parts, this.t, this.picture, this.options, new Date());
    this.pager.show(this.picture);
  }

  #tell({ live, heard }) {
    const time = clock(this.t, this.picture, heard);
    setText(this.parts.lost, live ? "" : this.t("light.last_heard", { time }));
    this.frame.dataset.line = live ? "live" : "lost";
    this.#draw(); // there is less room beside it
  }

  /** Say once, for a moment, that the goal is met. It neither loops nor comes back. */
  #celebrate() {
    const { met } = this.parts;
    setText(met, this.t("board.goal_met", { goal: this.picture.goal }));
    this.metTimer = setTimeout(() => setText(met, ""), MET_MS);
  }

  #fit() {
    const { width } = this.frame.getBoundingClientRect();
    const room = this.inShadow ? (width * 9) / 16 : window.innerHeight;
    const shape = width >= WALL_WIDTH && width > room ? "wall" : "column";
    this.frame.dataset.shape = shape;
    if (this.picture) this.#draw();
  }

  /** Bring the fonts, and in a shadow root the styles too; show nothing half dressed. */
  #dress(root) {
    loadFonts();
    if (this.inShadow) {
      this.frame.dataset.within = "";
      this.frame.style.visibility = "hidden";
      const sheets = ["tokens.css", "bar.css", "board.css", "pace.css"].map((file) =>
        el("link", { rel: "stylesheet", href: new URL(file, import.meta.url).href }));
      const loaded = sheets.map((sheet) => new Promise((done) => {
        sheet.onload = sheet.onerror = done;
      }));
      Promise.all(loaded).then(() => { this.frame.style.visibility = ""; this.#fit(); });
      root.append(...sheets);
    }
    root.append(this.frame);
  }
}

/** A shadow root's own @font-face is ignored: fonts belong to the document. */
function loadFonts() {
  for (const weight of ["500", "600", "700"]) {
    const known = [...document.fonts].some((face) =>
      face.family.includes("Barlow Condensed") && face.weight === weight);
    const file = new URL(`barlow-condensed-${weight}.woff2`, import.meta.url).href;
    if (!known) {
      document.fonts.add(new FontFace("Barlow Condensed", `url("${file}")`,
        { weight, display: "swap" }));
    }
  }
}

/** Keep the screen from sleeping where the browser can (HTTPS only); returns the undoing. */
function holdAwake() {
  let lock = null;
  const hold = async () => {
    if (document.hidden || !navigator.wakeLock) return;
    lock = await navigator.wakeLock.request("screen").catch(() => null);
  };
  document.addEventListener("visibilitychange", hold);
  hold();
  return () => {
    document.removeEventListener("visibilitychange", hold);
    lock?.release();
  };
}
