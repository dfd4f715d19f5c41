// The tree of who brought whom as a table: for phones, and for who hears it read.
import { el } from "./dom.js";
import { coming } from "./network-rows.js";
import { at } from "./standing.js";
import { number } from "./words.js";

const FIRST = 100; // rows; a phone draws more when asked
const COLUMNS = ["who", "brought_by", "branch", "own_heads", "below"];

/** Draw all of `view.network`, in the tree's order, or those whom the search found. */
export function drawTable(element, view) {
  const { t, network, look } = view;
  const rows = everybody(network).filter(({ id }) => !look.found || look.found.has(id));
  const shown = view.wholeTable ? rows : rows.slice(0, FIRST);
  const head = el("tr", {}, ...COLUMNS.map((name, place) =>
    el("th", { scope: "col", class: place > 1 ? "number" : place && "by", text: t(`network.column_${name}`) })));
  const body = el("tbody", {}, ...shown.map((row) => line(row, view)));
  element.replaceChildren(el("table", {}, el("caption", { class: "spoken", text: t("network.tree") }), el("thead", {}, head), body),
    ...(shown.length < rows.length ? [more(view, rows.length)] : []));
}

function line(row, view) {
  const { t, network } = view;
  const above = network.above(row.id).find((each) => !each.isGroup && each.id !== "lead:0");
  const written = (n) => number(t.lang, n);
  const own = `${written(coming(row.own))} ${row.goal ? t("light.of", { goal: row.goal }) : ""}`;
  const numbers = [written(coming(row.all)), own.trim(), row.people + row.leads ? written(row.people + row.leads) : ""];
  return el("tr", { class: row.isLead ? "lead" : "person" },
    el("th", { scope: "row" }, el("span", { text: view.nameOf(row) }),
      el("span", { class: "soft", text: row.isLead ? at(row.handle) : t(`network.status_${row.status}`, { n: row.party }) }),
      above && el("span", { class: "soft above", text: t("network.by", { name: view.nameOf(above) }) }), view.act(row)),
    el("td", { class: "by", text: above ? view.nameOf(above) : "" }),
    ...numbers.map((text) => el("td", { class: "number", text })));
}

function more(view, n) {
  const button = el("button", { type: "button", class: "more", text: view.t("network.all_rows", { n }) });
  button.onclick = () => {
    view.wholeTable = true;
    view.draw();
  };
  return button;
}

/** Return every lead and person, whoever is above before them. */
function everybody(network) {
  const found = [];
  const waiting = [network.top];
  while (waiting.length) {
    const row = waiting.pop();
    if (!row.isGroup && row.id !== "lead:0") found.push(row);
    waiting.push(...row.below.toReversed());
  }
  return found;
}
