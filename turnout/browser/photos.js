// The strip of photos from posts: thumbnails of ours, asked for when they come into sight.
import { el } from "./dom.js";
import { at } from "./standing.js";

/** Draw `photos` of the picture into `strip`, a section; the same ones stay as they are. */
export function drawPhotos(strip, t, photos, url) {
  strip.hidden = !photos.length || !url;
  const names = photos.map((photo) => photo.name).join();
  if (strip.hidden || strip.dataset.names === names) return;
  strip.dataset.names = names;
  strip.replaceChildren(el("h2", { text: t("light.photos") }),
    el("ul", {}, ...photos.map((photo) => el("li", {}, link(t, photo, url), credit(t, photo)))));
}

const link = (t, photo, url) =>
  el("a", { href: `${url}${photo.name}.jpg` },
    el("img", { src: `${url}${photo.name}-small.jpg`, alt: photo.alt || t("light.photo"),
      width: photo.width, height: photo.height, loading: "lazy", decoding: "async" }));

function credit(t, { by, licence }) {
  const said = [by && t("light.photo_by", { by: at(by) }), licence].filter(Boolean);
  return said.length > 0 && el("small", { text: said.join(" · ") });
}
