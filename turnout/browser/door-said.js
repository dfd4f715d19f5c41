// What this phone said, and what became of it: each word can be looked at, and taken back.
import { button } from "./door-list.js";
import { truth } from "./door-sum.js";
import { el, setText } from "./dom.js";

const FIRST = 12;

/** Return {root, last, draw(sum)}: `last` is the newest word with its undo, `root` all of them. */
export function ownWords(t, kept, { say, again, drop, time }) {
  const words = el("ul", { class: "said" });
  const lastText = el("span");
  const undo = button(t("door.undo"), () => lastSaid && back(lastSaid), "small");
  const last = el("p", { class: "last" }, lastText, undo);
  const root = el("details", { class: "section" }, el("summary", {}, el("h2", { text: t("door.said") })), words);
  let lastSaid = null;

  /** Take back a word: the party stands as it did before, by a new word of this phone. */
  const back = (word) => {
    const before = kept.said().findLast((each) => each.subject === word.subject && each.at < word.at);
    say({ kind: "came", subject: word.subject, n: word.was ?? before?.n ?? 0, lead: word.lead, back: word.key });
  };

  const draw = (sum) => {
    const names = new Map(sum.state.people.map((one) => [one.subject, one.name]));
    const title = ({ subject }) => (subject.startsWith("walkin:") ? t("door.walk_said") : names.get(subject) || t("door.somebody"));
    const refused = new Map(kept.refused().map((tap) => [tap.key, tap]));
    const said = newestOfEach(kept.said());
    lastSaid = said[0] ?? null;
    last.hidden = !lastSaid;
    if (lastSaid) setText(lastText, line(t, time, sum, lastSaid, title));
    undo.hidden = Boolean(lastSaid?.back);
    root.hidden = !said.length;
    const shown = said.slice(0, FIRST).map((word) => [word, line(t, time, sum, word, title), refused.get(word.key)]);
    const counts = [...refused.values()].filter(({ kind }) => kind === "count");
    const drawn = JSON.stringify([shown, counts]);
    if (words.drawn === drawn) return;
    words.drawn = drawn;
    words.replaceChildren(...counts.map((tap) => refusedLine(t, t("door.count"), tap, { again, drop })),
      ...shown.map(([word, text, tap]) => (tap ? refusedLine(t, text, tap, { again, drop })
        : el("li", {}, el("span", { text }), !word.back && button(t("door.undo"), () => back(word), "small", t("door.undo_label", { what: title(word) }))))));
  };
  return { root, last, draw };
}

function line(t, time, sum, word, title) {
  const stands = sum.of(word.subject);
  return t("door.said_line", { what: title(word), truth: stands ? truth(t, time, stands) : t("door.not_there") });
}

/** Return the newest word on each party, the newest first. */
function newestOfEach(said) {
  const newest = new Map();
  for (const word of said) {
    newest.delete(word.subject);
    newest.set(word.subject, word);
  }
  return [...newest.values()].reverse();
}

function refusedLine(t, text, tap, { again, drop }) {
  return el("li", { class: "refused" }, el("span", { text: t("door.refused", { what: text, why: tap.refused }) }),
    button(t("door.again"), () => again(tap.key), "small"), button(t("door.discard"), () => drop(tap.key), "small"));
}

