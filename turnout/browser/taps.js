// A lead's taps: the number, the promise bar, what to do next, +1 and +5, "my total is", undo,
// and the truth about what is kept and what is with us. On the light page and inside Streamlit.
//
//   openTaps(root, {event, lead, at, zone, liveUrl, words, lang})
//     lead   the lead's number; at  "/e/ks/pocket", below which the server answers
//   returns {t, kept, line, add(tap), onDraw(fn), close()}; fn gets what stands, taps counted in.
import { announcer } from "./announce.js";
import { drawBar, drawLegend, expects, spoken } from "./bar.js";
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { countTo } from "./motion.js";
import { before, next, summed, told, withNews } from "./taps-sum.js";
import { Kept } from "./taps-kept.js";
import { Line } from "./taps-line.js";
import { hasStarted, isPast, toGo } from "./when.js";
import { locale, number, speaker } from "./words.js";

const TICK_MS = 20_000; // days and hours to go change without anything coming in
const LATER_MS = 120_000; // three hundred open pockets ask five times a second then, all together
const HAVE_UNDO = ["more", "total", "goal", "person", "change", "challenge_off"]; // all else has its own way back
const SPREAD_MS = 2_000; // a hundred leads' phones must not ask in the same instant

export const openTaps = (root, options) => new Taps(root, options);

/** As a Streamlit component: mounted anew for each change of `data`, on the same element. */
export function mount({ data, parentElement }) {
  const same = parentElement.taps?.options.lead === data.lead && parentElement.taps.t.lang === data.lang;
  if (!same) {
    parentElement.taps?.close();
    const root = el("section", { lang: data.lang });
    parentElement.append(root);
    parentElement.taps = openTaps(root, data);
    if (data.contest) withMore(root, parentElement.taps);
  }
  return () => {
    if (!(parentElement.host ?? parentElement).isConnected) parentElement.taps?.close();
  };
}

/** The pocket's challenges and goal below the taps; on the light page they have their own place. */
async function withMore(root, taps) {
  const [{ challengesSection }, { goalForm }] = await Promise.all([import("./pocket-contest.js"), import("./pocket-rest.js")]);
  const [contest, aim] = [challengesSection(taps.t, taps), goalForm(taps.t, taps)];
  const title = el("summary", {}, el("h2", { text: taps.t("pocket.goal_title") }));
  root.append(contest.root, el("details", { class: "section" }, title, aim.root));
  taps.onDraw((sum) => {
    if (!sum) return;
    contest.draw(sum);
    aim.draw(sum);
  });
}

class Taps {
  constructor(root, options) {
    const t = speaker(options.words, options.lang);
    Object.assign(this, { root, options, t, drawers: [] });
    this.kept = new Kept(options.event, options.lead);
    this.line = new Line(options, this.kept, () => this.draw());
    this.parts = build(t, this);
    this.announce = announcer(this.parts.spoken);
    root.classList.add("taps");
    root.append(...this.parts.order);
    this.deaf = this.kept.onChange(() => this.draw());
    this.ticking = setInterval(() => this.draw(), TICK_MS);
    this.listening = connect(options.liveUrl, {
      onPicture: (picture) => this.#hear(picture),
      onState: ({ live }) => (live ? this.line.go() : this.line.fall()),
      ...(root.getRootNode() instanceof ShadowRoot && { onBuild: () => {} }),
    });
    this.draw();
    this.line.go();
  }

  /** Keep a tap, show it, and send it. Nothing is shown that could not be kept. */
  add(tap) {
    const state = this.kept.state;
    if (!state) return;
    try {
      const was = before(this.#sum(state), tap);
      const kept = this.kept.add({ ...tap, was: tap.was ?? was });
      this.kept.last = HAVE_UNDO.includes(tap.kind) ? kept : null;
      this.full = false;
    } catch {
      this.full = true;
    }
    this.draw();
    this.line.go();
  }

  undo() {
    const last = this.kept.last;
    if (last) this.add({ kind: "undo", of: last.key, was: { ...last, ...last.was } });
    if (last && this.kept.held().some((each) => each.key === last.key)) this.kept.drop(last.key);
  }

  onDraw(drawer) {
    this.drawers.push(drawer);
    this.draw();
  }

  close() {
    this.line.close();
    this.listening.close();
    this.announce.stop();
    this.deaf();
    clearInterval(this.ticking);
    clearTimeout(this.asking);
    clearTimeout(this.later);
    this.root.remove();
  }

  draw() {
    const state = this.kept.state;
    const now = new Date();
    setText(this.parts.status, this.status(state));
    this.parts.status.dataset.trouble = this.full ? "full" : this.line.trouble;
    this.#drawRefused();
    this.parts.all.forEach((part) => { part.hidden = !state; });
    this.parts.last.hidden = true; // until it is known what the last one was
    if (!state) return this.drawers.forEach((drawer) => drawer(null));
    const sum = this.#sum(state);
    drawSum(this.parts, this.t, sum, now);
    this.#drawLast();
    if (this.spoke !== undefined && this.spoke !== sum.coming) {
      const past = isPast(sum.event, now);
      this.announce(this.t(past ? "light.total_promised" : "light.total_no_goal", { n: sum.coming }));
    }
    this.spoke = sum.coming;
    this.drawers.forEach((drawer) => drawer(sum));
  }

  /** The truth, at every moment, about what this phone knows and the server has. */
  status(state) {
    const { t, line } = this;
    const n = this.kept.waiting().length;
    const time = state ? moment(t, this.options.zone, state.heard) : "";
    if (this.full) return t("pocket.full");
    if (line.trouble === "gone") return t(n ? "pocket.gone_kept" : "pocket.gone", { n });
    if (line.trouble) return t(n ? `pocket.${line.trouble}_kept` : state ? `pocket.${line.trouble}` : "pocket.signal_first", { n, time });
    if (n) return t("pocket.sending", { n });
    return line.ever ? t("pocket.with_us", { time }) : t(state ? "pocket.asking" : "pocket.asking_first", { time });
  }

  #sum(state) {
    const news = this.news?.seq > state.seq ? this.news.challenges : []; // else what we were told is newer
    return summed({ ...state, challenges: withNews(state.challenges, news) }, this.kept.waiting());
  }

  /** Somebody moved the event: ask what stands for this lead, unless the picture shows it did not. */
  #hear(picture) {
    const state = this.kept.state;
    this.news = picture;
    if (state?.seq >= picture.seq) return;
    const own = picture.leads.find((lead) => lead.handle === state?.lead.handle);
    const same = own && ["goal", "confirmed", "yes", "by_count", "maybe"].every((of) => own[of] === state[of])
      && (own.came?.heads ?? 0) === (state.came?.heads ?? 0);
    const moved = state && (state.event.open !== picture.open || state.event.state !== picture.state);
    if (same && !moved) return this.#hearLater(state);
    clearTimeout(this.later);
    this.later = 0;
    this.asking ||= setTimeout(() => {
      this.asking = 0;
      this.line.go();
    }, Math.random() * SPREAD_MS);
  }

  /** Nothing of theirs moved: how far challenges are is in the picture, and whether this lead was
   *  asked to another is worth a question now and then, while somebody looks. */
  #hearLater({ challenges }) {
    if (!challenges) return;
    this.draw();
    this.later ||= setTimeout(() => {
      this.later = 0;
      if (!document.hidden) this.line.go();
    }, Math.random() * LATER_MS);
  }

  #drawLast() {
    const { last, lastText } = this.parts;
    const tap = this.kept.last;
    last.hidden = !tap || this.kept.refused().some((each) => each.key === tap.key);
    if (last.hidden) return;
    const waits = this.kept.waiting().some((each) => each.key === tap.key);
    setText(lastText, this.t(waits ? "pocket.last_kept" : "pocket.last_sent", { what: told(this.t, tap) }));
  }

  #drawRefused() {
    const { t, kept } = this;
    const act = (label, does) => {
      const button = el("button", { type: "button", class: "small", text: label });
      button.onclick = () => { does(); this.draw(); this.line.go(); };
      return button;
    };
    const list = (element, taps, item) => {
      const drawn = taps.map((tap) => `${tap.key}${tap.refused ?? tap.held}`).join();
      if (element.drawn === drawn) return;
      element.drawn = drawn;
      element.replaceChildren(...taps.map((tap) => el("li", {}, ...item(tap, told(t, tap)))));
    };
    list(this.parts.refused, kept.refused(), (tap, what) => [
      el("p", { text: t("pocket.refused", { what }) }), el("p", { text: tap.refused }),
      act(t("pocket.again"), () => kept.again(tap.key)),
      act(t("pocket.discard"), () => kept.drop(tap.key))]);
    list(this.parts.held, kept.held(), (tap, what) => [
      el("p", { text: t("pocket.held_tap", { what }) }), el("p", { text: tap.held }),
      act(t("pocket.held_seen"), () => kept.drop(tap.key))]);
  }
}

function build(t, taps) {
  const parts = {
    status: el("p", { class: "status", role: "status" }),
    number: el("b", { class: "number" }), goal: el("span", { class: "goal-line" }), days: el("span", { class: "days" }),
    bar: el("div"), legend: el("ul", { class: "legend" }), expects: el("p", { class: "expects" }),
    stands: el("span"), toDo: el("strong"),
    total: totalForm(t, taps), lastText: el("span"),
    refused: el("ul", { class: "refused", "aria-label": t("pocket.refused_title") }),
    held: el("ul", { class: "refused", "aria-label": t("pocket.held_title") }),
    spoken: el("p", { class: "spoken", "aria-live": "polite" }),
  };
  const tap = (n) => {
    const button = el("button", { type: "button", class: "tap", text: `+${n}`, "aria-label": t("pocket.tap_label", { n }) });
    button.onclick = () => taps.add({ kind: "more", n });
    return button;
  };
  const undo = el("button", { type: "button", class: "small", text: t("pocket.undo") });
  const one = tap(1);
  undo.onclick = () => {
    taps.undo();
    one.focus(); // the button that was pressed is gone
  };
  parts.last = el("p", { class: "last" }, parts.lastText, undo);
  parts.all = [
    el("div", { class: "sum" }, parts.number, el("p", {}, parts.goal, parts.days)),
    parts.bar, parts.expects, parts.legend, el("p", { class: "next" }, parts.stands, " ", parts.toDo),
    el("div", { class: "pair" }, one, tap(5)), parts.total,
  ];
  parts.order = [parts.status, parts.refused, parts.held, ...parts.all, parts.last, parts.spoken];
  return parts;
}

function totalForm(t, taps) {
  const input = el("input", { type: "number", min: "0", max: "1000000", required: "", inputmode: "numeric",
    "aria-label": t("pocket.total_label"), autocomplete: "off" });
  const form = el("form", { class: "inline" }, input, el("button", { class: "tap", text: t("pocket.save") }));
  const open = el("summary", { text: t("pocket.total") });
  const whole = el("details", { class: "my-total" }, open, el("p", { class: "soft", text: t("pocket.total_hint") }), form);
  form.onsubmit = (event) => {
    event.preventDefault();
    taps.add({ kind: "total", n: Number(input.value) });
    input.value = "";
    whole.open = false;
    open.focus();
  };
  whole.ontoggle = () => whole.open && input.focus();
  return whole;
}

function drawSum(parts, t, sum, now) {
  countTo(parts.number, sum.coming, t.lang);
  parts.number.style.setProperty("--len", number(t.lang, sum.coming).length);
  setText(parts.goal, sum.goal ? t("pocket.goal", { n: sum.goal }) : "");
  setText(parts.days, hasStarted(sum.event, now) ? t("pocket.started") : toGo(t, sum.event, now));
  const past = isPast(sum.event, now);
  const forecast = past || sum.came?.heads ? null : sum.forecast; // who is there is no guess
  drawBar(parts.bar, { ...sum, forecast }, { label: spoken(t, sum, past) });
  setText(parts.expects, expects(t, forecast, "lead"));
  drawLegend(parts.legend, sum, t);
  const [stands, toDo] = next(t, sum, now);
  setText(parts.stands, stands);
  setText(parts.toDo, toDo);
}

/** Return the time of day in the event's zone; of another day than today, with that day. */
function moment(t, zone, at) {
  const write = (when, options) => new Intl.DateTimeFormat(locale(t.lang), { timeZone: zone, ...options }).format(when);
  const day = { month: "short", day: "numeric" };
  const time = { hour: "numeric", minute: "2-digit" };
  return write(at, write(at, day) === write(new Date(), day) ? time : { ...day, ...time });
}
