// The challenges with their clocks: two to a page, one alone fills it.
import { challengeCard } from "./challenges.js";
import { el } from "./dom.js";
import { PagedScene } from "./scene-pages.js";
import { toneOf } from "./seeing.js";

const EACH = 2;
const NAMED = 2; // of those who take part, on each

export const sheet = "challenges.css";

export function open(wall) {
  return new Challenges(wall);
}

class Challenges extends PagedScene {
  constructor(wall) {
    super(wall, el("ul", { class: "challenges" }));
    this.kept = new Map();
  }

  draw(picture, now) {
    this.picture = picture;
    const all = picture.challenges ?? [];
    const shown = this.isColumn ? all : this.pages.of(all, EACH);
    const options = { zone: picture.zone, tone: toneOf(picture, "wall"), parts: NAMED };
    const cards = shown.map((challenge) => this.#card(challenge, now, options));
    const ids = new Set(all.map(({ id }) => id));
    for (const id of this.kept.keys()) if (!ids.has(id)) this.kept.delete(id);
    const same = cards.length === this.element.children.length
      && cards.every((card, place) => this.element.children[place] === card);
    if (!same) this.element.replaceChildren(...cards);
    this.element.classList.toggle("alone", cards.length === 1);
  }

  #card(challenge, now, options) {
    const card = this.kept.get(challenge.id) ?? challengeCard(this.t, challenge, now, options);
    this.kept.set(challenge.id, card);
    card.write(challenge, now, options);
    return card;
  }
}
