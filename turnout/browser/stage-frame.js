// The frame around every scene but the poster: what it shows and of which event above, and below
// the one question of the wall, how many are coming.
import { drawBar, spoken } from "./bar.js";
import { el, setClamped, setStressed, setText } from "./dom.js";
import { countTo } from "./motion.js";
import { fitTitle } from "./poster.js";
import { phrase } from "./standing.js";
import { isPast, startsAt } from "./when.js";

const NAME = { most: 104, least: 60 }; // units of the wall

export class StageFrame {
  constructor(t) {
    const parts = { event: el("p", { class: "stage-event" }), title: el("h1", { class: "stage-title" }),
      page: el("p", { class: "page" }), number: el("strong", { class: "stage-number" }),
      phrase: el("span", { class: "stage-phrase" }), bar: el("div") };
    this.body = el("div", { class: "stage-body" });
    this.head = el("header", { class: "head" }, el("div", { class: "head-words" }, parts.event,
      el("div", { class: "stage-titled" }, parts.title, parts.page)));
    this.foot = el("footer", { class: "foot" }, el("p", { class: "stage-sum" }, parts.number, " ", parts.phrase), parts.bar);
    this.element = el("div", { class: "stage" }, this.head, this.body, this.foot);
    Object.assign(this, { t, parts });
  }

  /** Stand around `scene`; returns itself. */
  around(name, scene) {
    this.called = scene.isNameless ? "" : this.t(`show.scene_${name}`);
    setText(this.parts.page, "");
    this.body.replaceChildren(scene.element);
    scene.pages?.tell((said) => {
      setText(this.parts.page, said);
      if (this.called) fitScene(this.parts.title); // which page it is stands beside it
    });
    return this;
  }

  draw(picture, now) {
    const { t, parts } = this;
    const past = isPast(picture, now);
    setClamped(parts.event, this.called ? picture.title : startsAt(t, picture) + (picture.place && `, ${picture.place}`));
    setClamped(parts.title, this.called || picture.title);
    parts.title.className = this.called ? "stage-title" : "title";
    if (this.called) fitScene(parts.title);
    else fitTitle(parts.title);
    countTo(parts.number, picture.coming, t.lang);
    setStressed(parts.phrase, phrase(t, "board", picture, now));
    drawBar(parts.bar, past ? { ...picture, forecast: null } : picture, { label: spoken(t, picture, past) });
  }
}

/** Set a scene's name as large as what stands beside it lets it be. */
function fitScene(title) {
  title.style.setProperty("--fit", NAME.most);
  const fit = (0.99 * NAME.most * title.clientWidth) / (title.scrollWidth || 1);
  if (title.scrollWidth > title.clientWidth) title.style.setProperty("--fit", Math.max(NAME.least, fit));
}
