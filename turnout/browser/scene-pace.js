// How it grows, and where it leads to on the day.
import { expects } from "./bar.js";
import { el, setText } from "./dom.js";
import { drawPace, hasPace, paceFigure } from "./pace.js";
import { toneOf } from "./seeing.js";
import { needed } from "./standing.js";
import { isPast, toGo } from "./when.js";

export const open = (wall) => new Pace(wall);

class Pace {
  constructor(wall) {
    this.wall = wall;
    this.asks = ["pace"];
    this.figure = paceFigure(wall.t, "spoken");
    this.toGo = el("strong");
    this.needed = el("span");
    this.expects = el("p", { class: "expects" });
    this.element = el("div", { class: "scene-pace" }, this.figure,
      el("div", { class: "pace-told" }, el("p", { class: "ask" }, this.toGo, " ", this.needed), this.expects));
  }

  draw(picture, now) {
    const { t, news } = this.wall;
    const soFar = news.pace.told?.so_far;
    this.figure.hidden = !hasPace(soFar);
    if (!this.figure.hidden) drawPace(this.figure, soFar, picture, picture, now);
    setText(this.toGo, toGo(t, picture, now));
    setText(this.needed, needed(t, picture, now, toneOf(picture, "wall")));
    setText(this.expects, isPast(picture, now) ? "" : expects(t, picture.forecast, "public"));
  }
}
