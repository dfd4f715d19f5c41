// The map: where help is needed and what is clean by now, with what was cleaned today beside it.
import { areasTold, CleanedRows, cleanedToday } from "./cleaned.js";
import { el, setText } from "./dom.js";
import { openPicture } from "./map-picture.js";

const STATES = ["reported", "confirmed", "scheduled", "cleaned", "reopened"];
const NAMED = 2; // of what was cleaned today
const KANSAS = { west: -102.1, south: 36.9, east: -94.5, north: 40.1 }; // counties are drawn there

export function open(wall) {
  wall.dress("map.css");
  return new MapScene(wall);
}

class MapScene {
  constructor(wall) {
    this.wall = wall;
    this.asks = ["areas"];
    this.map = el("div", { class: "map" });
    this.told = el("p", { class: "areas-told" });
    this.states = el("ul", { class: "map-states" });
    this.todayTitle = el("h2");
    this.today = el("ul", { class: "rows cleaned" });
    this.cleaned = new CleanedRows(this.today);
    this.element = el("div", { class: "scene-map" }, this.map,
      el("div", { class: "map-beside" }, this.told, this.states, this.todayTitle, this.today));
  }

  enter() {
    this.picture = openPicture(this.map, { lines: this.lines ?? [], onSelect() {}, onWish() {} });
    this.drawn = null; // a new one shows nothing yet
  }

  /** Let its observer go: it would watch a map that nobody sees. */
  leave() {
    this.picture?.close();
    this.picture = null;
  }

  draw(picture, now) {
    const { t, news } = this.wall;
    drawTold(this.told, areasTold(t, picture, now));
    const today = cleanedToday(t, picture, now).slice(0, NAMED);
    setText(this.todayTitle, today.length ? t("board.cleaned_today") : "");
    this.cleaned.draw(today);
    const { told } = news.areas;
    if (!told || told === this.drawn || !this.picture) return;
    this.drawn = told;
    const features = told.features.filter((area) => isOn(area, told, picture.event));
    this.#drawStates(features);
    this.picture.drawGroups(told.groups);
    this.picture.draw(features);
    this.#drawLines(features);
  }

  #drawStates(features) {
    const counts = STATES.map((state) =>
      [state, features.filter((each) => each.properties.state === state).length]);
    this.states.replaceChildren(...counts.filter(([, n]) => n).map(([state, n]) =>
      el("li", {}, el("i", { class: `area-sign sign-${state}` }),
        el("span", { text: this.wall.t(`map.count_${state}`, { n }) }))));
  }

  /** Draw the outlines to find one's way by, once they are here; the map does without. */
  async #drawLines(features) {
    this.outlines ??= fetch(new URL(fileOf(features), import.meta.url))
      .then((answer) => answer.json()).then(linesOf).catch(() => null);
    const lines = await this.outlines;
    if (!lines) this.outlines = null; // asked again with the next areas
    if (!lines || !this.picture || this.lines) return;
    this.lines = lines;
    this.leave();
    this.enter();
    this.picture.drawGroups(this.wall.news.areas.told.groups);
    this.picture.draw(features);
    this.drawn = this.wall.news.areas.told;
  }
}

/** Write each sentence on a line of its own, a space between them for whoever hears them. */
function drawTold(root, sentences) {
  if (root.textContent === sentences.join(" ")) return;
  root.replaceChildren(...sentences.flatMap((text, place) => [place ? " " : "", el("span", { text })]));
}

/** Return whether an area of the map `told` is the event's: on its date, or cleaned there. */
const isOn = ({ properties: { date, cleaned } }, told, event) =>
  !told.event || told.event === event || date === event || cleaned?.date === event;

/** Return the file of outlines: counties where all areas are in Kansas, else states. */
function fileOf(features) {
  const spots = features.flatMap(({ geometry }) => geometry.coordinates.flat(Infinity));
  const inside = spots.every((of, place) => (place % 2
    ? of > KANSAS.south && of < KANSAS.north : of > KANSAS.west && of < KANSAS.east));
  return inside ? "kansas_counties.geojson" : "states.geojson";
}

const linesOf = ({ features }) => features.flatMap(({ geometry: { type, coordinates } }) =>
  ({ LineString: [coordinates], MultiLineString: coordinates, Polygon: coordinates }[type] ?? coordinates.flat()));
