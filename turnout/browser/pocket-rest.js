// What else a lead does from the pocket: a new goal, sharing the sign-up link, leaving this phone.
import { el, setText } from "./dom.js";
import { forgetFiles } from "./offline.js";
import { forgetEvent } from "./taps-kept.js";

/** Return {root, draw(sum)} of the form for a new goal: raised, or honestly lowered, from what stands. */
export function goalForm(t, taps) {
  const input = el("input", { id: "goal", type: "number", min: "0", max: "1000000", required: "", inputmode: "numeric", autocomplete: "off" });
  let stood = "";
  const root = el("form", {}, el("div", { class: "field" }, el("label", { for: "goal", text: t("pocket.goal_label") }),
    el("p", { class: "hint", text: t("pocket.goal_hint") }), input), el("button", { class: "button", text: t("pocket.goal_do") }));
  input.onfocus = () => input.select(); // whoever types, types a new one
  root.onsubmit = (event) => {
    event.preventDefault();
    stood = input.value;
    taps.add({ kind: "goal", n: Number(stood) });
  };
  const draw = ({ goal }) => {
    if (input.value !== stood) return; // half written: news does not take it away
    input.value = stood = goal ? String(goal) : "";
  };
  return { root, draw };
}

/** Return what shares the sign-up link; draw returns whether its buttons are new. */
export function sharing(t) {
  const root = el("div");
  const draw = ({ share }) => {
    const drawn = JSON.stringify(share);
    if (!share || root.drawn === drawn) return false;
    root.drawn = drawn;
    const links = Object.entries(share.links).map(([network, href]) => el("li", {},
      el("a", { class: "button-quiet", href, rel: "noopener noreferrer", target: href.startsWith("https:") && "_blank", text: t(`share.${network}`) })));
    root.replaceChildren(
      el("p", { class: "passed-on", text: share.text }),
      el("button", { type: "button", class: "button", hidden: "", "data-share": share.join, "data-text": share.text, text: t("pocket.share_do") }),
      el("button", { type: "button", class: "button-quiet", hidden: "", "data-copy": share.join, text: t("pocket.copy_link") }),
      el("ul", { class: "share" }, ...links),
      ...(share.qr ? [el("p", { class: "hint", text: t("pocket.qr") }),
        el("img", { class: "qr", src: share.qr, width: "220", height: "220", alt: t("pocket.qr_alt", { link: share.join }) })] : []),
      ...(share.card ? [el("p", { class: "aside" }, el("a", { href: share.card, target: "_blank", text: t("pocket.card") }), " ",
        el("a", { href: `${share.card}&size=square`, target: "_blank", text: t("pocket.card_square") }))] : []),
      ...(share.dates ? [el("p", { class: "aside" }, el("a", { href: share.dates, text: t("pocket.dates") }))] : []));
    return true;
  };
  return { root, draw };
}

/** Return the way to leave nothing on this phone; taps that wait are named before they are lost. */
export function forgetting(t, taps, { event, at }) {
  const told = el("p", { class: "hint", text: t("pocket.forget_hint") });
  const button = el("button", { type: "button", class: "button-quiet", text: t("pocket.forget") });
  let sure = false;
  button.onclick = async () => {
    const n = taps.kept.taps().length;
    if (n && !sure) {
      sure = true;
      told.setAttribute("role", "alert");
      setText(told, t("pocket.forget_taps", { n }));
      return setText(button, t("pocket.forget_sure"));
    }
    taps.close();
    forgetEvent(event);
    const left = await fetch(`${at}/leave`, { method: "POST" }).then((answer) => answer.ok, () => false);
    await forgetFiles(at);
    const page = button.closest("main");
    const said = el("p", { class: "notice good", role: "status", text: t(left ? "pocket.forgotten" : "pocket.forgotten_offline") });
    page.replaceChildren(said, ...page.querySelectorAll(":scope > .aside")); // the ways on are nobody's own
  };
  return el("section", { class: "forget" }, told, button);
}
