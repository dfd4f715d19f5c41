// THE promise bar: confirmed | yes | by count | maybe, empty up to the goal, a tick where
// the goal was promised; under it a bracket for the range expected on the day, and on the day
// itself a second, solid line for who came, with walk-ins marked. Everything that shows people
// coming is drawn here. Styles: bar.css.
import { el } from "./dom.js";

const PARTS = ["confirmed", "yes", "by_count", "maybe"]; // in order of certainty

const BEYOND = 1.25; // so much wider may a range make a bar; what goes on has no end drawn

/** Return the number that makes a bar's whole width: the goal, or what goes on past it. */
export function reach(heads) {
  const { confirmed, yes, by_count, maybe, goal, came, forecast } = heads;
  const known = Math.max(goal || 0, confirmed + yes + by_count + maybe, came?.heads ?? 0, 1);
  return Math.max(known, Math.min(forecast?.high ?? 0, BEYOND * known));
}

/**
 * Draw `heads` ({confirmed, yes, by_count, maybe, goal, came}) into `element`; again for each change.
 * came: {heads, checked, walk_ins}, or nothing while nobody has come.
 * scale: what the whole width stands for, so that bars in a list compare; label: it in words.
 */
export function drawBar(element, heads, { scale, label } = {}) {
  const whole = Math.max(scale ?? 0, reach(heads));
  const pieces = (element.pieces ??= build(element));
  if (label) element.setAttribute("aria-label", label);
  place(pieces.track, 0, heads.goal || 0, whole);
  let from = 0;
  for (const part of PARTS) {
    place(pieces[part], from, from + heads[part], whole);
    from += heads[part];
    pieces[part].classList.toggle("parted", part !== "maybe" && heads[part] > 0);
  }
  place(pieces.goal, heads.goal || 0, heads.goal || 0, whole);
  pieces.goal.hidden = !heads.goal;
  const { checked = 0, walk_ins: walked = 0 } = heads.came ?? {};
  place(pieces.came, 0, checked, whole);
  place(pieces.walked, checked, checked + walked, whole);
  element.classList.toggle("with-came", Boolean(heads.came));
  drawExpected(element, pieces.expected, heads.forecast, whole);
}

/** Draw the bracket for the range expected on the day, with its middle. */
function drawExpected(element, bracket, forecast, whole) {
  const shown = Boolean(forecast?.high);
  element.classList.toggle("foretold", shown);
  place(bracket, shown ? Math.min(forecast.low, whole) : 0, shown ? Math.min(forecast.high, whole) : 0, whole);
  if (!shown) return;
  const width = Math.max(Math.min(forecast.high, whole) - forecast.low, 1);
  bracket.style.setProperty("--mid", (100 * (Math.min(forecast.mid, whole) - forecast.low)) / width);
  bracket.classList.toggle("beyond", forecast.high > whole);
  bracket.classList.toggle("guess", forecast.guess);
}

/** Return what is expected in a sentence, "" for nothing. who: "public", "lead", or "": its own. */
export function expects(t, forecast, who = "") {
  if (forecast?.word) return t(`forecast.lead_${forecast.word}`);
  if (!forecast?.high) return "";
  const { low, high, guess } = forecast;
  if (who === "lead") return t(`forecast.lead${guess ? "_guess" : ""}`, { low, high });
  return t(guess ? (who ? "forecast.guess_public" : "forecast.guess") : "forecast.expect", { low, high });
}

/** Return the legend's entries in words, without the parts nobody is in. */
export function drawLegend(list, heads, t) {
  const shown = PARTS.filter((part) => heads[part] > 0);
  list.replaceChildren(...shown.map((part) =>
    el("li", {}, el("i", { class: part }), t(`light.legend_${part}`, { n: heads[part] }))), ...legendOfCame(heads.came, t));
  list.hidden = list.children.length === 0;
}

/** Return the bar in words, for those who do not see it; past: when nobody is coming any more. */
export const spoken = (t, heads, past) => {
  const promised = t(`light.bar${heads.goal ? "" : "_no_goal"}${past ? "_past" : ""}`, heads);
  return heads.came?.heads ? `${promised} ${t("light.bar_came", { n: heads.came.heads, walked: heads.came.walk_ins })}` : promised;
};

/** Return a crowd counted as a whole, in words, with its method and range; "" where none was. */
export const counted = (t, { head_count: count }) => (count ? t("light.counted", {
  n: count.heads, low: count.low, high: count.high, method: t(`light.method_${count.method}`) }) : "");

/** Nobody is told that nobody of theirs came: they may be on their way. */
function legendOfCame(came, t) {
  if (!came?.heads) return [];
  const item = (part, n) => el("li", { class: "on-the-day" }, el("i", { class: part }), t(`light.legend_${part}`, { n }));
  return [item("came", came.heads), ...(came.walk_ins ? [item("walked", came.walk_ins)] : [])];
}

function build(element) {
  element.classList.add("bar");
  element.setAttribute("role", "img");
  const pieces = {};
  for (const name of ["track", ...PARTS, "goal", "came", "walked", "expected"]) pieces[name] = el("i", { class: name });
  element.replaceChildren(...Object.values(pieces));
  return pieces;
}

function place(piece, from, to, whole) {
  piece.style.setProperty("--from", (100 * from) / whole);
  piece.style.setProperty("--to", (100 * to) / whole);
  piece.hidden = to <= from;
}
