// What this phone has said of the map: what waits for signal, what was not taken and why, and the
// last thing that was sent, which its steward can take back.
import { el } from "./dom.js";
import { quiet } from "./map-fields.js";

/**
 * Return the lines of what is kept.
 *
 * titleOf(act): the title of the place. acts: {discard(act), again(act), repair(act), undo(last)}.
 */
export function queueLines(t, { acts, last, sent, sending, lasts }, titleOf, doing) {
  const lines = acts.map((act) => lineOf(t, act, titleOf(act), act.key === sending, doing));
  if (acts.length && !lasts) lines.unshift(el("li", { class: "refused", text: t("map.not_lasting") }));
  const told = sent || (last && t(`map.sent_${last.kind}`, { title: last.title }));
  if (told && !acts.length) lines.push(el("li", {}, el("span", { text: told }), last && button(t, "map.undo", () => doing.undo(last))));
  return lines;
}

function lineOf(t, act, title, underWay, doing) {
  const discard = () => button(t, "map.discard", () => doing.discard(act));
  if (act.refused) {
    return refusedLine(t("map.refused", { title, why: sentence(t, act.refused) }),
      button(t, "map.send_again", () => doing.again(act)), discard());
  }
  if (act.repair) {
    return refusedLine(t("map.repair", { title, why: act.repair.why }), button(t, "map.take_repair", () => doing.repair(act)), discard());
  }
  if (act.lost) {
    const why = [...new Set(act.lost.map((each) => sentence(t, each)))].join(" ");
    return refusedLine(t("map.photos_lost", { title, n: act.lost.length, why }), button(t, "map.understood", () => doing.discard(act)));
  }
  const said = el("span", { text: t(act.answer ? "map.sending_photos" : "map.kept_here", { title }) });
  return el("li", {}, said, !act.answer && !underWay && discard());
}

const refusedLine = (text, ...buttons) => el("li", { class: "refused" }, el("span", { text }), ...buttons);

/** Return why something was not taken: the server's sentence, or what its silence means. */
const sentence = (t, why) => (typeof why === "string" ? why : t("map.not_taken", { status: why.status }));

/** Return what is told once the server has an act. */
export function sentSentence(t, { kind }, { held }, title) {
  return t(kind === "put" && held ? "map.sent_waits" : `map.sent_${kind}`, { title });
}

function button(t, key, act) {
  return quiet(t(key), ({ currentTarget }) => {
    currentTarget.disabled = true; // a second tap of one thumb says nothing new
    act();
  });
}
