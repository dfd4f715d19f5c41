// The roll: each lead who wants to be named, within their network. In the order of who brought
// whom, and never of size.
import { el, setClamped, setText } from "./dom.js";
import { at } from "./standing.js";
import { PagedScene } from "./scene-pages.js";
import { isPast } from "./when.js";
import { locale, number } from "./words.js";

const EACH = 4;
const NUMBERS = ["promised", "confirmed", "came"];
const NAMED = 2; // of those whom one lead brought

export const open = (wall) => new Roll(wall);

class Roll extends PagedScene {
  constructor(wall) {
    const list = el("ul", { class: "scene-roll" });
    super(wall, el("div", {}, list), list);
    this.none = el("p", { class: "none" });
    this.element.append(this.none);
    this.asks = ["roll"];
    this.entries = []; // as many as stand at once, written anew for each page
  }

  draw(picture, now) {
    this.picture = picture;
    const { told: asked } = this.wall.news.roll;
    const rows = asked?.rows ?? [];
    setText(this.none, asked && !rows.length ? this.t("show.none_roll") : "");
    const shown = this.isColumn ? rows : this.pages.of(rows, EACH);
    while (this.entries.length < shown.length) this.entries.push(new Entry(this.t));
    if (this.isColumn === false) this.entries.length = Math.min(this.entries.length, EACH);
    const told = new Set(shown.flatMap((row) => NUMBERS.filter((of) => row[of] !== null && row[of] !== undefined)));
    shown.forEach((row, place) => this.entries[place].write(row, told, isPast(picture, now)));
    const lines = this.entries.slice(0, shown.length).map(({ element }) => element);
    if (this.list.children.length !== lines.length) this.list.replaceChildren(...lines);
  }
}

class Entry {
  constructor(t) {
    this.t = t;
    this.name = el("span", { class: "roll-name" });
    this.handle = el("span", { class: "roll-handle" });
    this.network = el("p", { class: "roll-network" });
    this.honours = el("p", { class: "roll-honours" });
    this.numbers = NUMBERS.map((of) => {
      const n = el("b");
      const label = el("span", { text: t(`show.roll_${of}`) });
      return { of, n, cell: el("p", { class: `roll-number roll-${of}` }, n, " ", label) };
    });
    this.element = el("li", {},
      el("div", { class: "roll-words" }, el("p", { class: "roll-who" }, this.name, " ", this.handle),
        this.network, this.honours),
      el("div", { class: "roll-numbers" }, ...this.numbers.map(({ cell }) => cell)));
  }

  /** told: the numbers that any row beside it has: those of all stand below one another.
   *  past: nobody is coming any more. */
  write(row, told, past) {
    const { t } = this;
    setClamped(this.name, row.name || at(row.handle));
    setClamped(this.handle, row.name ? at(row.handle) : "");
    setClamped(this.network, network(t, row, past));
    setClamped(this.honours, row.honours.map((honour) => t(`show.honour_${honour}`)).join(" · "));
    for (const { of, n, cell } of this.numbers) {
      cell.hidden = !told.has(of);
      cell.classList.toggle("untold", row[of] === null || row[of] === undefined);
      setText(n, number(t.lang, row[of] ?? 0));
    }
  }
}

/** Return who brought a lead and whom they brought, in sentences; "" where nobody is known. */
function network(t, { by, brought, brought_others: others, leads_below: below, branch }, past) {
  const named = brought.slice(0, NAMED).map(called);
  const more = brought.length - named.length + others;
  if (more && named.length) named.push(t("show.roll_more", { n: more }));
  const whom = named.length ? listed(t, named) : more ? t("show.roll_leads", { n: more }) : "";
  return [by && t("show.roll_by", { who: called(by) }), whom && t("show.roll_brought", { who: whom }),
    below > 0 && t(past ? "show.roll_branch_past" : "show.roll_branch", { n: branch })].filter(Boolean).join(" ");
}

const called = ({ name, handle }) => at(handle) || name;

const listed = (t, all) => new Intl.ListFormat(locale(t.lang), { type: "conjunction" }).format(all);
