// The two forms of the map: a place that is reported or drawn, and an area that was cleaned.
import { el, setText } from "./dom.js";
import { openDrawing } from "./map-draw.js";
import { shrink } from "./shrink.js";

const MOST_PHOTOS = 4;

/**
 * Return the form that puts a place on the map.
 *
 * me: who holds the phone; a steward's place stands at once.
 * onKeep(told, photos): resolves once this phone has kept it.
 */
export function placeForm(view, t, { me, ask, onKeep, onEnd }) {
  const said = el("p", { class: "notice", role: "status", hidden: "" });
  const drawing = openDrawing(view, t);
  const photos = photoField(t, "place", "map.photo_before");
  const title = field(t, "title", "map.title_label", el("input", { maxlength: 120, autocomplete: "off", required: "" }));
  const text = field(t, "text", "map.text_label", el("textarea", { rows: 3, maxlength: 2000 }));
  const size = field(t, "size", "map.size_label", el("select", {}, el("option", { value: "", text: t("map.size_unsaid") }),
    ...["bag", "cart", "truck", "trucks"].map((value) => el("option", { value, text: t(`map.size_${value}`) }))));
  const contact = me.role || !ask ? null : field(t, "contact", "map.contact_label", el("input", { maxlength: 254, autocomplete: "email" }), t("map.contact_hint"));
  const consent = contact && el("label", { class: "consent" }, el("input", { type: "checkbox" }), el("span", { text: t("map.consent") }));
  const keep = el("button", { class: "button", text: t(me.role ? "map.draw_send" : "map.report_send") });
  const form = el("form", { class: "place-form", novalidate: "" }, drawing.bar, title.root, photos.root, text.root, size.root,
    contact?.root, consent, said, keep, quiet(t("map.never_mind"), onEnd));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const geometry = drawing.geometry();
    if (!title.input.value.trim()) return title.wrong(t("map.title_missing"));
    if (!geometry) return setText(said, t("map.not_drawn"));
    const told = { kind: "put", title: title.input.value, text: text.input.value, size: size.input.value, geometry,
      contact: contact?.input.value ?? "", consent: consent?.querySelector("input").checked ? "map.consent/1" : "" };
    if (told.contact && !told.consent) return setText(said, t("map.consent_missing"));
    return finish(form, keep, said, t, onKeep, told, photos.kept("before"));
  };
  const end = () => drawing.stop();
  return { root: form, end, start: () => drawing.start(), mend: (geometry) => drawing.show(geometry) };
}

/** Return the form that says how an area was cleaned. */
export function cleanForm(t, { onKeep, onEnd }) {
  const said = el("p", { class: "notice", role: "status", hidden: "" });
  const photos = photoField(t, "clean", "map.photo_after");
  const bags = numberField(t, "bags", "map.bags", 10_000);
  const volunteers = numberField(t, "volunteers", "map.volunteers", 5_000);
  const note = field(t, "note", "map.note", el("textarea", { rows: 2, maxlength: 2000 }));
  const keep = el("button", { class: "button", text: t("map.clean_send") });
  const form = el("form", { class: "place-form", novalidate: "" }, photos.root, bags.root, volunteers.root, note.root, said, keep,
    quiet(t("map.never_mind"), onEnd));
  form.onsubmit = (event) => {
    event.preventDefault();
    const told = { kind: "clean", bags: Number(bags.input.value) || 0,
      volunteers: Number(volunteers.input.value) || 0, note: note.input.value };
    return finish(form, keep, said, t, onKeep, told, photos.kept("after"));
  };
  return { root: form, end: () => {} };
}

async function finish(form, keep, said, t, onKeep, told, photos) {
  if (keep.disabled) return;
  keep.disabled = true;
  try {
    await onKeep(told, await photos);
  } catch {
    setText(said, t("map.not_kept"));
    keep.disabled = false;
  }
}

/** Return a field for photos, taken now or chosen; they are made smaller as they come. */
function photoField(t, name, label) {
  const input = el("input", { type: "file", accept: "image/*", multiple: "", id: `map-${name}-photos` });
  const shown = el("ul", { class: "photos" });
  let files = [];
  const draw = () => shown.replaceChildren(...files.map((file, place) => {
    const picture = el("img", { alt: t("map.photo_n", { n: place + 1 }), src: URL.createObjectURL(file), width: 96, height: 96 });
    picture.onload = () => URL.revokeObjectURL(picture.src);
    return el("li", {}, picture, quiet(t("map.photo_remove", { n: place + 1 }), () => {
      files = files.filter((each) => each !== file);
      draw();
    }));
  }));
  input.onchange = () => {
    files = [...files, ...input.files].slice(0, MOST_PHOTOS);
    input.value = "";
    draw();
  };
  const root = el("div", { class: "field" }, el("label", { for: input.id, text: t(label) }),
    el("p", { class: "hint", text: t("map.photo_hint", { n: MOST_PHOTOS }) }), input, shown);
  const kept = async (kind) => (await Promise.all(files.map(shrink))).map((blob) => ({ blob, kind }));
  return { root, kept };
}

function numberField(t, name, label, most) {
  return field(t, name, label, el("input", { type: "number", inputmode: "numeric", min: 0, max: most, value: "" }));
}

function field(t, name, label, input, hint) {
  input.id = `map-${name}`;
  const error = el("p", { class: "field-error", id: `map-${name}-error`, hidden: "" });
  const root = el("div", { class: "field" }, el("label", { for: input.id, text: t(label) }),
    hint && el("p", { class: "hint", text: hint }), input, error);
  const wrong = (sentence) => {
    setText(error, sentence);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", error.id);
    input.focus();
  };
  input.addEventListener("input", () => {
    setText(error, "");
    input.removeAttribute("aria-invalid");
  });
  return { root, input, wrong };
}

function quiet(text, act) {
  const button = el("button", { class: "button-quiet", type: "button", text });
  button.onclick = act;
  return button;
}
