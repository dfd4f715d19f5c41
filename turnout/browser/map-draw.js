// Saying where: a spot under the crosshair, or corners of a line or an outline.
//
//   openDrawing(view, t, onChange = () => {})
//     onChange(geometry)  whenever what is drawn changed; null while it is not whole yet
//   returns {bar, geometry(), start(kind), show(geometry), stop()}
import { el, setText } from "./dom.js";
import { L } from "./map-leaflet.js";

const LOCATED_ZOOM = 17;
const PATIENCE_MS = 15_000; // a phone between houses takes that long
const PLACES = 6; // of a degree: a decimetre
const LEAST = { line: 2, polygon: 3 };
const MOST_CORNERS = 200; // a thumb does not draw more

export function openDrawing(view, t, onChange = () => {}) {
  return new Drawing(view, t, onChange);
}

class Drawing {
  constructor(view, t, onChange) {
    Object.assign(this, { view, t, onChange, corners: [], kind: "point" });
    this.said = el("p", { class: "notice", role: "status", hidden: "" });
    this.sketch = L.layerGroup();
    this.cross = el("div", { class: "crosshair", "aria-hidden": "true" });
    this.add = button(t("map.add_corner"), () => this.#corner(view.map.getCenter()));
    this.back = button(t("map.undo_corner"), () => this.#undo());
    this.here = button(t("map.use_location"), () => this.#locate());
    this.kinds = el("select", { id: "map-kind" }, ...["point", "polygon", "line"].map((kind) =>
      el("option", { value: kind, text: t(`map.kind_${kind}`) })));
    this.kinds.onchange = () => this.#turn(this.kinds.value);
    this.how = el("p", { class: "hint", role: "status" });
    this.bar = el("div", { class: "drawing" },
      this.how, el("div", { class: "acts" }, this.here, this.add, this.back), this.said,
      el("div", { class: "field" }, el("label", { for: "map-kind", text: t("map.kind") }), this.kinds));
    this.moved = () => this.kind === "point" && this.#tell();
    this.tapped = ({ latlng }) => (this.kind === "point" ? view.map.panTo(latlng) : this.#corner(latlng));
  }

  start(kind = "point") {
    this.stop();
    this.corners = [];
    this.view.hold(); // nobody's first area may move the map away under a thumb that draws
    this.view.map.getContainer().classList.add("drawn-on");
    this.view.map.getContainer().append(this.cross);
    this.sketch.addTo(this.view.map);
    this.view.map.on("move", this.moved).on("click", this.tapped);
    this.kinds.value = kind;
    this.#turn(kind);
  }

  stop() {
    this.view.map.off("move", this.moved).off("click", this.tapped);
    this.view.map.getContainer().classList.remove("drawn-on");
    this.cross.remove();
    this.sketch.remove();
  }

  /** Draw what the server offers in place of what was drawn. */
  show(geometry) {
    const rings = { Point: [[geometry.coordinates]], LineString: [geometry.coordinates] }[geometry.type]
      ?? geometry.coordinates;
    this.kind = { Point: "point", LineString: "line" }[geometry.type] ?? "polygon";
    this.corners = rings[0].map(([lon, lat]) => L.latLng(lat, lon));
    if (this.kind === "polygon") this.corners.pop(); // its last corner is its first
    if (this.kind === "point") this.view.map.setView(this.corners[0]);
    this.kinds.value = this.kind;
    this.#turn(this.kind);
  }

  geometry() {
    const places = this.corners.map(degrees);
    if (this.kind === "point") {
      return { type: "Point", coordinates: degrees(this.view.map.getCenter()) };
    }
    if (places.length < LEAST[this.kind]) return null;
    return this.kind === "line" ? { type: "LineString", coordinates: places }
      : { type: "Polygon", coordinates: [[...places, places[0]]] };
  }

  #turn(kind) {
    this.kind = kind;
    this.add.hidden = this.back.hidden = kind === "point";
    this.#tell();
  }

  #corner(at) {
    if (this.corners.length >= MOST_CORNERS) return setText(this.said, this.t("map.most_corners", { n: MOST_CORNERS }));
    this.corners.push(at);
    return this.#tell();
  }

  #undo() {
    this.corners.pop();
    this.#tell();
  }

  #tell() {
    this.#sketchIt();
    const short = (LEAST[this.kind] ?? 0) - this.corners.length;
    this.how.textContent = this.kind === "point" ? this.t("map.how_point")
      : short > 0 ? this.t("map.corners_missing", { n: short }) : this.t("map.corners", { n: this.corners.length });
    this.back.disabled = !this.corners.length;
    this.onChange(this.geometry());
  }

  #sketchIt() {
    this.sketch.clearLayers();
    if (this.kind === "point") return;
    const drawn = this.kind === "line" ? L.polyline : L.polygon;
    drawn(this.corners, { className: "sketch", interactive: false }).addTo(this.sketch);
    for (const corner of this.corners) {
      L.circleMarker(corner, { radius: 5, className: "sketch-corner", interactive: false }).addTo(this.sketch);
    }
  }

  #locate() {
    if (!("geolocation" in navigator) || !window.isSecureContext) {
      return setText(this.said, this.t("map.location_https"));
    }
    this.here.disabled = true;
    const done = (sentence) => {
      this.here.disabled = false;
      setText(this.said, sentence);
    };
    return navigator.geolocation.getCurrentPosition(({ coords }) => {
      this.view.map.setView([coords.latitude, coords.longitude], LOCATED_ZOOM, { animate: false });
      done(this.t("map.located", { n: Math.max(1, Math.round(coords.accuracy)) }));
    }, ({ code }) => done(this.t(code === 1 ? "map.location_refused" : "map.location_none")),
    { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: PATIENCE_MS });
  }
}

function button(text, act) {
  const made = el("button", { class: "button-quiet", type: "button", text });
  made.onclick = act;
  return made;
}

const degrees = ({ lat, lng }) => [lng, lat].map((value) => Number(value.toFixed(PLACES)));
