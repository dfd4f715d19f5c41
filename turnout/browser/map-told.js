// The map as this phone tells it: what it has said already shows, also while nobody else knows.

const BECOMES = { confirm: "confirmed", clean: "cleaned", reopen: "reopened" };
const CHANGES = ["title", "text", "size", "wanted"];

/**
 * Return `features` with what this phone said of them, and its own places that are not among them.
 *
 * acts: what is kept and was not refused; own: reports that were sent and wait for a look.
 */
export function withTold(features, acts, own) {
  const shown = new Map(features.map((feature) => [feature.id, feature]));
  for (const report of own) if (!shown.has(report.id)) shown.set(report.id, placeOf(report, { waiting: true }));
  for (const act of acts) {
    if (act.refused || act.repair) continue;
    if (act.kind === "put") put(shown, act);
    else if (shown.has(act.area)) shown.set(act.area, after(shown.get(act.area), act));
  }
  return [...shown.values()];
}

/** Show a place until the map has it: also in the moment when it has, and the answer is on its way. */
function put(shown, { answer, key, ...told }) {
  const id = answer?.area ?? key;
  if (!answer && [...shown.values()].some((each) => isSame(each, told))) return;
  const state = answer?.held === false ? answer.state : "reported";
  if (!shown.has(id)) shown.set(id, placeOf({ ...told, id }, { state, waiting: !answer || answer.held, unsent: !answer }));
}

const isSame = (feature, { title, geometry }) =>
  feature.properties.title === title.trim() && extent(feature.geometry) === extent(geometry);

/** Return a shape's corners as text: the server may turn an outline the other way round. */
function extent({ coordinates }) {
  const flat = coordinates.flat(Infinity);
  const [lon, lat] = [0, 1].map((odd) => flat.filter((_, place) => place % 2 === odd));
  return [lon, lat].flatMap((all) => [Math.min(...all), Math.max(...all)]).map((value) => value.toFixed(6)).join(" ");
}

/** Return a feature for a place that only this phone knows. */
function placeOf({ id, geometry, title, text = "", size = "" }, how) {
  return { type: "Feature", id, geometry, properties: { title, text, size, state: "reported", date: "", m2: 0, wanted: 0, steward: "",
    handle: "", cleaned: null, photos: [], seq: 0, own: true, ...how } };
}

function after(feature, act) {
  const { properties } = feature;
  const state = BECOMES[act.kind] ?? (act.kind === "undo" && act.was) ?? properties.state;
  const changed = act.kind === "change" ? Object.fromEntries(CHANGES.filter((name) => name in act).map((name) => [name, act[name]])) : {};
  const geometry = (act.kind === "change" && act.geometry) || feature.geometry;
  const unsent = !act.answer;
  const waiting = act.kind === "confirm" ? false : properties.waiting;
  return { ...feature, geometry, properties: { ...properties, ...changed, state: state || properties.state, waiting, unsent,
    seq: `${properties.seq} ${act.key}` } };
}
