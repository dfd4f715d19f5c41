// The small map on a group's page: its boundary, its areas in their states, and its landmarks.
// It is for looking; an area that is chosen opens its page.
//
//   mountGroup(root, {features, groups, landmarks, at, label, base, tiles})
//     landmarks  [{title, at: [longitude, latitude]}];  at  where areas' pages are: at + id
import { L } from "./map-leaflet.js";
import { openMap } from "./map-view.js";

export function mountGroup(root, { features, groups, landmarks, at, label, base, tiles }) {
  const view = openMap(root, { label, base, tiles, onSelect: (id) => location.assign(at + id) });
  const drawn = groups.filter(({ geometry }) => geometry);
  const spots = landmarks.map((each) => ({ geometry: { type: "Point", coordinates: each.at } }));
  const all = [...drawn, ...features, ...spots];
  if (all.length) view.fit(all);
  view.drawGroups(drawn);
  view.draw(features);
  const icon = L.divIcon({ className: "landmark", iconSize: [16, 16] });
  for (const { title, at: [lon, lat] } of landmarks) {
    L.marker([lat, lon], { icon, keyboard: false, interactive: true }).bindTooltip(el(title)).addTo(view.map);
  }
}

/** Return a stranger's words as what they are: text. */
const el = (text) => Object.assign(document.createElement("span"), { textContent: text });
