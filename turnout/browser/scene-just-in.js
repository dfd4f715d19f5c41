// What came in last, large: each slides in once.
import { el, setText } from "./dom.js";
import { slideIn } from "./motion.js";
import { justIn, quote } from "./standing.js";
import { hour } from "./when.js";

const MOST = 5;

export const open = (wall) => new JustIn(wall);

class JustIn {
  constructor(wall) {
    this.wall = wall;
    this.element = el("ol", { class: "scene-just-in" });
    this.none = el("li", { class: "none" });
    this.kept = new Map();
  }

  draw(picture) {
    const { t } = this.wall;
    const at = new Map(picture.just_in.map((item) => [item.seq, item.at]));
    const items = justIn(t, picture).slice(0, MOST);
    const before = this.kept;
    this.kept = new Map(items.map((item) => [item.seq, before.get(item.seq) ?? this.#line(picture, item, at.get(item.seq))]));
    setText(this.none, items.length ? "" : t("light.nothing_in"));
    const lines = items.length ? [...this.kept.values()] : [this.none];
    const same = lines.length === this.element.children.length
      && lines.every((line, place) => this.element.children[place] === line);
    if (same) return;
    this.element.replaceChildren(...lines);
    if (before.size) items.filter(({ seq }) => !before.has(seq)).forEach(({ seq }) => slideIn(this.kept.get(seq)));
  }

  #line(picture, { text, words }, at) {
    const [people, ...rest] = text.split(" ");
    const signed = /^[+−]/.test(people);
    const said = quote(words);
    if (said) said.dataset.clamp = "";
    return el("li", {}, signed && el("strong", { text: people }),
      el("span", { class: "in-words" }, el("span", { text: signed ? rest.join(" ") : text, "data-clamp": "" }), said),
      el("time", { datetime: at, text: hour(this.wall.t, picture, new Date(at)) }));
  }
}
