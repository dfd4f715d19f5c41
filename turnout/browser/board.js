// The wall, for a hall: on the light page /e/EVENT/board and inside Streamlit. One scene stands on
// it at a time (stage.js); where nobody has made a show of it, that is the poster.
//
//   mountBoard(root, {picture, words, lang, liveUrl, joinUrl, qrSvgUrl, qrReason, theme})
//     root      an element, or the ShadowRoot of a Streamlit component (it brings its own styles)
//     words     for_browser(lang, "light", "board", "show", "contest", ...)
//     paceUrl, rollUrl, storiesUrl, areasUrl   where a scene asks for more; "" for a wall without
//     joinUrl   what is written beside the code, as it shall be typed; "" shows neither
//     qrSvgUrl  the code as a picture, or null, with qrReason saying why there is none
//     shows     the origin that the page's policy lets live video in from
//     theme     "light", "dark" or "auto"; a phone's word wins over it, and a key at the wall over both
//   returns {show(picture), close()}.
import { announcer } from "./announce.js";
import { buildChrome, drawJoin } from "./chrome.js";
import { el, setText } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { connect } from "./live.js";
import { Met } from "./met.js";
import { News } from "./news.js";
import { TotalScene } from "./scene-total.js";
import { seenBy } from "./seeing.js";
import { Stage } from "./stage.js";
import { total } from "./standing.js";
import { WallTheme } from "./wall-theme.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

const WALL_WIDTH = 640; // narrower, or taller than wide, it is one column
const SHEETS = ["tokens.css", "bar.css", "board.css", "scene.css", "pace.css"];
const APART_MS = { pace: 60_000, roll: 5_000, stories: 15_000, areas: 5_000 };

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
    const sheet = el("div", { class: "sheet" });
    const chrome = buildChrome(t, options);
    Object.assign(this, { t, frame, chrome, options, root, inShadow: root instanceof ShadowRoot });
    this.theme = new WallTheme(frame, options.theme ?? "auto");
    this.news = this.#newsOf(options);
    frame.append(el("div", { class: "wall-units" }, sheet, chrome.met, chrome.keys, chrome.spoken));
    this.stage = new Stage(this, sheet, new TotalScene(this));
    this.met = new Met(t, options.picture.event, (words) => setText(chrome.met, words));
    this.announce = announcer(chrome.spoken);
    this.#dress(root);
    this.shape = new ResizeObserver(() => this.#fit());
    this.shape.observe(frame);
    this.quietKeys = listenToKeys(this);
    this.stopWaking = onWake(() => this.redraw()); // a laptop that slept shows what stands by now
    this.held = holdAwake();
    document.fonts.ready.then(() => this.#fit());
  }

  /** Draw `picture`; it stays until the next one, whatever happens to the line. */
  show(sent) {
    const picture = seenBy(sent, "wall");
    const before = this.picture;
    if (before && picture.seq < before.seq && !this.line) return; // an older one from a rerun
    if (this.unnamed !== sent.unnamed.leads) this.news.roll.hurry(); // somebody was hidden, or is named again
    Object.assign(this, { picture, unnamed: sent.unnamed.leads });
    this.theme.hear(picture.show?.theme);
    this.redraw();
    this.met.hear(picture, new Date());
    if (before && before.seq !== picture.seq) this.announce(total(this.t, picture, new Date()));
  }

  listen(url) {
    if (!url) return;
    this.line = connect(`${url}?wall=1`, { // counted, for the phone that turns it
      onPicture: (picture) => this.show(picture),
      onState: (state) => this.#tell(state),
      // A Streamlit page is not ours to load anew; it has its own way of noticing.
      ...(this.inShadow && { onBuild: () => {} }),
    });
  }

  close() {
    this.line?.close();
    for (const each of Object.values(this.news)) each.close();
    this.stage.close();
    this.met.close();
    this.announce.stop();
    this.shape.disconnect();
    this.quietKeys();
    this.stopWaking();
    this.held();
    this.frame.remove();
  }

  /** Bring the style sheet of one scene, once. */
  dress(sheet) {
    this.worn ??= new Map();
    if (!this.worn.has(sheet)) {
      const link = el("link", { rel: "stylesheet", href: new URL(sheet, import.meta.url).href });
      this.worn.set(sheet, new Promise((done) => { link.onload = link.onerror = done; }));
      (this.inShadow ? this.root : document.head).append(link);
    }
    return this.worn.get(sheet);
  }

  #newsOf(options) {
    const told = () => this.redraw();
    return Object.fromEntries(Object.entries(APART_MS).map(([name, apart]) =>
      [name, new News(options[`${name}Url`] ?? "", apart, told)]));
  }

  /** Draw what stands by now: time alone changes some of it. */
  redraw() {
    if (!this.picture) return;
    drawJoin(this.chrome.join, this.picture, this.options, new Date());
    if (this.stage.picture === this.picture) this.stage.draw();
    else this.stage.show(this.picture);
  }

  #tell(state) {
    setText(this.chrome.lost, lastHeard(this.t, this.picture, state));
    this.frame.dataset.line = state.live ? "live" : "lost";
    this.redraw(); // there is less room beside it
  }

  #fit() {
    const { width } = this.frame.getBoundingClientRect();
    const room = this.inShadow ? (width * 9) / 16 : window.innerHeight;
    const shape = width >= WALL_WIDTH && width > room ? "wall" : "column";
    this.frame.dataset.shape = shape;
    this.redraw();
  }

  /** Bring the fonts, and in a shadow root the styles too; show nothing half dressed. */
  #dress(root) {
    loadFonts();
    if (this.inShadow) {
      this.frame.dataset.within = "";
      this.frame.style.visibility = "hidden";
      const worn = SHEETS.map((sheet) => this.dress(sheet));
      Promise.all(worn).then(() => { this.frame.style.visibility = ""; this.#fit(); });
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

/** Call `act` when the screen is looked at again; returns the undoing. */
function onWake(act) {
  const look = () => document.hidden || act();
  document.addEventListener("visibilitychange", look);
  return () => document.removeEventListener("visibilitychange", look);
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
