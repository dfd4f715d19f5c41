// The list beside the map: the same areas in the same order for keyboards, screen readers and
// small screens. A long one is shown in parts; what did not change keeps its line, and its focus.
import { el, setText } from "./dom.js";
import { STATES } from "./map-filter.js";
import { startsAt } from "./when.js";

const FIRST = 60; // lines a thumb scrolls past; the others on asking
const MORE = 300;

/** Return `features` as they are listed: where help is needed first, then by title. */
export function ordered(features, lang) {
  const { compare } = new Intl.Collator(lang, { numeric: true });
  const rank = ({ properties: { state, waiting } }) => (waiting ? -1 : STATES.indexOf(state));
  return [...features].sort((a, b) => rank(a) - rank(b)
    || compare(a.properties.title, b.properties.title) || (a.id < b.id ? -1 : 1));
}

/** Return what is to be read of `dates` for each line: their days, by event. */
export const daysOf = (t, dates) => new Map(dates.map((date) => [date.event, t("map.scheduled_for", { when: startsAt(t, date) })]));

/** Return what stands under an area's title: its state, and when it is to be cleaned. */
export function under(t, { properties: { waiting, unsent, date, state } }, days) {
  if (unsent) return t("map.unsent");
  if (waiting) return t("map.waiting");
  return (state === "scheduled" && days.get(date)) || t(`map.state_${state}`);
}

/** Say above the map how many areas need help, and how many are clean; of those somebody looked at. */
export function headline(t, features) {
  const shown = features.filter(({ properties: { waiting } }) => !waiting);
  const n = shown.length;
  const need = shown.filter(({ properties: { state } }) => state !== "cleaned").length;
  const say = (id, sentence) => document.getElementById(id) && setText(document.getElementById(id), sentence);
  say("map-need", t(need ? "map.need_help" : n ? "map.need_none" : "map.need_unknown", { n: need }));
  say("map-clean", n ? t("map.cleaned_of", { n, clean: n - need }) : "");
}

export class List {
  constructor(t, onSelect) {
    Object.assign(this, { t, onSelect, lines: new Map(), most: FIRST });
    this.list = el("ul", { class: "areas" });
    this.more = el("button", { class: "button-quiet", type: "button", hidden: "" });
    this.more.onclick = () => {
      const next = this.most;
      this.most += MORE;
      this.draw(this.features, this.days, this.chosen);
      this.list.children[next]?.firstChild.focus();
    };
    this.root = el("div", {}, this.list, this.more);
  }

  /** Draw `features` as buttons, in their order; the chosen one is marked. */
  draw(features, days, chosen) {
    Object.assign(this, { features, days, chosen });
    const shown = features.slice(0, this.most);
    const lines = new Map(shown.map((feature) => [feature.id, this.#line(feature, chosen)]));
    this.lines = lines;
    const held = document.activeElement;
    settle(this.list, [...lines.values()].map(({ root }) => root));
    if (held !== document.activeElement && this.list.contains(held)) held.focus({ preventScroll: true });
    const left = features.length - shown.length;
    setText(this.more, left > 0 ? this.t("map.show_more", { n: Math.min(left, MORE) }) : "");
  }

  focus(id) {
    this.lines.get(id)?.root.firstChild.focus({ preventScroll: true });
    this.lines.get(id)?.root.scrollIntoView({ block: "nearest" });
  }

  #line(feature, chosen) {
    const { id, properties: { title, state } } = feature;
    const line = this.lines.get(id) ?? lineOf(() => this.onSelect(id));
    const told = under(this.t, feature, this.days);
    line.sign.className = `area-sign sign-${state}`;
    setText(line.name, title);
    setText(line.under, told);
    if (line.button.getAttribute("aria-pressed") !== `${id === chosen}`) line.button.setAttribute("aria-pressed", id === chosen);
    return line;
  }
}

function lineOf(onSelect) {
  const sign = el("i", { class: "area-sign", "aria-hidden": "true" });
  const name = el("span", { class: "row-name" });
  const told = el("span", { class: "row-under" });
  const button = el("button", { type: "button", class: "area-line" }, sign, name, told);
  button.onclick = onSelect;
  return { root: el("li", {}, button), button, sign, name, under: told };
}

/** Make `lines` the children of `list`, moving only what stands elsewhere. */
function settle(list, lines) {
  const wanted = new Set(lines);
  for (const line of [...list.children]) if (!wanted.has(line)) line.remove();
  let at = list.firstChild;
  for (const line of lines) {
    if (line === at) at = at.nextSibling;
    else list.insertBefore(line, at);
  }
}
