// Where a lead may be named: their own choice, with the name as people read it and as it is said.
import { el, setText } from "./dom.js";

const PLACES = ["roll", "rows", "nowhere"];
const LONGEST = "200"; // letters of a name, as the server has it

/** Return {root, draw(sum)}; what is being typed stays as it is until it is saved. */
export function namingForm(t, taps) {
  const stands = el("div", { class: "told-plain", role: "status" });
  const places = PLACES.map((place) => el("input", { type: "radio", name: "naming-place", value: place, required: "" }));
  const name = el("input", { id: "naming-name", autocomplete: "off", maxlength: LONGEST, "aria-describedby": "naming-name-hint" });
  const saidAs = el("input", { id: "naming-said", autocomplete: "off", maxlength: LONGEST, "aria-describedby": "naming-said-hint" });
  const form = el("form", {},
    el("fieldset", { class: "choice stacked" }, el("legend", { text: t("naming.where") }),
      ...places.map((input) => el("label", {}, input, el("span", { text: t(`naming.place_${input.value}`) })))),
    field(name, "naming-name-hint", t("naming.name"), t("naming.name_hint")),
    field(saidAs, "naming-said-hint", t("naming.said_as"), t("naming.said_as_hint")),
    el("button", { class: "button", text: t("naming.save") }));
  let typing = false;
  form.oninput = () => { typing = true; };
  form.onsubmit = (event) => {
    event.preventDefault();
    typing = false;
    const place = places.find((input) => input.checked).value;
    taps.add({ kind: "roll", place, name: name.value, said_as: saidAs.value });
  };
  const draw = ({ roll, lead }) => {
    if (!roll) return; // kept before there was one
    const said = sentences(t, roll, lead.name).filter(Boolean);
    if (stands.drawn !== said.join()) {
      stands.drawn = said.join();
      stands.replaceChildren(...said.map((text) => el("p", { text })));
    }
    if (typing) return;
    places.forEach((input) => { input.checked = input.value === roll.place; });
    name.value = roll.asked || lead.name;
    saidAs.value = roll.said_as;
  };
  return { root: el("div", {}, stands, form), draw };
}

const sentences = (t, roll, name) => [
  roll.kept ? t("naming.kept") : t(`naming.is_${roll.stands}`, { name }),
  roll.asked && !roll.kept && t("naming.waits", { name: roll.asked }),
];

function field(input, hint, label, told) {
  return el("div", { class: "field" }, el("label", { for: input.id, text: label }),
    el("p", { class: "hint", id: hint, text: told }), input);
}
