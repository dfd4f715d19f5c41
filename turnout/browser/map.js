// The map page (/e/EVENT/map): where help is needed, report a place, say that one is clean.
// Opens, reads, and takes reports and marks without signal; each is kept on the phone until the
// server has acknowledged it, and the page says so.
//
//   mountMap(root, {event, zone, at, map, liveUrl, areasUrl, base, tiles, lines, ask, lang, words})
//     map  the areas as the server had them; base, tiles, lines: as map-look.js has them
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { cardOf } from "./map-card.js";
import { dataOf } from "./map-data.js";
import { filters } from "./map-filter.js";
import { openKept } from "./map-kept.js";
import { daysOf, headline, List, ordered } from "./map-list.js";
import { openLook } from "./map-look.js";
import { queueLines, sentSentence } from "./map-queue.js";
import { startSending } from "./map-send.js";
import { withTold } from "./map-told.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

const FORMS_AFTER_MS = 2_000;
const ROOMY = "(min-width: 900px) and (pointer: fine)"; // where a map is moved by hand at once
const TAKEN_BACK_MS = 12 * 3_600_000; // the day's last word can be taken back, not last month's

export async function mountMap(root, options) {
  const page = new Page(root, options, speaker(options.words, options.lang));
  await page.open();
}

class Page {
  constructor(root, options, t) {
    Object.assign(this, { root, options, t, acts: [], own: [], last: null, sent: "", chosen: null, all: [] });
    this.data = dataOf(options, () => this.#news());
  }

  async open() {
    const { options } = this;
    const wanted = asked();
    this.#build();
    this.data.take(options.map);
    this.#choose(wanted);
    this.#listen();
    this.kept = await openKept(options.event);
    await this.data.recall(this.kept);
    await this.#look();
    this.sending = startSending({ ...options, kept: this.kept, onChange: () => this.#look(), onSent: (...sent) => this.#wasSent(...sent) });
    this.kept.onChange(() => this.#look());
    this.#serveWithoutSignal();
    if (!navigator.serviceWorker) setTimeout(forms, FORMS_AFTER_MS); // else that keeps them at hand
    await this.data.whoAmI();
    if (wanted && this.chosen === null && !this.form) this.#choose(wanted); // it is on this phone alone
  }

  #build() {
    const { t, options: { base, tiles, lines } } = this;
    this.filters = filters(t, () => this.#draw());
    this.canvas = el("div", { class: "map" });
    this.report = el("button", { class: "button report", type: "button", text: t("map.report") });
    this.report.onclick = () => this.#fill(({ placeForm }, told, view) => placeForm(view, t, { ...told, me: this.data.me, ask: this.options.ask }), true);
    this.status = el("p", { class: "lost", role: "status", hidden: "" });
    this.queue = el("ul", { class: "queue" });
    this.spoken = el("p", { class: "spoken", role: "status" });
    this.panel = el("section", { class: "panel", tabindex: "-1", hidden: "" });
    this.list = new List(t, (id) => this.#choose(id, true));
    this.empty = el("p", { class: "aside", hidden: "" });
    const side = el("div", { class: "map-side" }, this.queue, this.report, this.panel, this.filters.legend,
      this.filters.others, this.empty, this.list.root);
    this.root.replaceChildren(this.canvas, side, this.status, this.spoken);
    this.view = openLook(this.canvas, { label: t("map.label"), move: t("map.move"), base, tiles, lines,
      onSelect: (id) => !this.form && this.#choose(id, true) });
    if (matchMedia(ROOMY).matches) this.view.whole();
  }

  #listen() {
    connect(this.options.liveUrl, {
      onPicture: ({ seq }) => seq !== this.data.seq && this.data.refresh(seq),
      onState: (state) => {
        setText(this.status, lastHeard(this.t, this.options, state));
        if (state.live) this.sending?.now();
      },
    });
  }

  /** Look again at what this phone keeps. */
  async #look() {
    this.acts = await this.kept.all();
    this.own = (await this.kept.kept("own")) ?? [];
    const last = await this.kept.kept("last");
    this.last = last && Date.now() - last.at < TAKEN_BACK_MS ? last : null;
    this.#draw();
  }

  async #wasSent(act, answer) {
    this.sent = sentSentence(this.t, act, answer, this.#titleOf(act));
    setText(this.spoken, this.sent);
    await this.data.refresh();
    await this.#look();
    if (this.chosen === act.key) this.#choose(answer.area);
  }

  #news() {
    this.days = daysOf(this.t, this.data.dates);
    this.view.drawGroups(this.data.groups);
    this.#draw();
  }

  #draw() {
    const { t, data: { me, dates } } = this;
    this.all = withTold(this.data.all, this.acts, this.own);
    this.filters.count(this.all, dates, me.mine);
    const shown = ordered(this.all.filter((each) => this.filters.shows(each)), t.lang);
    this.view.draw(shown);
    this.list.draw(shown, this.days, this.chosen);
    this.list.root.hidden = !shown.length;
    setText(this.empty, this.all.length ? (shown.length ? "" : t("map.none_shown")) : t("map.empty"));
    const { acts, last, sent, kept } = this;
    const lines = queueLines(t, { acts, last: me.role ? last : null, sent, sending: this.sending?.current, lasts: kept?.lasts },
      (act) => this.#titleOf(act), this.#doingOfQueue());
    this.queue.replaceChildren(...lines);
    headline(t, this.all);
    if (!this.form) this.#card();
  }

  #titleOf({ title, area }) {
    return title ?? this.all.find(({ id }) => id === area)?.properties.title ?? "";
  }

  #doingOfQueue() {
    return {
      discard: (act) => this.kept.drop(act.key).then(() => this.#look()),
      again: async (act) => {
        await this.kept.update(act.key, { refused: undefined });
        this.sending.now();
      },
      repair: (act) => this.#repair(act),
      undo: ({ area, of, was, title }) => this.#keep({ kind: "undo", area, of, was, title }),
    };
  }

  /** Show an area's card, or none; byHand: the one who asked is led there. */
  #choose(id, byHand = false) {
    const feature = this.all.find((each) => each.id === id);
    this.chosen = feature ? id : null;
    this.view.select(this.chosen);
    remember(this.chosen);
    this.#draw();
    if (!byHand || !feature) return;
    this.panel.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
  }

  #card() {
    const feature = this.all.find(({ id }) => id === this.chosen);
    this.panel.hidden = !feature;
    if (!feature) return;
    const { t, data: { me, dates }, options: { event, zone } } = this;
    const date = dates.find((each) => each.event === feature.properties.date);
    const version = JSON.stringify([feature.id, feature.properties, date, me.role]);
    if (this.panel.dataset.version === version) return; // what is read, or opened, stays
    this.panel.dataset.version = version;
    const held = this.panel.contains(document.activeElement);
    this.panel.replaceChildren(...cardOf(t, feature, { event, zone, date, me, doing: this.#doing(feature) }));
    if (held) this.panel.focus({ preventScroll: true });
  }

  #doing(feature) {
    const { id, properties: { state, title } } = feature;
    return {
      confirm: () => this.#keep({ kind: "confirm", area: id, was: state, title }),
      clean: () => this.#fill(({ cleanForm }, told) => cleanForm(this.t, feature, told)),
      reopen: () => this.#fill(({ reopenForm }, told) => reopenForm(this.t, feature, told)),
      change: () => this.#fill(({ changeForm }, told, view) => changeForm(view, this.t, feature, told), true),
      close: () => {
        this.#choose(null);
        this.list.focus(id);
      },
    };
  }

  /** Open a form in the card's place; onMap: it is filled in with the map in view. */
  async #fill(open, onMap = false) {
    const [known, view] = await Promise.all([forms(), onMap && this.view.whole()]);
    if (!known || view === null) return setText(this.status, this.t("map.form_without_signal"));
    if (this.form) return undefined;
    const told = { onEnd: () => this.#end(), onKeep: async (act, photos) => {
      const { key } = await this.#keep(act, photos);
      this.#end(act.kind === "put" ? key : this.chosen);
    } };
    this.form = open(known, told, view);
    this.panel.dataset.version = "";
    this.panel.hidden = false;
    this.panel.replaceChildren(this.form.root);
    this.root.classList.add("filling");
    this.form.start?.();
    this.panel.focus({ preventScroll: true });
    return (onMap ? this.canvas : this.panel).scrollIntoView({ block: "start" });
  }

  #end(chosen = this.chosen) {
    this.form?.end();
    this.form = null;
    this.root.classList.remove("filling");
    this.panel.replaceChildren();
    this.#choose(chosen);
    (this.chosen ? this.panel : this.report).focus();
  }

  /** Keep an act on this phone, then send it. */
  async #keep(told, photos) {
    const act = await this.kept.add(told, photos);
    this.sent = "";
    setText(this.spoken, this.t("map.kept_here", { title: this.#titleOf(act) }));
    await this.#look();
    this.sending.now();
    return act;
  }

  /** Send again, mended as the server offered; what falls into pieces is sent piece by piece. */
  async #repair({ key, at, event, answer, repair, photos, ...told }) {
    for (const geometry of told.kind === "put" ? repair.offered : repair.offered.slice(0, 1)) {
      await this.#keep({ ...told, geometry }, photos);
    }
    await this.kept.drop(key);
    await this.#look();
  }

  #serveWithoutSignal() {
    if (!("serviceWorker" in navigator)) return this.root.after(el("p", { class: "aside", text: this.t("map.no_https") }));
    navigator.serviceWorker.register(`${this.options.at}/sw.js`, { scope: this.options.at }).catch(() => {});
  }
}

/** Return the forms: after the map, which is what most came for, and in time for a tap. */
const forms = () => import("./map-forms.js").catch(() => null);

/** Return the area that the address names, or null. */
const asked = () => Number(new URLSearchParams(location.search).get("area")) || null;

/** Let the address name the area that is chosen: a reload, and who is sent it, see the same. */
function remember(id) {
  const address = new URL(location.href);
  if (typeof id === "number") address.searchParams.set("area", id);
  else address.searchParams.delete("area");
  if (address.href !== location.href) history.replaceState(null, "", address);
}
