// A lead's people: added by name, confirmed, changed, or told that they cannot come.
import { el, setClamped, setText } from "./dom.js";

const STATUSES = ["confirmed", "yes", "maybe", "cancelled"];
const MOST = 50; // heads in one party, as the server has it
const FIRST = 30; // rows a thumb scrolls past

/** Return the form that adds somebody by name; what is wrong is said beside the field. */
export function addPerson(t, taps) {
  const name = el("input", { id: "add-name", autocomplete: "off", maxlength: "200" });
  const wrong = el("p", { class: "field-error", id: "add-wrong", role: "alert", hidden: "" });
  const party = el("input", { id: "add-party", type: "number", min: "1", max: String(MOST), value: "1", inputmode: "numeric" });
  const contact = el("input", { id: "add-contact", autocomplete: "off", "aria-describedby": "add-contact-hint" });
  const nameField = field("add-name", t("pocket.name"), wrong, name);
  const contactField = field("add-contact", t("pocket.contact"),
    el("p", { class: "hint", id: "add-contact-hint", text: t("pocket.contact_hint") }), contact);
  const choice = el("fieldset", { class: "choice" }, el("legend", { text: t("pocket.status") }),
    ...["yes", "maybe", "confirmed"].map((status, place) => el("label", {},
      el("input", { type: "radio", name: "add-status", value: status, checked: place === 0 && "" }),
      t(`pocket.status_${status}`))));
  const form = el("form", { novalidate: "", autocomplete: "off" }, nameField,
    field("add-party", t("pocket.party"), el("div", { class: "stepper" }, ...stepper(t, party))),
    choice, contactField, el("button", { class: "button", text: t("pocket.add_do") }));
  form.onsubmit = (event) => {
    event.preventDefault();
    const missing = !name.value.trim() && !nameField.hidden;
    setText(wrong, missing ? t("pocket.name_missing") : "");
    name.toggleAttribute("aria-invalid", missing);
    if (missing) return name.focus();
    const status = form.elements["add-status"].value;
    taps.add({ kind: "person", name: name.value.trim(), party: String(heads(party)), status, contact: contact.value.trim() });
    form.reset();
    name.focus();
  };
  taps.onDraw((sum) => { nameField.hidden = contactField.hidden = Boolean(sum?.event.quiet); });
  return form;
}

/** Return the list of people; a row unfolds to what can be done about it. */
export function peopleList(t, taps) {
  const list = el("ul", { class: "people" });
  const none = el("p", { class: "soft", text: t("pocket.nobody") });
  const more = el("button", { type: "button", class: "button-quiet" });
  let kept = new Map();
  let all = false;
  let latest = null;
  const draw = (sum) => {
    latest = sum;
    const shown = all ? sum.people : sum.people.slice(0, FIRST);
    const rows = new Map();
    const keys = new Set(shown.map(keyOf));
    // Who was waiting gets a number once they are with us: their row stays as it is, open or not.
    const gone = [...kept].filter(([key]) => !keys.has(key)).map(([, row]) => row);
    const adopted = (one) => gone.splice(gone.findIndex((row) => row.said() === one.name) >>> 0, 1)[0];
    for (const one of shown) {
      const key = keyOf(one);
      const row = kept.get(key) ?? adopted(one) ?? buildRow(t, taps);
      row.write(one);
      rows.set(key, row);
    }
    kept = rows;
    const roots = [...rows.values()].map((row) => row.root);
    if (roots.length !== list.children.length || roots.some((root, n) => list.children[n] !== root)) list.replaceChildren(...roots);
    none.hidden = roots.length > 0;
    setText(more, all || sum.people.length <= FIRST ? "" : t("light.show_all", { n: sum.people.length }));
  };
  more.onclick = () => {
    all = true;
    draw(latest);
  };
  return { root: el("div", {}, none, list, more), draw };
}

const keyOf = (one) => one.key ?? one.person;

function buildRow(t, taps) {
  const name = el("span", { class: "row-name" });
  const what = el("span", { class: "soft" });
  const acts = el("div", { class: "acts" });
  const root = el("li", {}, el("details", {}, el("summary", {}, name, what), acts));
  let one = null;
  const say = (change) => {
    const { person, party, status } = { ...one, ...change };
    const party_ = Math.min(MOST, Math.max(1, party));
    taps.add({ kind: "change", person, party: String(party_), status, name: one.name });
  };
  const button = (label, does, pressed) => {
    const made = el("button", { type: "button", class: "small", text: label, "aria-pressed": pressed });
    made.onclick = does;
    return made;
  };
  const write = (now) => {
    const drawn = JSON.stringify(now);
    if (root.drawn === drawn) return;
    Object.assign(root, { drawn });
    one = now;
    setClamped(name, now.name || t("pocket.no_name"));
    const waits = now.key || now.kept ? t("pocket.row_kept") : "";
    setText(what, [t("pocket.row", { n: now.party, status: t(`pocket.status_${now.status}`) }), waits].filter(Boolean).join(" "));
    what.classList.toggle("says-maybe", now.status === "maybe");
    root.classList.toggle("out", now.status === "cancelled");
    const held = acts.contains(acts.getRootNode().activeElement) ? [...acts.children].indexOf(acts.getRootNode().activeElement) : -1;
    acts.replaceChildren(...(now.key ? [el("p", { class: "soft", text: t("pocket.row_wait") })] : [
      ...STATUSES.map((status) => button(t(`pocket.say_${status}`), () => say({ status }), String(status === now.status))),
      button(t("light.fewer"), () => say({ party: now.party - 1 })),
      button(t("light.more"), () => say({ party: now.party + 1 }))]));
    acts.children[held]?.focus();
  };
  return { root, write, said: () => one?.name };
}

function stepper(t, input) {
  const step = (by, sign, label) => {
    const button = el("button", { type: "button", class: "button-quiet", "aria-label": label, text: sign });
    button.onclick = () => { input.value = Math.min(MOST, Math.max(1, heads(input) + by)); };
    return button;
  };
  return [step(-1, "−", t("light.fewer")), input, step(1, "+", t("light.more"))];
}

const heads = (input) => Math.min(MOST, Math.max(1, parseInt(input.value, 10) || 1));

const field = (id, label, ...inside) => el("div", { class: "field" }, el("label", { for: id, text: label }), ...inside);
