// One choice among many, by the phone's own list: one calm line where a row of buttons would take
// three.
import { el } from "./dom.js";

/** Draw `data.options`, [name, label] each; tell Streamlit which was chosen. */
export function mount({ data, parentElement, setTriggerValue }) {
  const select = parentElement.choose ??= parentElement.appendChild(el("select"));
  select.setAttribute("aria-label", data.label);
  select.onchange = () => setTriggerValue("chosen", select.value);
  select.replaceChildren(...data.options.map(([value, text]) => el("option", { value, text })));
  select.value = data.current;
}
