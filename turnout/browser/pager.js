// The wall's list of areas cleaned today, sites and leads, and the pace so far: it turns pages,
// calmly, when there is more than one.
import { cleanedToday, CleanedRows } from "./cleaned.js";
import { setText } from "./dom.js";
import { still } from "./motion.js";
import { drawPace, hasPace } from "./pace.js";
import { leadEntries, Rows, scaleOf, siteEntries } from "./rows.js";
import { leadsGoal, numbersOf, rest, titleOf } from "./standing.js";
import { isPast } from "./when.js";

const TURN_MS = 12_000; // long enough to read six rows twice
const FADE_MS = 250;
const ROW_EM = 1.6; // the least a row needs, as in board.css
const CLEANED_EM = 2.2; // what one of areas takes there, with who cleaned it

export class Pager {
  constructor(parts, t) {
    Object.assign(this, { parts, t, page: 0, held: false, resting: false });
    this.rows = new Rows(parts.rows, t);
    this.rest = new Rows(parts.rest, t);
    this.cleaned = new CleanedRows(parts.rows);
    this.timer = setInterval(() => this.held || this.resting || document.hidden || this.turn(1), TURN_MS);
  }

  /** Draw the page we are on from `picture`. */
  show(picture) {
    this.picture = picture;
    const { t, parts } = this;
    const others = rest(t, picture).map((entry) => ({ ...entry, key: entry.name }));
    const pages = this.#pages(picture);
    this.page = Math.min(this.page, pages.length - 1);
    const page = pages[this.page];
    // One scale for all that stand together.
    const scale = page.cleaned ? 1 : scaleOf([...page.entries, ...others]);
    const now = new Date();
    const past = isPast(picture, now);
    this.rest.draw(others, scale, past);
    parts.rest.hidden = others.length === 0 || page.cleaned || page.pace;
    setText(parts.listTitle, this.#title(page, picture, now));
    parts.pace.hidden = !page.pace;
    if (page.pace) drawPace(parts.pace, this.soFar, picture, picture, now);
    setText(parts.listGoal, page.of === "leads" ? leadsGoal(t, picture) : "");
    parts.rows.classList.toggle("cleaned", page.cleaned);
    if (page.cleaned) this.cleaned.draw(page.entries);
    else this.rows.draw(page.entries, scale, past);
    parts.rows.style.setProperty("--rows", Math.max(page.each, 1));
    parts.rows.hidden = page.entries.length === 0;
    this.#number(pages.length);
    const empty = !page.pace && page.entries.length === 0 && others.length === 0;
    setText(parts.noLeads, empty && !picture.quiet ? t("board.no_leads") : "");
  }

  /** Go `by` pages on; past the last one it begins again. */
  turn(by) {
    if (!this.picture) return;
    const count = this.#pages(this.picture).length;
    if (count < 2) return;
    this.page = (this.page + by + count) % count;
    if (still()) return this.show(this.picture);
    const { rows, pace } = this.parts;
    const shown = () => (pace.hidden ? rows : pace);
    shown().animate([{ opacity: 1 }, { opacity: 0 }], { duration: FADE_MS }).onfinish = () => {
      this.show(this.picture);
      shown().animate([{ opacity: 0 }, { opacity: 1 }], { duration: FADE_MS });
    };
  }

  /** Return whether there is no page `by` pages on, but the first or the last one again. */
  isAtEnd(by) {
    const page = this.page + by;
    return !this.picture || page < 0 || page >= this.#pages(this.picture).length;
  }

  hold(held) {
    this.held = held;
    if (this.picture) this.#number(this.#pages(this.picture).length);
  }

  stop() {
    clearInterval(this.timer);
  }

  #number(pages) {
    const { t, parts, page } = this;
    const said = pages > 1 ? t("board.page", { page: page + 1, pages }) : "";
    const numbers = !parts.rows.hidden && !this.#now().cleaned;
    const what = numbers ? numbersOf(t, this.picture, new Date()) : ""; // where there is room
    setText(parts.page, this.held && said ? `${said} (${t("board.held")})` : said || what);
  }

  #title(page, picture, now) {
    if (page.pace) return this.t("forecast.pace_title");
    return page.cleaned ? this.t("board.cleaned_today") : titleOf(this.t, page.of, picture, now);
  }

  #now() {
    const pages = this.#pages(this.picture);
    return pages[Math.min(this.page, pages.length - 1)];
  }

  /** Return the pages: what was cleaned today, then sites, then leads, each on their own, and on a
   * wall the pace of what is still ahead. */
  #pages(picture) {
    const cut = (of, entries) => {
      const cleaned = of === "cleaned";
      const fits = this.#fits(cleaned ? CLEANED_EM : ROW_EM);
      const each = Math.ceil(entries.length / Math.ceil(entries.length / fits)); // no page of one
      const pages = [];
      for (let from = 0; from < entries.length; from += each) {
        pages.push({ of, each, cleaned, entries: entries.slice(from, from + each) });
      }
      return pages;
    };
    const pages = [...cut("cleaned", cleanedToday(this.t, picture, new Date())),
      ...cut("sites", siteEntries(picture, this.t)),
      ...cut("leads", leadEntries(picture, this.t.lang))];
    if (this.#showsPace(picture)) pages.push({ of: "pace", each: 1, pace: true, cleaned: false, entries: [] });
    return pages.length ? pages : [{ of: "leads", each: 1, cleaned: false, entries: [] }];
  }

  #showsPace(picture) {
    const { shape } = this.parts.rows.closest(".board").dataset;
    return shape === "wall" && hasPace(this.soFar) && !isPast(picture, new Date());
  }

  /** Return how many rows fit; in a column all of them do. */
  #fits(em) {
    const { rows, pace } = this.parts;
    if (rows.closest(".board").dataset.shape === "column") return Infinity;
    const least = parseFloat(getComputedStyle(rows).getPropertyValue("font-size")) * em;
    if (pace.hidden) this.room = rows.clientHeight; // else the rows are hidden, and have none
    return Math.max(1, Math.floor(this.room / least)) || 1;
  }
}
