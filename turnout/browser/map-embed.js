// The map in a frame on somebody's site (/e/EVENT/map/embed): to look at, and to come from there.
// It weighs as little as it can: nothing of reports, marks and what a phone keeps is loaded, and
// what moves a map is only once somebody wants that.
//
//   mountEmbed(root, {event, zone, at, map, liveUrl, areasUrl, base, tiles, lines, lang, words})
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { cardOf } from "./map-card.js";
import { dataOf } from "./map-data.js";
import { filters } from "./map-filter.js";
import { daysOf, headline, List, ordered } from "./map-list.js";
import { openLook } from "./map-look.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

const NOBODY = { role: "" };

export function mountEmbed(root, options) {
  new Embed(root, options, speaker(options.words, options.lang)).listen();
}

class Embed {
  constructor(root, options, t) {
    Object.assign(this, { options, t, chosen: null });
    this.data = dataOf(options, () => this.#news());
    this.filters = filters(t, () => this.#draw());
    this.panel = el("section", { class: "panel", tabindex: "-1", hidden: "" });
    this.list = new List(t, (id) => this.#choose(id));
    this.empty = el("p", { class: "aside", hidden: "" });
    this.status = el("p", { class: "lost", role: "status", hidden: "" });
    const canvas = el("div", { class: "map" });
    root.replaceChildren(canvas, el("div", { class: "map-side" }, this.panel, this.filters.legend, this.filters.others, this.empty,
      this.list.root), this.status);
    const { base, tiles, lines } = options;
    this.view = openLook(canvas, { label: t("map.label"), move: t("map.move"), base, tiles, lines, onSelect: (id) => this.#choose(id) });
    this.data.take(options.map);
  }

  listen() {
    connect(this.options.liveUrl, {
      onPicture: ({ seq }) => seq !== this.data.seq && this.data.refresh(seq),
      onState: (state) => setText(this.status, lastHeard(this.t, this.options, state)),
    });
  }

  #news() {
    this.days = daysOf(this.t, this.data.dates);
    this.view.drawGroups(this.data.groups);
    this.#draw();
  }

  #draw() {
    const { t, data: { all, dates } } = this;
    this.filters.count(all, dates, []);
    const shown = ordered(all.filter((each) => this.filters.shows(each)), t.lang);
    this.view.draw(shown);
    this.list.draw(shown, this.days, this.chosen);
    this.list.root.hidden = !shown.length;
    setText(this.empty, all.length ? (shown.length ? "" : t("map.none_shown")) : t("map.empty"));
    headline(t, all);
    this.#card();
  }

  #choose(id) {
    this.chosen = id;
    this.view.select(id);
    this.#draw();
    this.panel.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
  }

  #card() {
    const feature = this.data.all.find(({ id }) => id === this.chosen);
    this.panel.hidden = !feature;
    if (!feature) return;
    const { event, zone } = this.options;
    const date = this.data.dates.find((each) => each.event === feature.properties.date);
    const version = JSON.stringify([feature.id, feature.properties, date]);
    if (this.panel.dataset.version === version) return; // what is read, or opened, stays
    this.panel.dataset.version = version;
    this.panel.replaceChildren(...cardOf(this.t, feature, { event, zone, date, me: NOBODY, doing: null }));
  }
}
