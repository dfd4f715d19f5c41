// Drawing a place at a desk, as a Streamlit component: the light map's own map and drawing.
// Mounted by component.js; called anew for each change of `data`:
// {areasUrl, base, tiles, words, lang}. What is drawn reaches Python as the state "geometry".
import { el } from "./dom.js";
import { openDrawing } from "./map-draw.js";
import { openMap } from "./map-view.js";
import { speaker } from "./words.js";

const CALM_MS = 400; // a map that is being moved is on its way, and each word of it is a run

export function mount({ data, parentElement, setStateValue }) {
  parentElement.place ??= new Place(parentElement, data);
  parentElement.place.tell = (geometry) => setStateValue("geometry", geometry);
  return () => {
    if ((parentElement.host ?? parentElement).isConnected) return;
    parentElement.place?.close();
    delete parentElement.place;
  };
}

class Place {
  constructor(parent, data) {
    const t = speaker(data.words, data.lang);
    const canvas = el("div", { class: "map" });
    this.root = el("section", { class: "place", lang: data.lang }, canvas);
    parent.append(this.root);
    this.view = openMap(canvas, { label: t("map.label"), base: data.base, tiles: data.tiles, onSelect: () => {} });
    this.drawing = openDrawing(this.view, t, (geometry) => this.#later(geometry));
    this.root.append(this.drawing.bar);
    this.#around(data.areasUrl).then(() => this.drawing.start("polygon"));
  }

  close() {
    clearTimeout(this.timer);
    this.drawing.stop();
    this.view.close();
    this.root.remove();
  }

  /** Show what is on the map already: one draws beside it, and not over it. */
  async #around(url) {
    const heard = await fetch(url).catch(() => null);
    if (!heard?.ok) return;
    const { features, groups } = await heard.json();
    this.view.drawGroups(groups);
    this.view.draw(features);
  }

  #later(geometry) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(geometry), CALM_MS);
  }
}
