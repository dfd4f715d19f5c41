// Whom a lead is to ask or tell, with the words ready: copied, sent as they talk to them, ticked off.
// The texts hold other people's own links: they come with signal, and this phone keeps none.
import { el, setText } from "./dom.js";
import { enhanceJoin } from "./join.js";

const APART_MS = 60_000; // between looks by itself; a tap looks at once

/** Return {root, ask()}; ask looks for what waits, once a minute at most. */
export function readyTexts(t, { at, lead, words, lang }) {
  const heading = el("h2");
  const told = el("p", { class: "soft", role: "status", text: t("pocket.texts_note") });
  const list = el("ul", { class: "ready" });
  const root = el("details", { class: "section", hidden: "" }, el("summary", {}, heading), told, list);
  let looked = -Infinity;

  const look = async (id) => {
    looked = Date.now();
    const body = id && new URLSearchParams({ lead, id });
    const address = id ? `${at}/texts` : `${at}/texts?lead=${lead}`;
    try {
      const answer = await fetch(address, { method: id ? "POST" : "GET", body, cache: "no-store" });
      draw(answer.ok ? await answer.json() : { n: 0, texts: [] }, Boolean(id));
    } catch {
      if (id) setText(told, t("pocket.texts_not"));
    }
  };
  const draw = ({ n, texts }, ticked) => {
    const drawn = JSON.stringify(texts);
    root.hidden = n === 0 && !ticked;
    setText(heading, t("pocket.texts", { n }));
    setText(told, t(n ? "pocket.texts_note" : "pocket.texts_done"));
    if (list.drawn === drawn) return;
    list.drawn = drawn;
    list.replaceChildren(...texts.map(row));
    enhanceJoin({ words, lang }, list);
    if (ticked) (list.querySelector("button") ?? root.querySelector("summary")).focus();
  };
  const row = ({ id, name, text }) => {
    const called = name || t("pocket.no_name");
    const sent = el("button", { type: "button", class: "small", text: t("pocket.texts_sent"), "aria-label": t("pocket.texts_sent_label", { name: called }) });
    sent.onclick = () => look(id);
    return el("li", {}, el("h3", { text: called }), el("p", { class: "ready-text", text }), el("div", { class: "acts" },
      el("button", { type: "button", class: "small", hidden: "", "data-copy": text, text: t("pocket.texts_copy") }), sent));
  };
  return { root, ask: () => Date.now() - looked > APART_MS && look() };
}
