// The forms of the map: a place that is reported or drawn, one that is corrected, and an area that
// was cleaned or is dirty again. Each keeps what was said on the phone, and is done.
import { el, setText } from "./dom.js";
import { openDrawing } from "./map-draw.js";
import { choiceField, field, numberField, quiet } from "./map-fields.js";
import { shrink } from "./shrink.js";

const SIZES = ["", "bag", "cart", "truck", "trucks"];
const MOST_WANTED = 500;
const MOST_PHOTOS = 4;

/**
 * Return the form that puts a place on the map.
 *
 * me: who holds the phone; a steward's place stands at once. ask: whether a contact is asked for.
 * onKeep(told, photos): resolves once this phone has kept it.
 */
export function placeForm(view, t, { me, ask, onKeep, onEnd }) {
  const drawing = openDrawing(view, t);
  const photos = photoField(t, "place", "map.photo_before");
  const words = wordFields(t, {});
  const wanted = me.role && wantedField(t);
  const contact = me.role || !ask ? null : contactFields(t);
  const told = () => {
    const geometry = drawing.geometry();
    if (!words.whole() || (contact && !contact.whole())) return null;
    if (!geometry) return t("map.not_drawn");
    return { kind: "put", ...words.told(), geometry, ...(wanted && { wanted: wanted.value() }), ...contact?.told() };
  };
  const parts = [photos.root, drawing.bar, ...words.roots, wanted?.root, ...(contact?.roots ?? [])];
  const form = formOf(t, parts, { title: "map.report", send: me.role ? "map.draw_send" : "map.report_send",
    told, photos, kind: "before", onKeep, onEnd });
  return { root: form, start: () => drawing.start(), end: () => drawing.stop() };
}

/** Return the form that corrects an area: only what was changed is told. */
export function changeForm(view, t, { id, geometry, properties }, { onKeep, onEnd }) {
  const drawing = openDrawing(view, t);
  const words = wordFields(t, properties);
  const wanted = wantedField(t, properties.wanted || "");
  let drawn = false;
  const again = quiet(t("map.draw_again"), () => {
    drawn = true;
    again.replaceWith(drawing.bar);
    drawing.start();
    if (geometry.type in DRAWABLE) drawing.show(geometry);
  });
  const told = () => {
    if (!words.whole()) return null;
    if (drawn && !drawing.geometry()) return t("map.not_drawn");
    const now = { ...words.told(), wanted: wanted.value() };
    const changed = Object.entries(now).filter(([name, value]) => value !== (properties[name] || (name === "wanted" ? 0 : "")));
    return { kind: "change", area: id, ...Object.fromEntries(changed), ...(drawn && { geometry: drawing.geometry() }) };
  };
  const form = formOf(t, [...words.roots, wanted.root, again], { title: "map.change", send: "map.change_send", told, onKeep, onEnd });
  return { root: form, end: () => drawing.stop() };
}

const DRAWABLE = { Point: 1, LineString: 1, Polygon: 1 };

/** Return the form that says how an area was cleaned. */
export function cleanForm(t, { id, properties }, { onKeep, onEnd }) {
  const photos = photoField(t, "clean", "map.photo_after");
  const bags = numberField("bags", t("map.bags"), 10_000);
  const volunteers = numberField("volunteers", t("map.volunteers"), 5_000);
  const note = noteField(t);
  const told = () => ({ kind: "clean", area: id, was: properties.state, title: properties.title, bags: bags.value(),
    volunteers: volunteers.value(), note: note.input.value });
  return { end: () => {}, root: formOf(t, [photos.root, bags.root, volunteers.root, note.root],
    { title: "map.clean", send: "map.clean_send", told, photos, kind: "after", onKeep, onEnd }) };
}

/** Return the form that says that an area is dirty again; anybody may, so it asks once more. */
export function reopenForm(t, { id, properties }, { onKeep, onEnd }) {
  const photos = photoField(t, "reopen", "map.photo_before");
  const note = noteField(t);
  const told = () => ({ kind: "reopen", area: id, was: properties.state, title: properties.title, note: note.input.value });
  return { end: () => {}, root: formOf(t, [photos.root, note.root],
    { title: "map.reopen", send: "map.reopen_send", told, photos, kind: "before", onKeep, onEnd }) };
}

/** Return a form of `parts`; told() returns what was said, a sentence that is wrong, or null. */
function formOf(t, parts, { title, send, told, photos, kind, onKeep, onEnd }) {
  const said = el("p", { class: "notice", role: "alert", hidden: "" });
  const keep = el("button", { class: "button", text: t(send) });
  const form = el("form", { class: "place-form", novalidate: "" }, el("h2", { text: t(title) }), ...parts, said, keep, quiet(t("map.never_mind"), onEnd));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const act = told();
    setText(said, typeof act === "string" ? act : "");
    if (!act || typeof act === "string" || keep.disabled) return;
    keep.disabled = true; // a second tap of one thumb says nothing new
    await onKeep(act, photos ? await photos.kept(kind) : []);
  };
  return form;
}

function wordFields(t, { title = "", text = "", size = "" }) {
  const named = field("title", t("map.title_label"), el("input", { maxlength: 120, autocomplete: "off", required: "", value: title }));
  const what = field("text", t("map.text_label"), el("textarea", { rows: 3, maxlength: 2000, text }));
  const much = choiceField("size", t("map.size_label"), SIZES, (value) => t(`map.size_${value || "unsaid"}`), size);
  return {
    roots: [named.root, what.root, much.root],
    whole: () => Boolean(named.input.value.trim()) || void named.wrong(t("map.title_missing")),
    told: () => ({ title: named.input.value.trim(), text: what.input.value.trim(), size: much.input.value }),
  };
}

function contactFields(t) {
  const contact = field("contact", t("map.contact_label"), el("input", { maxlength: 254, autocomplete: "email",
    autocapitalize: "none", spellcheck: "false" }), t("map.contact_hint"));
  const box = el("input", { type: "checkbox" });
  const given = () => contact.input.value.trim();
  return {
    roots: [contact.root, el("label", { class: "consent" }, box, el("span", { text: t("map.consent") }))],
    whole: () => !given() || box.checked || void contact.wrong(t("map.consent_missing")),
    told: () => ({ contact: given(), consent: given() && box.checked ? "map.consent/1" : "" }),
  };
}

const wantedField = (t, value) => numberField("wanted", t("map.wanted_label"), MOST_WANTED, value);

const noteField = (t) => field("note", t("map.note"), el("textarea", { rows: 2, maxlength: 2000 }));

/** Return a field for photos, taken now or chosen; they are made smaller on their way out. */
function photoField(t, name, label) {
  const input = el("input", { type: "file", accept: "image/*", multiple: "", id: `map-${name}-photos`, class: "spoken",
    "aria-describedby": `map-${name}-photos-hint` });
  const shown = el("ul", { class: "photos" });
  let files = [];
  const draw = () => shown.replaceChildren(...files.map((file, place) => {
    const picture = el("img", { alt: t("map.photo_n", { n: place + 1 }), src: URL.createObjectURL(file), width: 132, height: 132 });
    picture.onload = picture.onerror = () => URL.revokeObjectURL(picture.src);
    const remove = quiet(t("map.photo_remove", { n: place + 1 }), () => {
      files = files.filter((each) => each !== file);
      draw();
      input.focus();
    });
    return el("li", {}, picture, remove);
  }));
  input.onchange = () => {
    files = [...files, ...input.files].slice(0, MOST_PHOTOS);
    input.value = "";
    draw();
  };
  const root = el("div", { class: "field photo-field" }, input, el("label", { class: "button-quiet", for: input.id, text: t(label) }),
    el("p", { class: "hint", id: `${input.id}-hint`, text: t("map.photo_hint", { n: MOST_PHOTOS }) }), shown);
  const kept = async (kind) => (await Promise.all(files.map(shrink))).map((blob) => ({ blob, kind }));
  return { root, kept };
}
