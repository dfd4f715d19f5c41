// The pace: how many were coming at each day's end, the pace that the goal needs, and where it
// leads to on the day. Small on the pocket, large on the wall; a table of the same goes with it.
// Styles: pace.css.
import { el, setText } from "./dom.js";
import { dayOfMonth } from "./when.js";
import { number } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const LINES = ["fan", "so-far", "middle", "needed"]; // the last on top
const ROOM = 1.12; // above the highest, for what is written there
const FAN_STEPS = 8; // the fan's edge is drawn straight between them
const FEWEST_DAYS = 2; // of one day there is no line

/** Return whether there is a line to draw of `soFar`: [[when, coming by then], ...]. */
export const hasPace = (soFar) => (soFar?.length ?? 0) >= FEWEST_DAYS;

/** Return an empty figure, for drawPace; table: "folded" to unfold by hand, or "spoken". */
export function paceFigure(t, table) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  const paths = Object.fromEntries(LINES.map((name) => [name, path(svg, name)]));
  const [goal, range, from, to] = ["goal", "range", "from", "to"].map((name) =>
    el("span", { class: `pace-${name}`, "aria-hidden": "true" }));
  const rows = el("tbody");
  const head = el("tr", {}, ...["forecast.pace_day", "forecast.pace_coming"].map((key) =>
    el("th", { scope: "col", text: t(key) })));
  const whole = el("table", {}, el("caption", { class: "spoken", text: t("forecast.pace_title") }), el("thead", {}, head), rows);
  const behind = table === "folded"
    ? el("details", { class: "pace-table" }, el("summary", { text: t("forecast.pace_table") }), whole)
    : el("div", { class: "spoken" }, whole);
  const figure = el("div", { class: "pace" },
    el("div", { class: "pace-plot" }, svg, goal, range), el("p", { class: "pace-days" }, from, to), behind);
  return Object.assign(figure, { t, paths, goal, range, from, to, rows });
}

/**
 * Draw `heads` ({coming, goal, forecast}) after `soFar` into `figure`; again for each change.
 * event: {starts_at, zone}, of which nothing is drawn beyond its start.
 */
export function drawPace(figure, soFar, heads, event, now) {
  const { t, paths } = figure;
  const forecast = heads.forecast?.high ? heads.forecast : null;
  const points = [...soFar.map(([at, n]) => [+new Date(at), n]), [+now, heads.coming]];
  const first = points[0][0];
  const last = Math.max(+new Date(event.starts_at), +now);
  const high = ROOM * Math.max(heads.goal || 0, forecast?.high ?? 0, ...points.map(([, n]) => n), 1);
  const place = ([at, n]) => `${(100 * (at - first)) / Math.max(last - first, 1)} ${100 - (100 * n) / high}`;
  paths["so-far"].setAttribute("d", area(points, place, first));
  const ahead = last > +now;
  const here = [+now, heads.coming];
  paths.needed.setAttribute("d", ahead && heads.goal > heads.coming ? `M${place(here)}L${place([last, heads.goal])}` : "");
  paths.fan.setAttribute("d", ahead && forecast ? fan(here, last, forecast, place) : "");
  paths.middle.setAttribute("d", ahead && forecast ? `M${place(here)}L${place([last, forecast.mid])}` : "");
  label(figure.goal, heads.goal ? t("forecast.pace_goal", { n: heads.goal }) : "", heads.goal / high);
  label(figure.range, ahead && forecast ? t("forecast.pace_range", forecast) : "", forecast?.high / high);
  setText(figure.from, dayOfMonth(t, event, new Date(first)));
  setText(figure.to, dayOfMonth(t, event, new Date(last)));
  drawRows(figure, points, heads, event, ahead && forecast, last);
}

/** Return steps: what stood at a day's end stood until the next one came. */
function area(points, place, first) {
  let d = `M${place([first, 0])}`;
  points.forEach(([at, n], of) => {
    if (of) d += `L${place([at, points[of - 1][1]])}`;
    d += `L${place([at, n])}`;
  });
  return `${d}L${place([points.at(-1)[0], 0])}Z`;
}

/** Doubt grows as that of a sum of days does: with the root of the time. */
function fan([now, coming], last, { low, mid, high }, place) {
  const edge = (end) => Array.from({ length: FAN_STEPS + 1 }, (_, step) => {
    const share = step / FAN_STEPS;
    const n = coming + share * (mid - coming) + Math.sqrt(share) * (end - mid);
    return place([now + share * (last - now), Math.max(0, n)]);
  });
  return `M${edge(high).join("L")}L${edge(low).reverse().join("L")}Z`;
}

function drawRows({ t, rows }, points, { goal }, event, forecast, last) {
  const written = (n) => number(t.lang, n);
  const told = points.map(([at, n]) => [dayOfMonth(t, event, new Date(at)), written(n)]).reverse();
  const day = dayOfMonth(t, event, new Date(last));
  if (forecast) told.unshift([t("forecast.pace_expected", { day }), t("forecast.pace_range", forecast)]);
  if (goal) told.unshift([t("forecast.pace_goal_row"), written(goal)]);
  rows.replaceChildren(...told.map(([what, n]) => el("tr", {}, el("td", { text: what }), el("td", { text: n }))));
}

function label(element, text, share) {
  setText(element, text);
  element.style.setProperty("bottom", `${100 * (share || 0)}%`);
}

function path(svg, name) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("class", name);
  svg.append(made);
  return made;
}
