// One row a lead or site: name, handle, "85 / 120", and the promise bar as the row's rule.
import { drawBar, reach, spoken } from "./bar.js";
import { el, setClamped } from "./dom.js";
import { at } from "./standing.js";
import { countTo } from "./motion.js";
import { weekdayOf } from "./when.js";

/** Return `entries` most coming first, then by name; those of one `title` by their day. */
const inOrder = (entries, lang) => [...entries].sort((a, b) => b.coming - a.coming
  || (a.title && a.title === b.title ? Date.parse(a.starts_at) - Date.parse(b.starts_at) : 0)
  || a.name.localeCompare(b.name, lang));

export const leadEntries = (picture, lang) =>
  inOrder(picture.leads.map((lead) => ({ ...lead, key: lead.handle || lead.name,
    under: at(lead.handle) })), lang);

export const siteEntries = (picture, t) =>
  inOrder(picture.sites.map((site) => ({ ...site, key: site.event,
    name: called(site, picture, t), under: site.place })), t.lang);

/** Return what a site is called: by its day too, where others have its title. */
function called(site, picture, t) {
  const alike = picture.sites.filter(({ title }) => title === site.title).length;
  if (!site.title) return t("light.unnamed_sites");
  if (alike === 1 || !site.starts_at) return site.title;
  return t("light.site_day", { title: site.title, day: weekdayOf(t, picture, new Date(site.starts_at)) });
}

/** Return the scale `entries` share, so that their bars compare. */
export const scaleOf = (entries) => Math.max(...entries.map(reach), 1);

/** Keeps one element a key, so that a changed row moves instead of being drawn anew. */
export class Rows {
  constructor(list, t) {
    Object.assign(this, { list, t, kept: new Map() });
  }

  /**
   * Show `entries`, in this order, with bars to `scale`: one for all that stand together.
   * past: nobody is coming any more.
   */
  draw(entries, scale = scaleOf(entries), past = false) {
    const kept = new Map();
    for (const entry of entries) {
      const row = this.kept.get(entry.key) ?? build();
      this.#write(row, entry, scale, past);
      kept.set(entry.key, row);
    }
    this.kept = kept;
    const rows = [...kept.values()];
    const same = rows.length === this.list.children.length
      && rows.every((row, place) => this.list.children[place] === row);
    if (!same) this.list.replaceChildren(...rows);
  }

  #write(row, entry, scale, past) {
    const { name, under, coming, goal, bar } = row.parts;
    setClamped(name, entry.name);
    setClamped(under, entry.under ?? "");
    countTo(coming, entry.coming, this.t.lang);
    goal.textContent = entry.goal ? this.t("light.of", { goal: entry.goal }) : "";
    drawBar(bar, entry, { scale, label: spoken(this.t, entry, past) });
  }
}

function build() {
  const row = el("li", { class: "row" });
  row.parts = {
    name: el("span", { class: "row-name" }),
    under: el("span", { class: "row-under" }),
    coming: el("b"),
    goal: el("span", { class: "row-goal" }),
    bar: el("div"),
  };
  const { name, under, coming, goal, bar } = row.parts;
  row.append(el("span", { class: "row-words" }, name, under), el("span", { class: "row-count" }, coming, goal), bar);
  return row;
}
