// The door (/e/EVENT/door): finds people, counts them in, and takes walk-ins, without signal too.
//
//   mountDoor(root, {event, title, zone, at, words, lang, densities, reader})
//     the page holds nothing of anybody; the roster comes from the server, or this phone.
import { headCount } from "./door-count.js";
import { DoorKept } from "./door-kept.js";
import { readCode } from "./door-find.js";
import { rosterList } from "./door-list.js";
import { leaving } from "./door-rest.js";
import { ownWords } from "./door-said.js";
import { scanning } from "./door-scan.js";
import { summed } from "./door-sum.js";
import { walkIns } from "./door-walk.js";
import { el, setText } from "./dom.js";
import { serveWithoutSignal } from "./offline.js";
import { Line } from "./taps-line.js";
import { locale, speaker } from "./words.js";

const LOOK_MS = 4_000; // what other phones let in is seen within it; a look is some hundred bytes

export function mountDoor(root, options) {
  const t = speaker(options.words, options.lang);
  serveWithoutSignal(options, root, t("door.no_https"));
  return new Door(root, options, t);
}

class Door {
  constructor(root, options, t) {
    const kept = new DoorKept(options.event);
    const time = clock(t, options.zone);
    const beside = () => ({ phone: kept.phone, since: kept.state?.seq ?? 0, roster: kept.state?.roster ?? 0 });
    Object.assign(this, { t, kept, time, full: false });
    this.line = new Line({ ...options, beside }, kept, () => this.draw());
    this.parts = this.build(root, options);
    this.deaf = kept.onChange(() => this.draw());
    this.looking = setInterval(() => this.look(), LOOK_MS);
    this.draw();
    this.line.go();
    const openCode = () => readCode(location.hash) && this.parts.list.look(readCode(location.hash));
    window.addEventListener("hashchange", openCode); // by the phone's own camera
    openCode();
  }

  build(root, options) {
    const { t, kept, time } = this;
    const say = (tap) => this.say(tap);
    const act = (does) => (key) => { does(key); this.draw(); this.line.go(); };
    const parts = {
      status: el("p", { class: "status", role: "status" }),
      came: el("p", { class: "came-line" }, el("b"), " ", el("span")),
      list: rosterList(t, { say: (subject, n) => say({ kind: "came", subject, n }), time, scanner: scanning(t, options.reader) }),
      said: ownWords(t, kept, { say, time, again: act((key) => kept.again(key)), drop: act((key) => kept.drop(key)) }),
      count: headCount(t, options.densities, { say, time }),
      walk: walkIns(t, say),
    };
    const leave = leaving(t, { kept, close: () => this.close(), ...options });
    parts.all = [parts.came, parts.said.last, parts.list.root, parts.said.root, parts.count.root, parts.walk.root];
    root.replaceChildren(parts.status, ...parts.all.slice(0, -1), leave, parts.walk.root);
    return parts;
  }

  /** Keep a tap, show it, and send it. Nothing is shown that could not be kept. */
  say(tap) {
    const stood = tap.subject && summed(this.kept).of(tap.subject);
    try {
      this.kept.say({ lead: 0, ...tap, ...(tap.kind === "came" && { was: stood?.came ?? 0 }) });
      this.full = false;
    } catch {
      this.full = true;
    }
    this.draw();
    this.line.go();
  }

  /** Look what other phones said; a line in trouble tries again by itself. */
  look() {
    this.draw();
    if (!document.hidden && !this.line.trouble) this.line.go();
  }

  close() {
    this.line.close();
    this.deaf();
    clearInterval(this.looking);
  }

  draw() {
    const { kept, parts, t } = this;
    if (kept.isOver()) kept.forgetPeople();
    const { state } = kept;
    setText(parts.status, this.status(state));
    parts.status.dataset.trouble = this.full ? "full" : this.line.trouble;
    for (const part of parts.all) part.hidden = !state;
    if (!state) return;
    const sum = { ...summed(kept), state, waiting: kept.waiting() };
    setText(parts.came.firstElementChild, t("door.came", { n: sum.heads }));
    setText(parts.came.lastElementChild, sum.walkIns ? t("door.walked_in", { n: sum.walkIns }) : "");
    parts.list.draw(sum);
    parts.said.draw(sum);
    parts.count.draw(sum);
    parts.walk.draw(state);
  }

  /** The truth, at every moment, about what this phone knows and the desk has. */
  status(state) {
    const { t, line, kept } = this;
    const n = kept.waiting().length;
    const time = state ? this.time(state.heard) : "";
    if (this.full) return t("door.full");
    if (kept.isOver()) return t(n ? "door.over_kept" : "door.over", { n });
    if (line.trouble === "gone") return t(n ? "door.gone_kept" : "door.gone", { n });
    if (line.trouble) return t(n ? `door.${line.trouble}_kept` : state ? `door.${line.trouble}` : "door.signal_first", { n, time });
    if (n) return t("door.sending", { n });
    return line.ever ? t("door.with_desk", { time }) : t(state ? "door.asking" : "door.asking_first", { time });
  }
}

/** Return time(at): the time of day in the event's zone. */
function clock(t, zone) {
  const format = new Intl.DateTimeFormat(locale(t.lang), { timeZone: zone, hour: "numeric", minute: "2-digit" });
  return (at) => format.format(at);
}
