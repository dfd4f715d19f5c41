// The map as a picture: the same areas, patterns and signs, drawn without what moves a map, which
// weighs more than all the rest of the page.
//
//   openPicture(root, {lines, landmarks, onSelect, onWish})
//     lines      [[longitude, latitude], ...] of outlines to find one's way by
//     landmarks  on a group's page, where all of the group is seen: [{title, at: [longitude, latitude]}]
//     onWish()  somebody wants to move it, or to see more than a picture shows
//   returns {draw(features), drawGroups(groups), select(id), close()}
import { el } from "./dom.js";
import { patterns } from "./map-patterns.js";

const KANSAS = [[-102.1, 36.9], [-94.5, 40.1]]; // nothing to show yet
const FREE_PIXELS = 24; // on each side, so that no sign is cut off
const CLOSEST = 46_600; // pixels in a degree: a corner and the houses beside it
const POINT_PIXELS = 9;
const THUMB_PIXELS = 24; // from a sign's middle that still mean it
const MOST_SIGNS = 120; // of more, each is a dot: signs would hide each other

export const openPicture = (root, options) => new Picture(root, options);

class Picture {
  constructor(root, options) {
    Object.assign(this, { root, ...options, features: [], groups: [], selected: null });
    this.drawing = svg("svg", { "aria-hidden": "true" });
    this.signs = el("div", { "aria-hidden": "true" });
    this.picture = el("div", { class: "picture" }, this.drawing, this.signs);
    root.append(this.picture);
    this.picture.onclick = (event) => this.#tapped(event);
    this.watch = new ResizeObserver(() => this.#draw());
    this.watch.observe(root);
  }

  draw(features) {
    this.features = features;
    this.#draw();
  }

  drawGroups(groups) {
    this.groups = groups.filter(({ geometry }) => geometry);
    this.#draw();
  }

  select(id) {
    this.selected = id;
    for (const each of this.picture.querySelectorAll("[data-at]")) {
      each.classList.toggle("chosen", this.features[each.dataset.at]?.id === id);
    }
  }

  close() {
    this.watch.disconnect();
    this.picture.remove();
  }

  /** Choose the area under a thumb, or the nearest one that it can have meant. */
  #tapped({ target, clientX, clientY }) {
    if (this.features.length > MOST_SIGNS) return this.onWish();
    const far = ({ left, top, width, height }) => Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY);
    const signs = [...this.signs.querySelectorAll("[data-at]")].map((sign) => ({ sign, pixels: far(sign.getBoundingClientRect()) }));
    const nearest = signs.filter(({ pixels }) => pixels <= THUMB_PIXELS).sort((a, b) => a.pixels - b.pixels)[0]?.sign;
    const { at } = (target.closest("path[data-at]") ?? nearest)?.dataset ?? {};
    return at === undefined ? this.onWish() : this.onSelect(this.features[at].id);
  }

  /** Return the corners of what is shown: of the first areas, and the view never jumps; of all of a group. */
  #around() {
    const { features, groups, landmarks } = this;
    const corners = (shown) => shown.flatMap(({ geometry }) => cornersOf(geometry));
    if (landmarks) return [...corners([...groups, ...features]), ...landmarks.map(({ at }) => at)];
    if (features.length) this.first ??= corners(features);
    return this.first ?? KANSAS;
  }

  #draw() {
    const { clientWidth: wide, clientHeight: high } = this.root;
    if (!wide || !high) return;
    const to = viewOf(this.#around(), wide, high);
    const small = this.features.length > MOST_SIGNS ? " dot" : "";
    const clean = ({ properties }) => properties.state === "cleaned";
    const order = this.features.map((feature, at) => [feature, at]).sort(([a], [b]) => clean(a) - clean(b));
    this.drawing.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    this.drawing.replaceChildren(
      ...this.lines.map((line) => svg("path", { class: "base-line", d: pathOf([line], to) })),
      ...this.groups.map(({ geometry }) => svg("path", { class: "group-line", d: pathOf(ringsOf(geometry), to) })),
      ...order.filter(([{ geometry }]) => !small || geometry.type !== "Point").map(([feature, at]) => shapeOf(feature, at, to)));
    patterns(this.drawing);
    this.signs.replaceChildren(
      ...this.groups.map(({ name, geometry }) => placed(el("span", { class: "group-name", text: name }), middleOf(geometry, to))),
      ...(this.landmarks ?? []).map(({ title, at }) => placed(el("span", { class: "landmark", title }), to(at))),
      ...order.map(([{ geometry, properties: { state } }, at]) =>
        placed(el("i", { class: `area-sign sign-${state}${small}`, "data-at": at }), middleOf(geometry, to))));
    this.select(this.selected);
  }
}

/** Return how a place [longitude, latitude] lies in a picture of these corners: [x, y] in pixels. */
function viewOf(corners, wide, high) {
  const flat = corners.map(([lon, lat]) => [lon, mercator(lat)]);
  const [[west, south], [east, north]] = [Math.min, Math.max].map((of) => [0, 1].map((n) => flat.reduce((a, b) => of(a, b[n]), flat[0][n])));
  const fits = (room, needed) => (room - 2 * FREE_PIXELS) / Math.max(needed, 1e-9);
  const scale = Math.min(CLOSEST, fits(wide, east - west), fits(high, north - south));
  return ([lon, lat]) => [wide / 2 + (lon - (west + east) / 2) * scale, high / 2 - (mercator(lat) - (south + north) / 2) * scale];
}

/** Return how far north a latitude is drawn, in the degrees of the equator. */
const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360)) * 180 / Math.PI;

const ringsOf = ({ type, coordinates }) => ({ Point: [[coordinates]], LineString: [coordinates] })[type]
  ?? (type === "MultiPolygon" ? coordinates.flat() : coordinates);

const cornersOf = (geometry) => ringsOf(geometry).flat();

/** Return the middle of what is seen of a shape. */
function middleOf(geometry, to) {
  const spots = cornersOf(geometry).map(to);
  return [0, 1].map((n) => (Math.min(...spots.map((spot) => spot[n])) + Math.max(...spots.map((spot) => spot[n]))) / 2);
}

function pathOf(rings, to) {
  return rings.map((ring) => `M${ring.map((place) => to(place).map((pixels) => pixels.toFixed(1)).join(" ")).join("L")}`).join("");
}

function shapeOf({ geometry, properties: { state, waiting } }, at, to) {
  const kind = { class: `area area-${state}${waiting ? " area-waiting" : ""}`, "data-at": at };
  if (geometry.type === "Point") {
    const [cx, cy] = to(geometry.coordinates);
    return svg("circle", { ...kind, cx, cy, r: POINT_PIXELS });
  }
  const filled = geometry.type === "LineString" ? { fill: "none" } : { "fill-rule": "evenodd" };
  return svg("path", { ...kind, ...filled, d: pathOf(ringsOf(geometry), to) });
}

function placed(element, [x, y]) {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
  return element;
}

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
