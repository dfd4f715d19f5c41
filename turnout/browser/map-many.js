// Where there are more areas than a phone can draw: which are in view, and how many where.
import { L } from "./map-leaflet.js";

const CELL_PIXELS = 88; // counts of 44 pixels with as much room around them
const boxes = new WeakMap();

/** Return the bounds of an area's shape. */
export function boxOf(feature) {
  const known = boxes.get(feature.geometry);
  if (known) return known;
  const box = L.latLngBounds([]);
  const { type, coordinates } = feature.geometry;
  const places = type === "Point" ? [coordinates] : coordinates.flat({ LineString: 0, Polygon: 1 }[type] ?? Infinity);
  places.forEach(([lon, lat]) => box.extend([lat, lon]));
  boxes.set(feature.geometry, box);
  return box;
}

/** Return those of `features` that are in `bounds`. */
export const within = (features, bounds) => features.filter((feature) => bounds.intersects(boxOf(feature)));

/**
 * Return {at, n, need} for each square of the screen in which there are areas: their middle, how
 * many there are, and how many of them need help.
 */
export function counted(features, map) {
  const zoom = map.getZoom();
  const cells = new Map();
  for (const feature of features) {
    const at = map.project(boxOf(feature).getCenter(), zoom);
    const name = `${Math.floor(at.x / CELL_PIXELS)} ${Math.floor(at.y / CELL_PIXELS)}`;
    const cell = cells.get(name) ?? { sum: L.point(0, 0), n: 0, need: 0 };
    const need = cell.need + Number(feature.properties.state !== "cleaned");
    cells.set(name, { sum: cell.sum.add(at), n: cell.n + 1, need });
  }
  return [...cells.values()].map(({ sum, n, need }) => ({ at: map.unproject(sum.divideBy(n), zoom), n, need }));
}
