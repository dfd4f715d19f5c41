// What stands on the wall whatever the scene: the way to join, what is wrong with the line, what
// was met, the keys, and what is spoken. Built once, and put where the scene has room for it.
import { el } from "./dom.js";
import { isPast } from "./when.js";

const KEYS = [["D", "board.key_d"], ["F", "board.key_f"], ["", "board.key_space"],
  ["← →", "board.key_arrows"], ["?", "board.key_help"]];

/** Return the parts by name; options as mountBoard has them. */
export const buildChrome = (t, options) => ({
  join: joinBlock(t, options),
  lost: el("p", { class: "lost", role: "status", hidden: "" }),
  met: el("p", { class: "met", role: "status", hidden: "" }),
  keys: keyList(t),
  spoken: el("p", { class: "spoken", "aria-live": "polite" }),
});

/** Ask to join only where somebody can. */
export function drawJoin(join, picture, { joinUrl, qrReason }, now) {
  join.hidden = !(joinUrl || qrReason) || !picture.open || isPast(picture, now);
}

function joinBlock(t, { joinUrl, qrSvgUrl, qrReason }) {
  const address = (joinUrl ?? "").replace(/^https?:\/\//, "");
  return el("div", { class: "join" },
    el("p", { class: "join-words" }, address && el("strong", { text: t("board.join") }),
      // An address that only this machine knows is no use to the hall: the reason stands instead.
      address && !qrReason && el("span", { class: "address", text: address }),
      qrReason && el("small", { text: qrReason })),
    qrSvgUrl && el("img", { class: "qr", src: qrSvgUrl, alt: t("board.qr", { url: address }) }));
}

function keyList(t) {
  return el("div", { class: "keys", hidden: "" },
    el("h2", { text: t("board.keys") }),
    el("dl", {}, ...KEYS.flatMap(([key, said]) => [
      el("dt", { text: key || t("board.space") }), el("dd", { text: t(said) })])));
}
