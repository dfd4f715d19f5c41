// The pulse: tells Streamlit that the clock moved, so that the fragment around it re-runs, and
// says so when the line is lost. Mounted by component.js; called anew for each change of `data`:
// {url, seq, zone, words, lang}, where `seq` is the one that is drawn.
import { el, setText } from "./dom.js";
import { connect, reloadOnce } from "./live.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

const SPREAD_MS = 300; // a hundred open dashboards must not re-run in the same instant
const ANSWER_MS = 5_000; // longer than a slow run of the part
const beating = new WeakMap();

export function mount({ data, parentElement, setTriggerValue }) {
  let pulse = beating.get(parentElement);
  if (pulse?.url !== data.url) {
    pulse?.stop();
    pulse = new Pulse(data.url, parentElement);
    beating.set(parentElement, pulse);
  }
  const run = pulse.take(data, setTriggerValue);
  // A run that was overtaken is cleaned up at once: only the newest one's leaving stops.
  return () => {
    if (run !== pulse.runs) return;
    pulse.stop();
    beating.delete(parentElement);
  };
}

class Pulse {
  constructor(url, parent) {
    Object.assign(this, { url, runs: 0, drawn: 0, newest: 0, timer: 0, doubt: 0, wasLost: false, line: { live: true } });
    this.said = el("p", { class: "pulse", role: "status", hidden: "" });
    parent.append(this.said);
    this.listening = connect(url, {
      onPicture: (picture) => this.#hear(picture.seq),
      onState: (line) => {
        this.line = line;
        this.wasLost ||= !line.live;
        this.#say();
      },
      onBuild: () => {}, // Streamlit's page is not ours to load anew
    });
  }

  take(data, setTriggerValue) {
    this.data = data;
    this.tell = (seq) => setTriggerValue("seq", seq);
    this.drawn = Math.max(this.drawn, data.seq);
    if (data.seq >= this.newest) this.#answered();
    this.#say();
    return ++this.runs;
  }

  stop() {
    clearTimeout(this.timer);
    clearTimeout(this.doubt);
    this.listening.close();
    this.said.remove();
  }

  #hear(seq) {
    this.newest = seq;
    this.timer ||= setTimeout(() => {
      this.timer = 0;
      if (this.newest <= this.drawn) return;
      this.drawn = this.newest;
      this.tell(this.newest);
      if (this.wasLost) this.doubt ||= setTimeout(reloadOnce, ANSWER_MS);
    }, Math.random() * SPREAD_MS);
  }

  // A server that was started anew does not know this page's fragment, and Streamlit drops what
  // we tell it without a word: then only loading the page again helps.
  #answered() {
    clearTimeout(this.doubt);
    this.doubt = 0;
    this.wasLost = false;
  }

  #say() {
    const { words, lang, zone } = this.data;
    const t = speaker(words, lang);
    setText(this.said, lastHeard(t, { zone }, this.line));
  }
}
