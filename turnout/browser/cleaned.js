// Areas of a clean-up day: how many are left, and what was cleaned today, by whom.
import { el, setClamped } from "./dom.js";
import { slideIn } from "./motion.js";
import { at } from "./standing.js";
import { hour, sameDay } from "./when.js";

/** Return how the areas stand in sentences: ["17 areas left.", "5 cleaned today."]; [] for none. */
export function areasTold(t, picture, now) {
  if (!picture.areas) return [];
  const { left } = picture.areas;
  const today = cleanedToday(t, picture, now).length;
  return [
    left ? t("light.areas_left", { n: left }) : t("light.areas_none"),
    today && t("light.areas_today", { n: today }),
  ].filter(Boolean);
}

/** Return what was cleaned on the day it is now, newest first: [{key, name, under, time}]. */
export const cleanedToday = (t, picture, now) => (picture.areas?.cleaned_today ?? [])
  .filter((area) => sameDay(picture, new Date(area.at), now))
  .map((area) => ({ key: `${area.at} ${area.title}`, name: area.title,
    under: at(area.handle) || area.lead, time: hour(t, picture, new Date(area.at)) }));

/** Draws rows of areas into a list that the rows of leads share. */
export class CleanedRows {
  constructor(list) {
    Object.assign(this, { list, kept: new Map() });
  }

  draw(entries) {
    const known = this.kept;
    this.kept = new Map(entries.map((entry) => [entry.key, known.get(entry.key) ?? build(entry)]));
    const rows = [...this.kept.values()];
    const same = rows.length === this.list.children.length
      && rows.every((row, place) => this.list.children[place] === row);
    if (same) return;
    this.list.replaceChildren(...rows);
    if (known.size) entries.filter(({ key }) => !known.has(key)).forEach(({ key }) => slideIn(this.kept.get(key)));
  }
}

function build({ name, under, time }) {
  const parts = { name: el("span", { class: "row-name" }), under: el("span", { class: "row-under" }) };
  setClamped(parts.name, name);
  setClamped(parts.under, under);
  return el("li", { class: "row cleaned-row" }, el("span", { class: "row-words" }, parts.name, parts.under),
    el("span", { class: "row-goal", text: time }));
}
