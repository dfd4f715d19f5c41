// The map itself: areas over a base that is ours, or over tiles where the operator set some.
// It knows nothing of lists, forms or the server.
//
//   openMap(root, {label, base, tiles, onSelect})
//     base   addresses of GeoJSON outlines to find one's way by; drawn where there are no tiles
//     tiles  {url, attribution}, or null
//   returns {map, draw(features), drawGroups(groups), fit(features), hold(), select(id), close()}
//     draw is called with all features; what did not change stays as it is, and the view too. Of
//     more than a phone can draw, those in view are drawn, or counted where they are too many
import { L } from "./map-leaflet.js";
import { boxOf, counted, within } from "./map-many.js";
import { patterns } from "./map-patterns.js";

const DEFAULT_VIEW = [[38.5, -98], 6]; // nothing to show yet: the middle of the country
const CLOSEST = 16; // a corner and the houses beside it
const CHOSEN_ZOOM = 15; // at which an area that was out of view is shown
const MOST_WHOLE = 300; // areas that are drawn wherever they are; of more, those in view
const MOST_SHAPES = 1_000; // a phone draws them in a second or two
const SIGN_PIXELS = 22;
const MOST_COVERED = 0.4; // of the map by signs: beyond that nobody can tell one from the other
const POINT_PIXELS = 9;

export function openMap(root, { label, base, tiles, onSelect }) {
  const map = L.map(root, { zoomControl: true, attributionControl: Boolean(tiles), maxZoom: 19,
    renderer: L.svg({ padding: 0.5 }), scrollWheelZoom: false, zoomSnap: tiles ? 1 : 0.25 });
  root.setAttribute("role", "region");
  root.setAttribute("aria-label", label);
  // A page is scrolled past a map: the wheel is the map's only while somebody works with it.
  root.addEventListener("focusin", () => map.scrollWheelZoom.enable());
  root.addEventListener("focusout", () => map.scrollWheelZoom.disable());
  map.setView(...DEFAULT_VIEW);
  L.control.scale({ maxWidth: 140 }).addTo(map);
  if (tiles) L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map);
  else drawBase(map, base ?? []);
  const view = new View(map, onSelect);
  for (const touch of ["pointerdown", "wheel", "keydown"]) root.addEventListener(touch, () => view.hold(), { passive: true });
  map.on("moveend", () => view.moved());
  const watch = new ResizeObserver(() => map.invalidateSize({ pan: false }));
  watch.observe(root);
  view.close = () => {
    watch.disconnect();
    map.remove();
  };
  return view;
}

/** Return a GeoJSON geometry's middle as Leaflet has places: [latitude, longitude]. */
export const middleOf = (geometry) => L.geoJSON(geometry).getBounds().getCenter();

class View {
  constructor(map, onSelect) {
    Object.assign(this, { map, onSelect, layers: new Map(), drawn: new Map(), fitted: false, features: [] });
    this.groups = L.layerGroup().addTo(map);
    this.counts = L.layerGroup().addTo(map);
  }

  draw(features) {
    this.features = features;
    if (!this.fitted && features.length) this.fit(features);
    this.#draw();
  }

  /** The view is where somebody wants it: nothing fits it by itself any more. */
  hold() {
    this.fitted = true;
  }

  moved() {
    if (this.features.length > MOST_WHOLE) this.#draw();
  }

  #draw() {
    const { features, map } = this;
    const inView = features.length > MOST_WHOLE ? within(features, map.getBounds().pad(0.2)) : features;
    const { x, y } = map.getSize();
    const tooMany = inView.length > Math.min(MOST_SHAPES, Math.max(MOST_WHOLE / 3, MOST_COVERED * x * y / SIGN_PIXELS ** 2));
    this.counts.clearLayers();
    this.#shapes(tooMany ? [] : inView);
    if (tooMany) counted(inView, map).forEach((cell) => this.#count(cell));
  }

  #count({ at, n, need }) {
    const icon = L.divIcon({ className: need ? "area-count" : "area-count all-clean", html: String(need || n), iconSize: [44, 44] });
    L.marker(at, { icon, keyboard: false }).addTo(this.counts)
      .on("click", () => this.map.setView(at, this.map.getZoom() + 2));
  }

  #shapes(features) {
    const now = new Map(features.map((feature) => [feature.id, feature]));
    for (const id of this.layers.keys()) if (!now.has(id)) this.#erase(id);
    for (const [id, feature] of now) {
      if (this.drawn.get(id) !== versionOf(feature)) this.#put(id, feature);
    }
    patterns(this.map.getPane("overlayPane").querySelector("svg"));
  }

  drawGroups(groups) {
    const version = JSON.stringify(groups);
    if (version === this.grouped) return; // their names would fade out and in
    this.grouped = version;
    this.groups.clearLayers();
    for (const group of groups.filter(({ geometry }) => geometry)) {
      L.geoJSON(group.geometry, { style: { className: "group-line" }, interactive: false })
        .bindTooltip(plain(group.name), { permanent: true, className: "group-name", direction: "center" })
        .addTo(this.groups);
    }
  }

  /** Show all `features`; done by itself for the first ones, and never again. */
  fit(features) {
    this.hold();
    const all = L.latLngBounds([]);
    features.forEach((feature) => all.extend(boxOf(feature)));
    this.map.fitBounds(all, { padding: [24, 24], maxZoom: CLOSEST, animate: false });
  }

  select(id) {
    const before = this.layers.get(this.selected);
    this.selected = id;
    const layer = this.layers.get(id);
    before?.getElementsOf().forEach((element) => element.classList.remove("chosen"));
    layer?.getElementsOf().forEach((element) => element.classList.add("chosen"));
    const feature = this.features.find((each) => each.id === id);
    if (!feature) return;
    this.hold();
    if (this.map.getBounds().contains(boxOf(feature)) && layer) return;
    this.map.fitBounds(boxOf(feature), { padding: [40, 40], maxZoom: Math.max(this.map.getZoom(), CHOSEN_ZOOM), animate: false });
  }

  #put(id, feature) {
    this.#erase(id);
    const layer = shape(feature).addTo(this.map);
    layer.on("click", () => this.onSelect(id));
    this.layers.set(id, layer);
    this.drawn.set(id, versionOf(feature));
    if (id === this.selected) layer.getElementsOf().forEach((element) => element.classList.add("chosen"));
  }

  #erase(id) {
    this.layers.get(id)?.remove();
    this.layers.delete(id);
    this.drawn.delete(id);
  }
}

const versionOf = ({ properties: { seq, state, waiting } }) => `${seq} ${state} ${Boolean(waiting)}`;

/** Return an element with `text` in it: Leaflet takes a string for HTML, and a name may come from
 *  anybody's map file. */
const plain = (text) => Object.assign(document.createElement("span"), { textContent: text });

/** Return an area's outline and, on it, the sign that tells its state without colour. */
function shape(feature) {
  const { state, waiting } = feature.properties;
  const className = `area area-${state}${waiting ? " area-waiting" : ""}`;
  const outline = L.geoJSON(feature, {
    style: { className },
    pointToLayer: (_, at) => L.circleMarker(at, { radius: POINT_PIXELS, className }),
  });
  const icon = L.divIcon({ className: `area-sign sign-${state}`, iconSize: [18, 18] });
  const sign = L.marker(outline.getBounds().getCenter(), { icon, keyboard: false });
  return Object.assign(L.featureGroup([outline, sign]), {
    getElementsOf: () => [...outline.getLayers(), sign].map((each) => each.getElement()).filter(Boolean),
  });
}

function drawBase(map, addresses) {
  map.createPane("base").style.zIndex = 250; // under the areas
  const renderer = L.canvas({ pane: "base" });
  const color = getComputedStyle(map.getContainer()).getPropertyValue("--map-line").trim() || "#ACA592";
  for (const address of addresses) {
    fetch(address).then((answer) => answer.json()).then((outlines) => {
      const style = { color, weight: 1, fill: false };
      L.geoJSON(outlines, { style, interactive: false, pane: "base", renderer }).addTo(map);
    }).catch(() => {}); // without it the areas still stand where they are
  }
}
