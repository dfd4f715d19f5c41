// The wall's list of leads and sites: it turns pages, calmly, when they do not fit on one.
import { setText } from "./dom.js";
import { still } from "./motion.js";
import { leadEntries, Rows, scaleOf, siteEntries } from "./rows.js";
import { leadsGoal, numbersOf, rest, titleOf } from "./standing.js";
import { isPast } from "./when.js";

const TURN_MS = 12_000; // long enough to read six rows twice
const FADE_MS = 250;
const ROW_EM = 1.6; // the least a row needs, as in board.css

export class Pager {
  constructor(parts, t) {
    Object.assign(this, { parts, t, page: 0, held: false });
    this.rows = new Rows(parts.rows, t);
    this.rest = new Rows(parts.rest, t);
    this.timer = setInterval(() => this.held || document.hidden || this.turn(1), TURN_MS);
  }

  /** Draw the page we are on from `picture`. */
  show(picture) {
    this.picture = picture;
    const { t, parts } = this;
    const others = rest(t, picture).map((entry) => ({ ...entry, key: entry.name }));
    const pages = this.#pages(picture);
    this.page = Math.min(this.page, pages.length - 1);
    const page = pages[this.page];
    const scale = scaleOf([...page.entries, ...others]); // one for all that stand together
    const now = new Date();
    const past = isPast(picture, now);
    this.rest.draw(others, scale, past);
    parts.rest.hidden = others.length === 0;
    setText(parts.listTitle, titleOf(t, page.of, picture, now));
    setText(parts.listGoal, page.of === "leads" ? leadsGoal(t, picture) : "");
    this.rows.draw(page.entries, scale, past);
    parts.rows.style.setProperty("--rows", Math.max(page.each, 1));
    parts.rows.hidden = page.entries.length === 0;
    this.#number(pages.length);
    const empty = page.entries.length === 0 && others.length === 0;
    setText(parts.noLeads, empty && !picture.quiet ? t("board.no_leads") : "");
  }

  /** Go `by` pages on; past the last one it begins again. */
  turn(by) {
    if (!this.picture) return;
    const count = this.#pages(this.picture).length;
    if (count < 2) return;
    this.page = (this.page + by + count) % count;
    if (still()) return this.show(this.picture);
    const { rows } = this.parts;
    rows.animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS }).onfinish = () => {
      this.show(this.picture);
      rows.animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
    };
  }

  hold() {
    this.held = !this.held;
    this.#number(this.#pages(this.picture).length);
  }

  stop() {
    clearInterval(this.timer);
  }

  #number(pages) {
    const { t, parts, page } = this;
    const said = pages > 1 ? t("board.page", { page: page + 1, pages }) : "";
    const what = parts.rows.hidden ? "" : numbersOf(t, this.picture, new Date()); // where there is room
    setText(parts.page, this.held && said ? `${said} (${t("board.held")})` : said || what);
  }

  /** Return the pages: sites first, then leads, never both on one. */
  #pages(picture) {
    const fits = this.#fits();
    const cut = (of, entries) => {
      const each = Math.ceil(entries.length / Math.ceil(entries.length / fits)); // no page of one
      const pages = [];
      for (let from = 0; from < entries.length; from += each) {
        pages.push({ of, each, entries: entries.slice(from, from + each) });
      }
      return pages;
    };
    const pages = [...cut("sites", siteEntries(picture, this.t)),
      ...cut("leads", leadEntries(picture, this.t.lang))];
    return pages.length ? pages : [{ of: "leads", each: 1, entries: [] }];
  }

  /** Return how many rows fit; in a column all of them do. */
  #fits() {
    const { rows } = this.parts;
    if (rows.closest(".board").dataset.shape === "column") return Infinity;
    const least = parseFloat(getComputedStyle(rows).getPropertyValue("font-size")) * ROW_EM;
    return Math.max(1, Math.floor(rows.clientHeight / least)) || 1;
  }
}
