// The places of a map file, to be looked at before they are brought in: a map, and what each of
// its signs means in words. Streamlit calls it anew for each change of `data`.
//   data: {file, label, base, tiles, features, groups, legend: [{state, text}], more, lang}
import { el, setText } from "./dom.js";
import { openMap } from "./map-view.js";

/** Draw `data.features`; again, into the map that stands already, whenever they changed. */
export function mount({ data, parentElement }) {
  parentElement.drawn ??= draw(parentElement, data);
  parentElement.drawn.show(data);
  return () => {
    if ((parentElement.host ?? parentElement).isConnected) return;
    parentElement.drawn.close();
    delete parentElement.drawn;
  };
}

function draw(root, { label, base, tiles, lang }) {
  const canvas = el("div", { class: "map", role: "group" });
  const chosen = el("p", { class: "hint", role: "status" });
  const signs = el("ul", { class: "signs" });
  const more = el("p", { class: "hint" });
  root.append(el("section", { class: "places", lang }, signs, canvas, chosen, more));
  const titles = new Map();
  const onSelect = (id) => {
    view.select(id);
    setText(chosen, titles.get(id) ?? "");
  };
  const view = openMap(canvas, { label, base, tiles, onSelect });
  let file;
  return {
    show(data) {
      if (file !== data.file) view.fitted = false; // another file may be of another town
      file = data.file;
      titles.clear();
      for (const { id, properties } of data.features) titles.set(id, properties.title);
      view.draw(data.features);
      view.drawGroups(data.groups);
      signs.replaceChildren(...data.legend.map(({ state, text }) => el("li", {},
        el("i", { class: `area-sign sign-${state}`, "aria-hidden": "true" }), text)));
      setText(chosen, "");
      setText(more, data.more);
    },
    close: () => view.close(),
  };
}
