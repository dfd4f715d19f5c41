// The funders' bar: the promise bar of numbers that are as far told as they may be.
import { drawBar } from "./bar.js";
import { el } from "./dom.js";

/**
 * Draw `heads` into `element`, and under it what each part is.
 * label: in words what is drawn; legend: [part, words] of each part.
 */
export function drawAccount(element, { heads, label, legend }) {
  element.account ??= { bar: el("div"), legend: el("ul", { class: "legend" }) };
  const { bar, legend: list } = element.account;
  if (!bar.isConnected) element.replaceChildren(bar, list);
  drawBar(bar, heads, { label });
  list.replaceChildren(...legend.map(([part, text]) => el("li", {}, el("i", { class: part }), text)));
}

/** Draw the bar as a part of a Streamlit page. */
export function mount({ data, parentElement }) {
  parentElement.root ??= parentElement.appendChild(el("section"));
  drawAccount(parentElement.root, { ...data, heads: data.picture });
}
