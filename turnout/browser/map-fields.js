// Fields of the map's forms, each with its label and the place for what is wrong with it.
import { el, setText } from "./dom.js";

/** Return a field: {root, input, wrong(sentence)}. */
export function field(name, label, input, hint) {
  input.id = `map-${name}`;
  const told = hint && el("p", { class: "hint", id: `${input.id}-hint`, text: hint });
  const error = el("p", { class: "field-error", id: `${input.id}-error`, hidden: "" });
  const root = el("div", { class: "field" }, el("label", { for: input.id, text: label }), told, input, error);
  const describe = (...by) => input.setAttribute("aria-describedby", by.filter(Boolean).map(({ id }) => id).join(" "));
  if (told) describe(told);
  const wrong = (sentence) => {
    setText(error, sentence);
    input.setAttribute("aria-invalid", "true");
    describe(told, error);
    input.focus();
  };
  input.addEventListener("input", () => {
    setText(error, "");
    input.removeAttribute("aria-invalid");
  });
  return { root, input, wrong };
}

/** Return a field for a whole number from 0; nothing typed is 0. */
export function numberField(name, label, most, value = "") {
  const made = field(name, label, el("input", { type: "number", inputmode: "numeric", min: 0, max: most, step: 1, value }));
  return { ...made, value: () => Math.max(0, Math.round(Number(made.input.value) || 0)) };
}

/** Return a field to choose one of `values`, each said by `say`. */
export function choiceField(name, label, values, say, value = "") {
  const options = values.map((each) => el("option", { value: each, selected: each === value, text: say(each) }));
  return field(name, label, el("select", {}, ...options));
}

/** Return a button that is none of the page's main one. */
export function quiet(text, act) {
  const button = el("button", { class: "button-quiet", type: "button", text });
  button.onclick = act;
  return button;
}
