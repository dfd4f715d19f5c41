// "Challenge somebody": whom, what counts, how many, until when; and the sentence it will make.
import { asksFor, until } from "./challenges.js";
import { easyDeadlines, endOf, localIn, momentIn } from "./deadlines.js";
import { el, setText } from "./dom.js";
import { at } from "./standing.js";
import { hour, startsAt } from "./when.js";
import { locale } from "./words.js";

const MEASURES = ["new_yes", "confirmed", "heads", "areas"];
const MOST_LETTERS = 140;
const MOST_TARGET = 1_000_000;
const FIRST_TARGET = 10;
const DAY = { weekday: "long" };

/** Return {root, draw(sum, now)}: the form folded away until it is wanted. */
export function makeChallenge(t, taps) {
  const form = new Form(t, taps);
  return { root: form.root, draw: (sum, now) => form.draw(sum, now) };
}

class Form {
  constructor(t, taps) {
    Object.assign(this, { t, taps, choices: "" });
    const summary = el("summary", {}, el("h3", { text: t("contesting.make") }));
    this.whom = choice(t("contesting.whom"), "challenge-whom", ["everybody", "each"].map((way) =>
      [way, t(`contesting.whom_${way}`), t(`contesting.whom_${way}_hint`)]));
    this.leads = el("fieldset", { class: "choice challenge-leads" });
    this.what = choice(t("contesting.what"), "challenge-what", MEASURES.map((measure) => [measure, t(`contesting.what_${measure}`)]));
    this.target = el("input", { id: "challenge-target", type: "number", min: "1", max: String(MOST_TARGET),
      value: String(FIRST_TARGET), inputmode: "numeric", autocomplete: "off" });
    this.until = el("fieldset", { class: "choice challenge-until" });
    this.own = el("input", { id: "challenge-own", type: "datetime-local" });
    this.line = el("textarea", { id: "challenge-line", maxlength: String(MOST_LETTERS), rows: "2", "aria-describedby": "challenge-line-hint" });
    this.preview = el("p", { class: "challenge-preview", "aria-live": "polite" });
    this.wrong = el("p", { class: "field-error", role: "alert", hidden: "" });
    this.ownField = field("challenge-own", t("contesting.until_own_label"), this.own);
    this.form = el("form", { novalidate: "" }, this.whom, this.leads, this.what,
      field("challenge-target", t("contesting.target"), el("div", { class: "stepper" }, ...stepper(t, this.target, () => this.say()))),
      this.until, this.ownField,
      field("challenge-line", t("contesting.line"), el("p", { class: "hint", id: "challenge-line-hint", text: t("contesting.line_hint") }), this.line),
      el("p", { class: "hint", text: t("contesting.preview") }), this.preview, this.wrong,
      el("button", { class: "button", text: t("contesting.make_do") }));
    this.root = el("details", { class: "challenge-make" }, summary, this.form);
    this.form.oninput = () => this.say();
    this.form.onsubmit = (event) => this.make(event, summary);
  }

  draw(sum, now) {
    this.sum = sum;
    this.now = now;
    this.root.hidden = !sum.event.open || sum.event.state !== "on" || now >= endOf(sum.event);
    if (this.root.hidden) return;
    this.#drawLeads(sum.contest?.rivals ?? [], sum.challenges.competes);
    this.#drawDeadlines(sum.event, now);
    this.what.querySelector('[value="areas"]').parentElement.hidden = !sum.map?.at;
    this.say();
  }

  /** Write the sentence that the challenge will make. */
  say() {
    const { t, sum } = this;
    const given = this.#given();
    const each = this.way === "each";
    this.leads.hidden = !each;
    this.ownField.hidden = this.value("challenge-until") !== "own";
    setText(this.wrong, "");
    if (!given.deadline || !(given.target > 0)) return setText(this.preview, "");
    const ask = asksFor(t, given);
    const when = until(t, given, this.now, sum.event.zone);
    const who = new Intl.ListFormat(locale(t.lang), { type: "conjunction" }).format([t("contesting.you"), ...given.whom.map(at)]);
    setText(this.preview, each ? t("contesting.preview_each", { who, ask, until: when })
      : t("contesting.preview_everybody", { ask, until: when }));
  }

  make(event, summary) {
    event.preventDefault();
    const given = this.#given();
    const wrong = this.#against(given);
    setText(this.wrong, wrong);
    if (wrong) return;
    this.taps.add({ kind: "challenge", wanted: given });
    this.form.reset();
    this.root.open = false;
    summary.focus();
  }

  get way() {
    return this.value("challenge-whom");
  }

  value(name) {
    return this.form.elements[name]?.value ?? "";
  }

  #given() {
    const measure = this.value("challenge-what");
    const target = Number(this.target.value);
    const whom = this.way === "each" ? [...this.leads.querySelectorAll("input:checked")].map((box) => box.value) : [];
    return { measure, target, deadline: this.#deadline(), way: whom.length ? "each" : "together", whom,
      declared_most: measure === "heads" ? Math.floor(target / 2) : 0, text: this.line.value.trim() };
  }

  #deadline() {
    const chosen = this.value("challenge-until");
    const local = this.own.value;
    const moment = chosen !== "own" ? chosen : local && momentIn(this.sum.event.zone, local).toISOString();
    return moment || "";
  }

  #against({ target, deadline, whom }) {
    const { t, sum } = this;
    const end = new Date(deadline);
    if (this.way === "each" && !sum.challenges.competes) return t("contesting.whom_first");
    if (this.way === "each" && !whom.length) return t("contesting.whom_missing");
    if (!Number.isInteger(target) || target < 1 || target > MOST_TARGET) return t("contesting.target_wrong");
    if (!deadline || end <= new Date() || end > endOf(sum.event)) return t("contesting.until_wrong");
    return "";
  }

  /** The leads who like to compete; who was ticked stays so. */
  #drawLeads(rivals, competes) {
    const drawn = JSON.stringify([rivals, competes]);
    if (this.leads.drawn === drawn) return;
    this.leads.drawn = drawn;
    const ticked = new Set([...this.leads.querySelectorAll("input:checked")].map((box) => box.value));
    const { t } = this;
    const said = !competes ? t("contesting.whom_first") : rivals.length ? "" : t("contesting.whom_none");
    this.leads.replaceChildren(el("legend", { class: "spoken", text: t("contesting.whom_each") }),
      ...(said ? [el("p", { class: "hint", text: said })] : []),
      ...(competes ? rivals : []).map(({ name, handle }) => el("label", {},
        el("input", { type: "checkbox", value: handle, checked: ticked.has(handle) && "" }), el("span", { text: name ? `${name} ${at(handle)}` : at(handle) }))));
  }

  /** The easy choices that are still ahead; the first of them, unless one was chosen. */
  #drawDeadlines(event, now) {
    const { t } = this;
    const easy = easyDeadlines(event, now);
    const drawn = easy.map(({ name, at: when }) => `${name}${+when}`).join();
    if (this.until.drawn === drawn) return;
    this.until.drawn = drawn;
    const chosen = this.value("challenge-until");
    const options = [...easy.map(({ name, at: when }) => [when.toISOString(), easyWords(t, event, name, when)]),
      ["own", t("contesting.until_own")]];
    const kept = options.some(([value]) => value === chosen) ? chosen : options[0][0];
    this.until.replaceChildren(el("legend", { text: t("contesting.until") }), ...radios("challenge-until", options, kept));
    this.own.min = localIn(event.zone, now);
    this.own.max = localIn(event.zone, endOf(event));
  }
}

function easyWords(t, event, name, when) {
  const time = hour(t, event, when);
  const day = new Intl.DateTimeFormat(locale(t.lang), { timeZone: event.zone, ...DAY }).format(when);
  const upper = day[0].toLocaleUpperCase(t.lang) + day.slice(1);
  if (name === "friday") return t("contesting.until_friday", { day: upper, time });
  if (name === "start") return t("contesting.until_start", { when: startsAt(t, event) });
  return t(name === "tonight" ? "contesting.until_tonight" : name === "noon" ? "contesting.until_noon" : "contesting.until_evening", { time });
}

const choice = (legend, name, options) => el("fieldset", { class: "choice" }, el("legend", { text: legend }),
  ...radios(name, options, options[0][0]));

const radios = (name, options, chosen) => options.map(([value, label, hint]) => el("label", {},
  el("input", { type: "radio", name, value, checked: value === chosen && "" }),
  el("span", {}, label, hint && el("small", { text: hint }))));

function stepper(t, input, told) {
  const step = (by, sign, label) => {
    const button = el("button", { type: "button", class: "button-quiet", "aria-label": label, text: sign });
    button.onclick = () => {
      input.value = Math.max(1, (parseInt(input.value, 10) || 0) + by);
      told();
    };
    return button;
  };
  return [step(-5, "−", t("contesting.fewer")), input, step(5, "+", t("contesting.more"))];
}

const field = (id, label, ...inside) => el("div", { class: "field" }, el("label", { for: id, text: label }), ...inside);
