// Who is on the list: found by name, by code or by a scanned one, and counted in with one tap.
import { find, index, readCode } from "./door-find.js";
import { truth } from "./door-sum.js";
import { el, setClamped, setText } from "./dom.js";

const FIRST = 30; // rows a thumb scrolls past
const WIDEST = 12; // numbers in a row of buttons; a larger party types it

/** Return {root, draw(sum), look(typed)}; say(subject, n) counts a party in. */
export function rosterList(t, { say, time, scanner }) {
  const input = el("input", { type: "search", id: "door-find", autocomplete: "off", autocapitalize: "none",
    spellcheck: "false", enterkeyhint: "search", "aria-controls": "door-people" });
  const label = el("label", { for: "door-find", class: "spoken", text: t("door.find") });
  const told = el("p", { class: "soft", "aria-live": "polite" });
  const list = el("ul", { class: "parties", id: "door-people" });
  const rows = new Map();
  let roster = null;
  let found = null;
  let latest = null;

  const draw = (sum) => {
    latest = sum;
    const { people, event, leads } = sum.state;
    if (roster?.people !== people) {
      roster = index(people);
      rows.clear();
    }
    input.placeholder = t(event.quiet ? "door.find_code" : "door.find");
    const typed = input.value.trim();
    found = event.quiet && !readCode(typed) ? [] : find(roster, typed);
    const ahead = typed ? found : found.filter(({ subject }) => !sum.of(subject)?.came);
    const shown = ahead.slice(0, FIRST);
    const names = new Map(leads.map(({ id, name }) => [id, name]));
    const roots = shown.map((one) => {
      const row = rows.get(one.subject) ?? buildRow(t, one, { say, time });
      rows.set(one.subject, row);
      row.draw(sum.of(one.subject), names.get(one.lead));
      return row.root;
    });
    if (roots.length !== list.children.length || roots.some((root, n) => list.children[n] !== root)) list.replaceChildren(...roots);
    setText(told, sentence(t, { typed, people, ahead, quiet: event.quiet }));
  };
  const look = (typed) => {
    input.value = typed;
    if (latest) draw(latest);
  };
  input.oninput = () => latest && draw(latest);
  const field = el("div", { class: "find" }, label, input, scanner(look));
  return { root: el("section", { class: "roster" }, field, told, list), draw, look };
}

/** Return what the list shows: nobody, everybody, or a part. */
function sentence(t, { typed, people, ahead, quiet }) {
  if (!people.length) return t("door.empty");
  if (typed && !ahead.length) return t(quiet || readCode(typed) ? "door.no_code" : "door.nobody");
  if (quiet && !typed) return t("door.quiet", { n: people.length });
  if (!ahead.length) return t("door.all_in");
  if (typed) return ahead.length > FIRST ? t("door.too_many", { n: ahead.length }) : "";
  return ahead.length > FIRST ? t("door.to_come", { n: ahead.length }) : "";
}

function buildRow(t, one, { say, time }) {
  const name = el("span", { class: "row-name" });
  const under = el("span", { class: "row-under" });
  const with_ = el("span", { class: "row-under" });
  const needs = el("strong", { class: "needs" });
  const true_ = el("span", { class: "truth", role: "status" });
  const acts = el("div", { class: "admit" });
  const root = el("li", {}, el("div", { class: "party" }, name, under, with_, needs, true_), acts);
  setClamped(name, one.name || (one.codes[0] ? spaced(one.codes[0]) : t("door.somebody")));
  setText(needs, one.needs.filter((need) => need !== "ride").map((need) => t(`door.need_${need}`)).join(" · "));
  let open = false;
  let stood;
  const tap = (n) => () => {
    open = false;
    say(one.subject, n);
  };
  const draw = (stands, lead) => {
    stood = { stands, lead };
    const drawn = JSON.stringify([stands, lead, open]);
    if (root.drawn === drawn) return;
    root.drawn = drawn;
    root.classList.toggle("in", Boolean(stands?.came));
    setText(under, t(`door.party_${one.status}`, { n: one.party }));
    under.classList.toggle("says-maybe", one.status === "maybe");
    setClamped(with_, lead ? t("door.with", { lead }) : "");
    setText(true_, truth(t, time, stands));
    const had = acts.contains(document.activeElement);
    acts.replaceChildren(...(open ? numbers() : [first(stands), other()]).filter(Boolean));
    if (had) acts.firstElementChild.focus();
  };
  const first = (stands) => (stands?.came ? null : button(t(one.party === 1 ? "door.one" : "door.everybody", { n: one.party }),
    tap(one.party), "tap", t("door.everybody_label", { n: one.party, name: name.textContent })));
  const other = () => button(t(stood.stands?.came ? "door.change" : "door.other"), () => {
    open = true;
    draw(stood.stands, stood.lead);
  }, "small", t(stood.stands?.came ? "door.change_label" : "door.other_label", { name: name.textContent }));
  const numbers = () => {
    const came = stood.stands?.came ?? 0;
    const most = Math.min(WIDEST, Math.max(one.party + 2, came + 1, 4));
    const buttons = Array.from({ length: most }, (_, n) => button(`${n + 1}`, tap(n + 1), "small", t("door.came_label", { n: n + 1, name: name.textContent }), String(n + 1 === came)));
    return [...buttons, came > 0 && button(t("door.not_here"), tap(0), "small"), most === WIDEST && typedNumber(t, tap)];
  };
  return { root, draw };
}

function typedNumber(t, tap) {
  const input = el("input", { type: "number", min: "1", max: "200", required: "", inputmode: "numeric", "aria-label": t("door.how_many") });
  const form = el("form", { class: "inline" }, input, el("button", { class: "small", text: t("door.save") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    tap(Number(input.value))();
  };
  return form;
}

export const spaced = (code) => `${code.slice(0, 4)}-${code.slice(4)}`;

export function button(text, act, kind, label, pressed) {
  const made = el("button", { type: "button", class: kind, text, "aria-label": label, "aria-pressed": pressed });
  made.onclick = act;
  return made;
}
