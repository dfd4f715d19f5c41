// The list beside the map: the same areas in the same order for keyboards, screen readers and
// small screens, the legend that counts and filters, and the card of the one that is chosen.
import { el, setText } from "./dom.js";
import { startsAt } from "./when.js";
import { number } from "./words.js";

export const STATES = ["reopened", "reported", "confirmed", "scheduled", "cleaned"];

/** Return `features` as they are listed: where help is needed first, then by title. */
export function ordered(features) {
  const rank = ({ properties: { state, waiting } }) => (waiting ? -1 : STATES.indexOf(state));
  return [...features].sort((a, b) => rank(a) - rank(b)
    || a.properties.title.localeCompare(b.properties.title) || a.id - b.id);
}

/** Return a legend that counts each state, and lets all but the ticked ones go. */
export function legend(t, onChange) {
  const boxes = new Map();
  const root = el("fieldset", { class: "states" }, el("legend", { class: "spoken", text: t("map.filter") }));
  for (const state of STATES) {
    const box = el("input", { type: "checkbox", checked: "" });
    const count = el("b");
    box.onchange = onChange;
    boxes.set(state, { box, count });
    root.append(el("label", { class: `state state-${state}` }, box,
      el("i", { class: `area-sign sign-${state}`, "aria-hidden": "true" }), count, ` ${t(`map.state_${state}`)}`));
  }
  return {
    root,
    shows: ({ properties }) => boxes.get(properties.state).box.checked,
    count: (features) => boxes.forEach(({ count }, state) =>
      setText(count, number(t.lang, features.filter(({ properties }) => properties.state === state).length))),
  };
}

/** Draw `features` as a list of buttons into `list`; the chosen one is marked. */
export function drawList(list, t, features, dates, chosen, onSelect) {
  const known = new Map([...list.children].map((line) => [line.dataset.version, line]));
  list.replaceChildren(...features.map((feature) => {
    const version = JSON.stringify([feature.id, feature.properties.seq, feature.properties.waiting, under(t, feature, dates)]);
    const line = known.get(version) ?? lineOf(t, feature, dates, onSelect);
    line.dataset.version = version;
    line.firstChild.setAttribute("aria-current", feature.id === chosen ? "true" : "false");
    return line;
  }));
}

function lineOf(t, feature, dates, onSelect) {
  const { title, state } = feature.properties;
  const open = el("button", { type: "button", class: "area-line" },
    el("i", { class: `area-sign sign-${state}`, "aria-hidden": "true" }),
    el("span", { class: "row-name", text: title }),
    el("span", { class: "row-under", text: under(t, feature, dates) }));
  open.onclick = () => onSelect(feature.id);
  return el("li", {}, open);
}

/** Return what stands under an area's title: its state, and when it is to be cleaned. */
export function under(t, { properties }, dates) {
  const date = dates.find(({ event }) => event === properties.date);
  if (properties.waiting) return t("map.waiting");
  return date ? t("map.scheduled_for", { when: startsAt(t, date) }) : t(`map.state_${properties.state}`);
}

/** Return the sentences of an area's card, in the order they are read. */
export function told(t, { properties }, dates) {
  const { size, m2, wanted, steward, handle, cleaned } = properties;
  const date = dates.find(({ event }) => event === properties.date);
  return [
    date && wanted ? t("map.coming_of_wanted", { n: date.coming, wanted })
      : date ? t("map.coming", { n: date.coming }) : wanted && properties.state !== "cleaned" ? t("map.wanted", { n: wanted }) : "",
    size && t(`map.size_${size}`),
    m2 ? t("map.m2", { n: m2 }) : "",
    cleaned && t("map.cleaned_on", { when: startsAt(t, { starts_at: cleaned.at, zone: zoneOf(dates) }) }),
    cleaned?.volunteers ? t("map.by_volunteers", { n: cleaned.volunteers }) : "",
    cleaned?.bags ? t("map.bags_told", { n: cleaned.bags }) : "",
    steward && t("map.steward", { name: steward, handle: `@${handle}` }),
  ].filter(Boolean);
}

const zoneOf = (dates) => dates[0]?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
