// Which areas are shown: by state in the legend, which counts them; by date, by steward, and only
// one's own. Each is there only where there is something to choose.
import { el, setStressed } from "./dom.js";
import { choiceField } from "./map-fields.js";
import { startsAt } from "./when.js";
import { number } from "./words.js";

export const STATES = ["reopened", "reported", "confirmed", "scheduled", "cleaned"];

/** Return {legend, others, count(features, dates, mine), shows(feature)}. */
export function filters(t, onChange) {
  const boxes = new Map();
  const legend = el("fieldset", { class: "states" }, el("legend", { class: "spoken", text: t("map.filter") }));
  for (const state of STATES) {
    const box = el("input", { type: "checkbox", checked: "" });
    const count = el("span");
    const root = el("label", { class: `state state-${state}` }, box,
      el("i", { class: `area-sign sign-${state}`, "aria-hidden": "true" }), count);
    box.onchange = onChange;
    boxes.set(state, { box, count, root });
    legend.append(root);
  }
  const date = chooser("date", t("map.filter_date"), onChange);
  const steward = chooser("steward", t("map.filter_steward"), onChange);
  const own = el("label", { class: "state", hidden: "" }, el("input", { type: "checkbox" }), el("span", { text: t("map.only_mine") }));
  own.firstChild.onchange = onChange;
  let looksAfter = new Set();
  return {
    legend,
    others: el("div", { class: "filters" }, date.root, steward.root, own),
    count(features, dates, mine) {
      boxes.forEach(({ count, root }, state) => {
        const n = features.filter(({ properties }) => properties.state === state).length;
        setStressed(count, t(`map.count_${state}`, { n }).replace(number(t.lang, n), (found) => `*${found}*`));
        root.hidden = n === 0;
      });
      const on = new Set(features.map(({ properties }) => properties.date));
      date.offer(dates.filter(({ event }) => on.has(event)).map((each) => [each.event, startsAt(t, each)]), t("map.any_date"));
      const stewards = new Map(features.map(({ properties }) => [properties.handle, properties.steward]));
      stewards.delete("");
      date.root.hidden = date.size < 2;
      steward.offer([...stewards].sort((a, b) => a[1].localeCompare(b[1])), t("map.any_steward"));
      steward.root.hidden = steward.size < 2;
      own.hidden = mine.length === 0;
      looksAfter = new Set(mine);
    },
    shows({ id, properties: { state, date: on, handle } }) {
      return boxes.get(state).box.checked && date.lets(on) && steward.lets(handle)
        && (own.hidden || !own.firstChild.checked || looksAfter.has(id));
    },
  };
}

/** Return a field that lets through what has the chosen value, or all. */
function chooser(name, label, onChange) {
  const { root, input } = choiceField(`filter-${name}`, label, [""], () => "");
  input.onchange = onChange;
  let known = "";
  return {
    root,
    size: 0,
    offer(values, all) {
      this.size = values.length;
      const version = JSON.stringify(values);
      if (version === known) return;
      known = version;
      const chosen = values.some(([value]) => value === input.value) ? input.value : "";
      input.replaceChildren(...[["", all], ...values].map(([value, text]) => el("option", { value, text, selected: value === chosen })));
    },
    lets: (value) => root.hidden || input.value === "" || input.value === value,
  };
}
