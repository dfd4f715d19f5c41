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
  const lastText = el("span");
  const undo = el("button", { type: "button", class: "small", text: t("pocket.undo") });
  const last = el("p", { class: "last", hidden: "" }, lastText, undo);
  const root = el("details", { class: "section", hidden: "" }, el("summary", {}, heading), told, last, list);
  let looked = -Infinity;
  let ticked = null; // the last one, as {name, tick}: it alone can be taken back here

  /** Look at what waits; said: {id} of a text that was sent, or {undo} of a tick taken back. */
  const look = async (said) => {
    looked = Date.now();
    const body = said && new URLSearchParams({ lead, ...said });
    const address = said ? `${at}/texts` : `${at}/texts?lead=${lead}`;
    try {
      const answer = await fetch(address, { method: said ? "POST" : "GET", body, cache: "no-store" });
      const found = answer.ok ? await answer.json() : { n: 0, texts: [] };
      draw(found, Boolean(said));
      return found;
    } catch {
      if (said) setText(told, t(said.undo ? "pocket.texts_not_back" : "pocket.texts_not"));
      return null;
    }
  };
  const draw = ({ n, texts }, said) => {
    const drawn = JSON.stringify(texts);
    root.hidden = n === 0 && !ticked && !said;
    setText(heading, t(n ? "pocket.texts" : "pocket.texts_none", { n }));
    setText(told, t(n ? "pocket.texts_note" : "pocket.texts_done"));
    if (list.drawn === drawn) return;
    list.drawn = drawn;
    list.replaceChildren(...texts.map(row));
    enhanceJoin({ words, lang }, list);
  };
  const sent = async (id, name) => {
    const found = await look({ id });
    if (!found) return;
    remember(found.tick ? { name, tick: found.tick } : null);
    (found.tick ? undo : root.querySelector("summary")).focus(); // the button that was pressed is gone
  };
  undo.onclick = async () => {
    if (!await look({ undo: ticked.tick })) return;
    remember(null);
    (list.querySelector("button:not([hidden])") ?? root.querySelector("summary")).focus();
  };
  const remember = (tick) => {
    ticked = tick;
    last.hidden = !tick;
    setText(lastText, tick ? t("pocket.texts_ticked", { name: tick.name }) : "");
  };
  const row = ({ id, name, text }) => {
    const called = name || t("pocket.no_name");
    const done = el("button", { type: "button", class: "small", text: t("pocket.texts_sent"), "aria-label": t("pocket.texts_sent_label", { name: called }) });
    done.onclick = () => sent(id, called);
    return el("li", {}, el("h3", { text: called }), el("p", { class: "ready-text", text }), el("div", { class: "acts" },
      el("button", { type: "button", class: "small", hidden: "", "data-copy": text, text: t("pocket.texts_copy") }), done));
  };
  return { root, ask: () => Date.now() - looked > APART_MS && look() };
}
