// The phone that turns the wall: says what it shows, changes it with one tap, and never pretends.
// What has no signal is not kept for later: a scene that comes on ten minutes late helps nobody.
//
//   mountRemote(document, {at, liveUrl, zone, lang, words, told, most})
//     at    where the show is changed; `${at}/state` tells what stands
//     told  {seq, scene, show, walls, at}, as the page was drawn from it
import { setText } from "./dom.js";
import { connect } from "./live.js";
import { nextTurn, standing } from "./show.js";
import { clock } from "./when.js";
import { speaker } from "./words.js";

const TOO_LATE_MS = 8_000; // a thumb has waited long enough
const ASK_MS = 10_000; // how many walls listen, and what they have to show
const TICK_MS = 1_000;
const FEW_LETTERS = 20;

export function mountRemote(page, options) {
  return new Remote(page, options);
}

class Remote {
  constructor(page, options) {
    const find = (id) => page.getElementById(id);
    Object.assign(this, options, { page, t: speaker(options.words, options.lang), known: true, sent: 0, tapped: false });
    Object.assign(this, { now: find("now"), state: find("state"), walls: find("walls"), down: find("take-down"),
      message: find("message"), letters: find("letters"), ticked: find("scenes-of-round") });
    page.querySelectorAll("[data-noscript]").forEach((button) => button.remove());
    page.querySelectorAll("form").forEach((form) => { form.onsubmit = (event) => this.#submit(event, form); });
    this.ticked.onchange = () => this.ticked.requestSubmit();
    this.message.oninput = () => this.#count();
    this.draw(this.told);
    this.#count();
    this.timers = [setInterval(() => document.hidden || this.#ask(), ASK_MS), setInterval(() => this.#drawNow(), TICK_MS)];
    this.heard = connect(this.liveUrl, {
      onPicture: ({ show }) => show && this.draw({ ...this.told, show }),
      onState: (state) => this.#hear(state),
      onBuild: () => this.#dirty() || location.reload(), // words half written are not lost to a new version
    });
    window.addEventListener("online", () => this.#ask());
    this.#ask();
  }

  /** Draw what stands: `told` as the server has it. */
  draw(told) {
    const { show } = (this.told = told);
    for (const button of this.page.querySelectorAll("[name=scene][data-scene]")) {
      const has = show.has.includes(button.value);
      button.disabled = !has;
      button.querySelector("small").hidden = has;
    }
    press(this.page, "every_seconds", String(show.every_seconds));
    press(this.page, "theme", show.theme);
    for (const box of this.ticked.elements.scenes) box.checked = show.scenes.includes(box.value);
    if (!this.#dirty()) this.message.value = show.message;
    this.kept = show.message;
    this.down.hidden = !show.message;
    setText(this.walls, told.walls ? this.t("show.walls", { n: told.walls }) : this.t("show.no_wall"));
    this.#drawNow();
  }

  #drawNow() {
    const { t, told } = this;
    const now = new Date();
    const scene = standing(told.show, now);
    const [what, named, next] = this.now.children;
    this.now.dataset.line = this.known ? "live" : "lost";
    setText(what, t(this.known ? "show.now" : "show.last_known"));
    setText(named, t(`show.scene_${scene}`));
    press(this.page, "scene", scene);
    const left = Math.ceil(nextTurn(told.show, now) / 1000);
    next.textContent = !told.show.every_seconds ? t("show.it_stays")
      : Number.isFinite(left) ? t("show.next_in", { n: Math.max(left, 1) }) : t("show.round_of_one");
  }

  async #submit(event, form) {
    event.preventDefault();
    const { submitter } = event;
    const body = new URLSearchParams(new FormData(form, submitter?.name ? submitter : undefined));
    const sent = ++this.sent;
    submitter?.setAttribute("aria-busy", "true");
    this.#say("show.sending");
    const answer = await this.#post(body);
    submitter?.removeAttribute("aria-busy");
    if (sent !== this.sent) return; // a later tap tells how it went
    this.tapped = true;
    if (answer.told) {
      if (body.has("message")) this.kept = this.message.value = answer.told.show.message;
      this.draw(answer.told);
      this.#count();
      this.#say(answer.told.walls ? "show.sent" : "show.sent_no_wall", { time: this.#time() });
    } else {
      this.draw(this.told); // a tick that was not sent is no tick
      this.#trouble(answer.wrong ?? this.t("show.not_sent"));
    }
  }

  /** Return {told}, or {wrong}: why it was refused; {} without signal. */
  async #post(body) {
    const headers = { Accept: "application/json" };
    try {
      const answer = await fetch(this.at, { method: "POST", body, headers, signal: AbortSignal.timeout(TOO_LATE_MS) });
      const said = await answer.json();
      this.known = true;
      if (answer.ok) return { told: said };
      return { wrong: said.gone ?? Object.values(said.wrong ?? {}).join(" ") };
    } catch {
      this.known = false;
      return {};
    }
  }

  async #ask() {
    const sent = this.sent;
    const answer = await fetch(`${this.at}/state`, { signal: AbortSignal.timeout(TOO_LATE_MS) }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    const back = said && !this.known;
    this.known = Boolean(said);
    if (answer?.ok && said && sent === this.sent) this.draw(said);
    if (said?.gone) return this.#trouble(said.gone);
    if (back && !this.tapped && sent === this.sent) this.#say("show.with_wall", { time: this.#time() });
  }

  /** The line says that it is lost, or back; an answer that comes before it is as good. */
  #hear({ live, heard }) {
    this.known = live;
    if (live) this.#ask();
    this.#drawNow();
    if (this.tapped && (live || this.state.dataset.trouble !== undefined)) return; // how a tap went stays to be read
    this.tapped = false;
    if (live) this.#say("show.with_wall", { time: this.#time() });
    else this.#trouble(this.t("show.no_signal", { time: clock(this.t, this, heard) }));
  }

  #say(key, values) {
    delete this.state.dataset.trouble;
    this.state.textContent = this.t(key, values);
  }

  #trouble(sentence) {
    this.state.dataset.trouble = "";
    this.state.textContent = sentence;
  }

  #dirty() {
    return this.kept !== undefined && this.message.value !== this.kept;
  }

  #count() {
    const left = this.most - this.message.value.length;
    this.letters.textContent = left <= FEW_LETTERS ? this.t("show.letters_left", { n: Math.max(left, 0) }) : "";
  }

  #time() {
    return clock(this.t, this, new Date());
  }
}

/** Let the button of `name` that says `value` be the one that is pressed. */
function press(page, name, value) {
  for (const button of page.querySelectorAll(`button[name="${name}"][aria-pressed]`)) {
    button.setAttribute("aria-pressed", String(button.value === value));
  }
}
