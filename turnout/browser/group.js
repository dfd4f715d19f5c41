// The small map on a group's page: its boundary, its areas in their states, and its landmarks.
// It is for looking; an area that is chosen opens its page.
//
//   mountGroup(root, {features, groups, landmarks, at, label, move, base, tiles, lines})
//     landmarks  [{title, at: [longitude, latitude]}];  at  where areas' pages are: at + id
import { openLook } from "./map-look.js";

export function mountGroup(root, { at, ...options }) {
  const look = openLook(root, { ...options, onSelect: (id) => location.assign(at + id), onWhole: (view) => around(view, options) });
  look.drawGroups(options.groups.filter(({ geometry }) => geometry));
  look.draw(options.features);
}

/** Show all of a group on its map, with its landmarks. */
async function around(view, { features, groups, landmarks }) {
  const { L } = await import("./map-leaflet.js");
  const spots = landmarks.map((each) => ({ geometry: { type: "Point", coordinates: each.at } }));
  const all = [...groups.filter(({ geometry }) => geometry), ...features, ...spots];
  if (all.length) view.fit(all);
  const icon = L.divIcon({ className: "landmark", iconSize: [16, 16] });
  for (const { title, at: [lon, lat] } of landmarks) {
    L.marker([lat, lon], { icon, keyboard: false, interactive: true }).bindTooltip(plain(title)).addTo(view.map);
  }
}

/** Return a stranger's words as what they are: text. */
const plain = (text) => Object.assign(document.createElement("span"), { textContent: text });
