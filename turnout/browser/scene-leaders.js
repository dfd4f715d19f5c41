// Who is bringing them: every lead by name, handle and promise bar, five to a page, and the sites
// of a day of action before them.
import { el, setText } from "./dom.js";
import { leadEntries, Rows, scaleOf, siteEntries } from "./rows.js";
import { PagedScene } from "./scene-pages.js";
import { isPast } from "./when.js";

const EACH = 5;

export const open = (wall) => new Leaders(wall);

class Leaders extends PagedScene {
  constructor(wall) {
    const list = el("ul", { class: "rows large" });
    super(wall, el("div", {}, list), list);
    this.none = el("p", { class: "none" });
    this.element.append(this.none);
    this.rows = new Rows(list, wall.t);
  }

  draw(picture, now) {
    this.picture = picture;
    const all = [...siteEntries(picture, this.t), ...leadEntries(picture, this.t.lang)];
    setText(this.none, all.length ? "" : this.t("board.no_leads"));
    const shown = this.isColumn ? all : this.pages.of(all, EACH);
    this.rows.draw(shown, scaleOf(shown), isPast(picture, now));
  }
}
