// Approved photos and stories, one at a time and large, with their words.
import { el, setClamped, setText } from "./dom.js";
import { PagedScene } from "./scene-pages.js";
import { at } from "./standing.js";

const LONG = 260; // letters of a story that need smaller ones

export const open = (wall) => new Stories(wall);

class Stories extends PagedScene {
  constructor(wall) {
    const photos = el("div", { class: "story-photos" });
    const title = el("h2", { class: "story-title" });
    const text = el("blockquote", { class: "story-text", dir: "auto" });
    const by = el("p", { class: "story-by" });
    const words = el("div", { class: "story-words" }, title, text, by);
    super(wall, el("article", { class: "scene-stories" }, photos, words));
    Object.assign(this, { asks: ["stories"], photos, title, text, by, words });
  }

  draw(picture) {
    this.picture = picture;
    const [story] = this.pages.of(this.wall.news.stories.told?.rows ?? [], 1);
    if (!story || story === this.shown) return;
    this.shown = story;
    this.#drawPhotos(story);
    setClamped(this.title, story.title);
    setText(this.text, story.text);
    this.text.dataset.clamp = ""; // a very long one ends in three dots
    this.text.classList.toggle("long", story.text.length > LONG);
    setText(this.by, this.#by(story));
    this.words.hidden = !story.title && !story.text && !this.by.textContent;
    this.element.classList.toggle("wordless", this.words.hidden || (!story.title && !story.text));
    this.element.classList.toggle("photoless", story.photos.length === 0);
  }

  /** Each photo keeps its shape: nothing of what somebody chose to show is cut off. */
  #drawPhotos({ photos }) {
    this.photos.hidden = photos.length === 0;
    this.photos.replaceChildren(...photos.map(({ src, alt, kind, width, height }) =>
      el("figure", {}, el("img", { src, alt, width, height, decoding: "async" }),
        photos.length > 1 && kind && el("figcaption", { text: this.t(`show.photo_${kind}`) }))));
  }

  #by({ by, licence, of, title }) {
    const t = this.t;
    return [by && t("show.photo_by", { who: at(by) }), of && of !== title && of, licence].filter(Boolean).join(" · ");
  }
}
