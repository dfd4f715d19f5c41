// Who walks in and is on no list: one tap for so many, with the lead they came with if they say so.
import { button } from "./door-list.js";
import { el, setText } from "./dom.js";
import { newKey } from "./new-key.js";

const AT_ONCE = [1, 2, 3, 4];
const KEPT_MS = 60_000; // a lead's crowd comes together; whoever comes later came with somebody else

/** Return {root, draw(state)}; say(tap) counts them in. */
export function walkIns(t, say) {
  const choice = el("select", { id: "door-lead" });
  const label = el("label", { for: "door-lead" });
  const field = el("div", { class: "with-lead" }, label, choice);
  let forgotten = 0;
  const walk = (n) => {
    say({ kind: "came", subject: `walkin:${newKey()}`, n, lead: Number(choice.value) || 0 });
    clearTimeout(forgotten);
    forgotten = setTimeout(() => { choice.value = "0"; }, KEPT_MS);
  };
  const buttons = AT_ONCE.map((n) => button(`+${n}`, () => walk(n), "tap", t("door.walk_label", { n })));
  const draw = ({ leads }) => {
    const drawn = JSON.stringify(leads);
    if (choice.drawn === drawn) return;
    choice.drawn = drawn;
    const chosen = choice.value;
    choice.replaceChildren(el("option", { value: "0", text: t("door.walk_own") }),
      ...leads.map(({ id, name }) => el("option", { value: String(id), text: name })));
    choice.value = [...choice.options].some(({ value }) => value === chosen) ? chosen : "0";
    choice.hidden = leads.length === 0;
    setText(label, t(leads.length ? "door.walk_lead" : "door.walk"));
  };
  const root = el("section", { class: "walk", "aria-label": t("door.walk") },
    field, el("div", { class: "walk-taps" }, ...buttons));
  return { root, draw };
}
