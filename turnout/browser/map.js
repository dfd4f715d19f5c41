// The map page (/e/EVENT/map): where help is needed, report a place, say that one is clean.
// Opens, reads, and takes reports and marks without signal; each is kept on the phone until the
// server has acknowledged it, and the page says so.
//
//   mountMap(root, {event, zone, at, map, liveUrl, areasUrl, base, tiles, ask, lang, words})
//     map  the areas as the server had them; framed: true in a blog's iframe, which only looks
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { cleanForm, placeForm } from "./map-forms.js";
import { openKept } from "./map-kept.js";
import { drawList, legend, ordered, told } from "./map-list.js";
import { startSending } from "./map-send.js";
import { openMap } from "./map-view.js";
import { clock } from "./when.js";
import { speaker } from "./words.js";

const NOBODY = { role: "", mine: [] };

export async function mountMap(root, options) {
  const page = new Page(root, options, speaker(options.words, options.lang));
  await page.open();
}

class Page {
  constructor(root, options, t) {
    Object.assign(this, { root, options, t, me: NOBODY, waiting: [], acts: [], done: [], chosen: null, lost: "" });
    this.features = new Map();
    this.dates = [];
  }

  async open() {
    this.#build();
    this.kept = this.options.framed ? null : await openKept(this.options.event).catch(() => null);
    this.#take(this.options.map ?? (await this.kept?.map()) ?? EMPTY);
    this.#serveWithoutSignal();
    this.#listen();
    if (this.kept) this.sending = startSending({ ...this.options, kept: this.kept, onChange: () => this.#look() });
    if (!this.options.framed) await this.#whoAmI();
    this.#choose(Number(new URLSearchParams(location.search).get("area")) || null);
  }

  #build() {
    const { t } = this;
    this.legend = legend(t, () => this.#draw());
    this.canvas = el("div", { class: "map" });
    this.mine = el("label", { class: "state", hidden: "" }, el("input", { type: "checkbox" }), ` ${t("map.only_mine")}`);
    this.mine.firstChild.onchange = () => this.#draw();
    this.report = el("button", { class: "button", type: "button", text: t("map.report") });
    this.report.onclick = () => this.#fill(() => this.#place());
    this.status = el("p", { class: "lost", role: "status", hidden: "" });
    this.queue = el("ul", { class: "queue" });
    this.panel = el("section", { class: "panel", tabindex: "-1", hidden: "" });
    this.list = el("ul", { class: "areas" });
    this.empty = el("p", { class: "aside", text: t("map.empty"), hidden: "" });
    this.root.replaceChildren(this.legend.root, this.mine, this.canvas, this.status, this.queue,
      ...(this.options.framed ? [] : [this.report]), this.panel, this.empty, this.list);
    const { base, tiles } = this.options;
    this.view = openMap(this.canvas, { label: t("map.label"), base, tiles, onSelect: (id) => this.#choose(id) });
  }

  #listen() {
    connect(this.options.liveUrl, {
      onPicture: ({ seq }) => seq !== this.seq && this.#refresh(),
      onState: ({ live, heard }) => {
        this.lost = live ? "" : this.t("light.last_heard", { time: clock(this.t, this.options, heard) });
        setText(this.status, this.lost);
        if (live) this.sending?.now();
      },
    });
  }

  async #refresh() {
    const asked = new URLSearchParams(this.seq ? { since: this.seq } : {});
    const heard = await fetch(`${this.options.areasUrl}?${asked}`, { cache: "no-store" }).catch(() => null);
    if (!heard?.ok) return; // the line says when it was lost
    this.#take(await heard.json());
    if (this.me.role) await this.#seeWaiting();
  }

  #take(map) {
    if (map.since === null || map.since === undefined) this.features.clear();
    map.gone.forEach((id) => this.features.delete(id));
    map.features.forEach((feature) => this.features.set(feature.id, feature));
    Object.assign(this, { seq: map.seq, dates: map.dates });
    this.view.drawGroups(map.groups);
    this.kept?.keepMap({ ...map, features: [...this.features.values()], since: null, gone: [] }).catch(() => {});
    this.#draw();
  }

  async #whoAmI() {
    const heard = await fetch(`${this.options.at}/me`, { cache: "no-store" }).catch(() => null);
    this.me = heard?.ok ? await heard.json() : remembered(this.options.event);
    remember(this.options.event, this.me);
    this.mine.hidden = !this.me.mine.length;
    await this.#seeWaiting();
  }

  /** Get the reports that wait for a look; only stewards and organizers are answered. */
  async #seeWaiting() {
    if (!this.me.role) return this.#draw();
    const heard = await fetch(`${this.options.at}/waiting`, { cache: "no-store" }).catch(() => null);
    if (heard?.ok) this.waiting = (await heard.json()).features;
    return this.#draw();
  }

  /** Look again at what this phone keeps. */
  async #look() {
    this.acts = await this.kept.all();
    this.#draw();
    if (this.acts.length < this.before) await this.#refresh();
    this.before = this.acts.length;
  }

  #draw() {
    const all = [...this.features.values(), ...this.waiting];
    this.legend.count(all);
    const onlyMine = this.mine.firstChild.checked;
    const shown = all.filter((each) => this.legend.shows(each) && (!onlyMine || this.me.mine.includes(each.id)));
    this.view.draw(shown);
    drawList(this.list, this.t, ordered(shown), this.dates, this.chosen, (id) => this.#choose(id));
    this.empty.hidden = all.length > 0;
    this.#drawQueue();
    if (this.card && this.chosen) this.#card(all.find(({ id }) => id === this.chosen));
  }

  #drawQueue() {
    const lines = this.acts.map((act) => el("li", { class: act.refused || act.repair ? "refused" : "" }, this.#state(act),
      act.repair && this.#button("map.take_repair", () => this.#repair(act)),
      (act.refused || act.repair) && this.#button("map.discard", () => this.kept.drop(act.key).then(() => this.#look()))));
    this.queue.replaceChildren(...lines, ...this.done.map((text) => el("li", { class: "good", text })));
  }

  #state(act) {
    const { t } = this;
    const title = act.title ?? this.features.get(act.area)?.properties.title ?? this.waiting.find(({ id }) => id === act.area)?.properties.title ?? "";
    if (act.refused) return el("span", { text: t("map.refused", { title, why: act.refused }) });
    if (act.repair) return el("span", { text: t("map.repair", { title, why: act.repair.why }) });
    return el("span", { text: t(act.answer ? "map.sending_photos" : "map.kept_here", { title }) });
  }

  #choose(id) {
    if (this.form) return;
    this.chosen = id;
    this.view.select(id);
    const feature = this.features.get(id) ?? this.waiting.find((each) => each.id === id);
    this.card = Boolean(feature);
    this.panel.hidden = !feature;
    if (!feature) return;
    this.#card(feature);
    this.panel.focus({ preventScroll: true });
    this.panel.scrollIntoView({ block: "nearest" });
    this.#draw();
  }

  #card(feature) {
    const { t, me, options } = this;
    if (!feature) return void (this.panel.hidden = true);
    const { id, properties: { title, text, state, date, photos, waiting } } = feature;
    const going = this.dates.find(({ event }) => event === date);
    const version = JSON.stringify([feature.properties, going, me, this.acts.length]);
    if (this.panel.dataset.version === version) return;
    this.panel.dataset.version = version;
    const steward = Boolean(me.role);
    const can = { confirm: steward && (state === "reported" || state === "reopened" || waiting),
      clean: steward && state !== "cleaned" && !waiting, reopen: state === "cleaned" };
    this.panel.replaceChildren(...[
      el("h2", { text: title }),
      el("ul", { class: "facts" }, ...[t(waiting ? "map.waiting" : `map.state_${state}`), ...told(t, feature, this.dates)].map((line) => el("li", { text: line }))),
      text && el("p", { class: "told", text }),
      photos?.length > 0 && el("ul", { class: "photos" }, ...photos.map(({ small, large, kind }) => el("li", {},
        el("a", { href: large }, el("img", { src: small, alt: t(`map.photo_${kind}`), loading: "lazy" }))))),
      going?.open && going.state === "on" && el("a", { class: "button", href: `/e/${going.event}/join?area=${id}`, text: t("map.join") }),
      !options.framed && el("div", { class: "acts" },
        can.confirm && this.#button("map.confirm", () => this.#keep({ kind: "confirm", area: id })),
        can.clean && this.#button("map.clean", () => this.#fill(() => this.#clean(id))),
        can.reopen && this.#button("map.reopen", () => this.#keep({ kind: "reopen", area: id }))),
      !waiting && el("p", { class: "aside" }, el("a", { href: `/e/${options.event}/areas/${id}`, text: t("map.history"), target: options.framed ? "_top" : null })),
    ].filter(Boolean));
  }

  #button(key, act) {
    const button = el("button", { class: "button-quiet", type: "button", text: this.t(key) });
    button.onclick = () => {
      button.disabled = true; // a second tap of one thumb says nothing new
      Promise.resolve(act()).finally(() => { button.disabled = false; });
    };
    return button;
  }

  #fill(open) {
    this.card = false;
    this.form = open();
    this.panel.dataset.version = "";
    this.panel.hidden = false;
    this.panel.replaceChildren(this.form.root);
    this.report.hidden = true;
    this.form.start?.();
    this.panel.focus({ preventScroll: true });
    this.canvas.scrollIntoView({ block: "start" });
  }

  #end() {
    this.form?.end();
    this.form = null;
    this.report.hidden = false;
    this.panel.hidden = true;
    this.#choose(this.chosen);
  }

  #place() {
    const { me, options: { ask } } = this;
    return placeForm(this.view, this.t, { me, ask, onEnd: () => this.#end(),
      onKeep: async (told, photos) => {
        await this.#keep(told, photos);
        this.chosen = null; // the new place has no number yet: the map stays where it was drawn
        this.#end();
      } });
  }

  #clean(area) {
    return cleanForm(this.t, { onEnd: () => this.#end(),
      onKeep: (told, photos) => this.#keep({ ...told, area }, photos).then(() => this.#end()) });
  }

  /** Keep an act on this phone, then send it. */
  async #keep(told, photos) {
    if (!this.kept) throw new Error("this browser keeps nothing");
    await this.kept.add(told, photos);
    this.acts = await this.kept.all();
    this.before = this.acts.length;
    this.#draw();
    this.sending.now();
  }

  /** Send again, mended as the server offered; what falls into pieces is sent piece by piece. */
  async #repair({ key, at, answer, repair, ...told }) {
    for (const geometry of repair.offered) await this.#keep({ ...told, geometry }, told.photos);
    await this.kept.drop(key);
    await this.#look();
  }

  #serveWithoutSignal() {
    const { at, framed } = this.options;
    if (framed) return;
    if (!("serviceWorker" in navigator)) return this.root.after(el("p", { class: "aside", text: this.t("map.no_https") }));
    navigator.serviceWorker.register(`${at}/sw.js`, { scope: at }).catch(() => {});
  }
}

const EMPTY = { seq: 0, features: [], gone: [], dates: [], groups: [] };

function remembered(event) {
  try {
    return JSON.parse(localStorage.getItem(`turnout.map/${event}/me`)) ?? NOBODY;
  } catch {
    return NOBODY;
  }
}

function remember(event, me) {
  try {
    localStorage.setItem(`turnout.map/${event}/me`, JSON.stringify(me));
  } catch {
    // asked again next time
  }
}
