// The map as one meets it: a picture, until somebody wants to move it. Then the map itself is
// fetched and takes the picture's place; where it cannot be, the picture stays.
//
//   openLook(root, {label, move, base, tiles, lines, landmarks, onSelect, onWhole})
//     as openMap and openPicture have it; move: what the button says
//     onWhole(view)  the map itself was opened
//   returns {draw(features), drawGroups(groups), select(id), whole()}
//     whole() opens the map itself; returns it, or null without signal
import { el } from "./dom.js";
import { openPicture } from "./map-picture.js";

export const openLook = (root, options) => new Look(root, options);

class Look {
  constructor(root, options) {
    Object.assign(this, { root, options, features: [], groups: [], selected: null });
    root.setAttribute("role", "region");
    root.setAttribute("aria-label", options.label);
    this.button = el("button", { class: "button-quiet move", type: "button", text: options.move });
    this.button.onclick = () => this.#moved();
    this.shown = openPicture(root, { lines: options.lines, landmarks: options.landmarks, onSelect: options.onSelect, onWish: () => this.#moved() });
    root.append(this.button);
    if (options.tiles) this.whole(); // a picture has no streets, and who set them wants them seen
  }

  draw(features) {
    this.features = features;
    this.shown.draw(features);
  }

  drawGroups(groups) {
    this.groups = groups;
    this.shown.drawGroups(groups);
  }

  select(id) {
    this.selected = id;
    this.shown.select(id);
  }

  whole() {
    this.opening ??= this.#open().catch(() => {
      this.opening = null; // it is asked for again
      return null;
    });
    return this.opening;
  }

  async #open() {
    this.root.setAttribute("aria-busy", "true");
    const [{ openMap }] = await Promise.all([import("./map-view.js"), styled()]).finally(() => this.root.removeAttribute("aria-busy"));
    this.shown.close();
    this.button.remove();
    this.shown = openMap(this.root, this.options);
    this.shown.drawGroups(this.groups);
    this.shown.draw(this.features);
    if (this.selected !== null) this.shown.select(this.selected);
    this.options.onWhole?.(this.shown);
    return this.shown;
  }

  /** Open the map for who asked for it: their focus goes along. */
  async #moved() {
    const view = await this.whole();
    view?.map.getContainer().focus({ preventScroll: true });
  }
}

/** Load the map's own style before all others, which build on it. */
function styled() {
  const href = new URL("./leaflet/leaflet.css", import.meta.url).href;
  if (document.querySelector(`link[href$="leaflet/leaflet.css"]`)) return Promise.resolve();
  const link = el("link", { rel: "stylesheet", href });
  return new Promise((done, fail) => {
    link.onload = done;
    link.onerror = () => {
      link.remove();
      fail(new Error("no style"));
    };
    document.head.prepend(link);
  });
}
