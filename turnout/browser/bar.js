// THE promise bar: confirmed | yes | by count | maybe, empty up to the goal, a tick where
// the goal was promised; on the day a second, solid line under it for who came, with walk-ins
// marked. Everything that shows people coming is drawn here. Styles: bar.css.
import { el } from "./dom.js";

const PARTS = ["confirmed", "yes", "by_count", "maybe"]; // in order of certainty

/** Return the number that makes a bar's whole width: the goal, or what goes on past it. */
export const reach = (heads) => Math.max(heads.goal || 0,
  heads.confirmed + heads.yes + heads.by_count + heads.maybe, heads.came?.heads ?? 0, 1);

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
  return heads.came ? `${promised} ${t("light.bar_came", { n: heads.came.heads, walked: heads.came.walk_ins })}` : promised;
};

/** Return a crowd counted as a whole, in words, with its method and range; "" where none was. */
export const counted = (t, { head_count: count }) => (count ? t("light.counted", {
  n: count.heads, low: count.low, high: count.high, method: t(`light.method_${count.method}`) }) : "");

function legendOfCame(came, t) {
  if (!came) return [];
  const item = (part, n) => el("li", { class: "on-the-day" }, el("i", { class: part }), t(`light.legend_${part}`, { n }));
  return [item("came", came.heads), ...(came.walk_ins ? [item("walked", came.walk_ins)] : [])];
}

function build(element) {
  element.classList.add("bar");
  element.setAttribute("role", "img");
  const pieces = {};
  for (const name of ["track", ...PARTS, "goal", "came", "walked"]) pieces[name] = el("i", { class: name });
  element.replaceChildren(...Object.values(pieces));
  return pieces;
}

function place(piece, from, to, whole) {
  piece.style.setProperty("--from", (100 * from) / whole);
  piece.style.setProperty("--to", (100 * to) / whole);
  piece.hidden = to <= from;
}
