// The day after, on a lead's phone: who came, whom to thank, who was missed, what is next. Its
// sentences come ready from the server, and stay on the phone like all else that stands.
import { el } from "./dom.js";

const FIRST = 30; // rows a thumb scrolls past

/** Return the part; draw returns whether its buttons are new. */
export function dayAfter(t) {
  const root = el("section", { class: "after", hidden: "" });
  const draw = ({ after }) => {
    const drawn = JSON.stringify(after ?? null);
    if (root.drawn === drawn) return false;
    root.drawn = drawn;
    root.hidden = !after;
    root.replaceChildren(...(after ? parts(t, after) : []));
    return Boolean(after);
  };
  return { root, draw };
}

const parts = (t, { n, head, said, thanks, links, missed, next }) => [
  el("p", { class: n ? "came" : "came none" }, n && el("b", { text: n }), el("span", { text: head })),
  el("ul", { class: "told" }, ...said.map((text) => el("li", { text }))),
  el("h2", { text: t("scores.thank") }),
  el("p", { class: "hint", text: t("scores.thank_hint") }),
  ...toPassOn(t, thanks),
  el("ul", { class: "share" }, ...Object.entries(links).map(([network, href]) => el("li", {},
    el("a", { class: "button-quiet", href, rel: "noopener noreferrer", target: href.startsWith("https:") && "_blank", text: t(`share.${network}`) })))),
  ...(missed.length ? missing(t, missed) : []),
  el("p", { class: "aside" }, next.at ? el("a", { href: next.at, text: next.said }) : next.said),
].filter(Boolean);

const missing = (t, missed) => [
  el("h2", { text: t("scores.missed", { n: missed.length }) }),
  el("p", { class: "hint", text: t("scores.missed_hint") }),
  el("ul", { class: "missed" }, ...missed.slice(0, FIRST).map(({ name, text }) => el("li", {},
    el("details", {}, el("summary", { text: name }), ...toPassOn(t, text))))),
  missed.length > FIRST && el("p", { class: "soft", text: t("scores.missed_more", { n: missed.length - FIRST }) }),
];

const toPassOn = (t, text) => [
  el("p", { class: "passed-on", text }),
  el("button", { type: "button", class: "button-quiet", hidden: "", "data-copy": text, text: t("scores.copy") }),
];
