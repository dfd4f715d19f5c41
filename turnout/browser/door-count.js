// A crowd counted as a whole: areas and how densely people stand there, or clickers added up. The
// range is worked out where it is kept, by one rule for all.
import { button } from "./door-list.js";
import { el, setText } from "./dom.js";

const SQUARE_FEET_M2 = 0.09290304;

/** Return {root, draw(sum)}; say(tap) sends a count. */
export function headCount(t, densities, { say, time }) {
  const told = el("p", { class: "counted", role: "status" });
  const forms = { grid: grid(t, densities, say), clickers: clickers(t, say) };
  const choice = el("fieldset", { class: "choice" }, el("legend", { text: t("door.method") }),
    ...Object.keys(forms).map((method, place) => el("label", {},
      el("input", { type: "radio", name: "door-method", value: method, checked: place === 0 && "" }), t(`door.method_${method}`))));
  const show = () => {
    const chosen = choice.querySelector(":checked").value;
    for (const [method, form] of Object.entries(forms)) form.hidden = method !== chosen;
  };
  choice.onchange = show;
  show();
  const root = el("details", { class: "section" }, el("summary", {}, el("h2", { text: t("door.count") })),
    el("p", { class: "soft", text: t("door.count_note") }), told, choice, ...Object.values(forms));
  const draw = ({ state, waiting }) => {
    const counted = state.head_count;
    const waits = waiting.some(({ kind }) => kind === "count");
    setText(told, waits ? t("door.count_kept") : counted ? t("door.counted", {
      n: counted.heads, low: counted.low, high: counted.high,
      time: time(new Date(counted.at).getTime()), method: t(`light.method_${counted.method}`) }) : "");
  };
  return { root, draw };
}

function grid(t, densities, say) {
  const unit = el("select", { id: "door-unit" }, el("option", { value: String(SQUARE_FEET_M2), text: t("door.unit_feet") }),
    el("option", { value: "1", text: t("door.unit_m2") }));
  const squares = el("div");
  const add = () => {
    const n = squares.children.length + 1;
    squares.append(el("div", { class: "square" },
      labelled(`door-m2-${n}`, t("door.area", { n }), el("input", { id: `door-m2-${n}`, type: "number", min: "1", max: "1000000", step: "any", inputmode: "decimal", required: n === 1 && "" })),
      labelled(`door-density-${n}`, t("door.density"), el("select", { id: `door-density-${n}` },
        ...densities.map((name) => el("option", { value: name, text: t(`door.density_${name}`) }))))));
  };
  add();
  const form = el("form", {}, labelled("door-unit", t("door.unit"), unit), squares,
    button(t("door.area_more"), add, "button-quiet"), el("button", { class: "button", text: t("door.count_do") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    const given = [...squares.children].map((square) => [square.querySelector("input"), square.querySelector("select")])
      .filter(([area]) => area.value).map(([area, density]) => [Number(area.value) * Number(unit.value), density.value]);
    say({ kind: "count", method: "grid", detail: { squares: given } });
    squares.replaceChildren();
    add();
  };
  return form;
}

function clickers(t, say) {
  const input = el("input", { id: "door-clickers", inputmode: "text", required: "", autocomplete: "off", "aria-describedby": "door-clickers-hint",
    pattern: "[0-9]+([ ,;+]+[0-9]+)*[ ,;+]*" });
  const form = el("form", {}, labelled("door-clickers", t("door.clickers"),
    el("p", { class: "hint", id: "door-clickers-hint", text: t("door.clickers_hint") }), input),
  el("button", { class: "button", text: t("door.count_do") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    say({ kind: "count", method: "clickers", detail: { clickers: input.value.match(/\d+/g).map(Number) } });
    form.reset();
  };
  return form;
}

const labelled = (id, label, ...inside) => el("div", { class: "field" }, el("label", { for: id, text: label }), ...inside);
