// Challenges in a lead's hand: asked, answered, made, called off; all of it without signal too.
//
//   openChallenges(root, t, taps)   draws into `root`, the inside of the section (pocket-contest.js)
//   returns draw(sum)               what stands, with the taps that wait counted in (taps-sum.js)
import { challengeCard } from "./challenges.js";
import { makeChallenge } from "./challenge-form.js";
import { el, setText } from "./dom.js";
import { isRunning } from "./pocket-contest.js";

const NAMED = 4;

export function openChallenges(root, t, taps) {
  const none = el("p", { class: "soft", text: t("contesting.none") });
  const asked = cards(t, taps, t("contesting.asked"));
  const mine = cards(t, taps, t("contesting.running"));
  const form = makeChallenge(t, taps);
  const likes = compete(t, taps);
  root.replaceChildren(none, asked.root, mine.root, form.root, likes.root);
  return (sum) => {
    const { challenges } = sum;
    const now = new Date();
    none.hidden = challenges.open.length + challenges.mine.length > 0;
    asked.draw(challenges.open, sum, now);
    mine.draw(challenges.mine, sum, now);
    form.draw(sum, now);
    likes.draw(challenges.competes);
  };
}

/** A titled list of cards, each with what its lead can do about it; elements are kept by challenge. */
function cards(t, taps, title) {
  const list = el("ul", { class: "challenges" });
  const root = el("div", {}, el("h3", { class: "challenges-title", text: title }), list);
  let kept = new Map();
  const draw = (challenges, sum, now) => {
    const next = new Map(challenges.map((each) => {
      const key = each.key ?? each.id;
      const card = kept.get(key) ?? withActs(t, taps, each, sum, now);
      card.tell(each, sum, now);
      return [key, card];
    }));
    kept = next;
    const elements = [...next.values()];
    const same = elements.length === list.children.length && elements.every((card, n) => list.children[n] === card);
    if (!same) list.replaceChildren(...elements);
    root.hidden = elements.length === 0;
  };
  return { root, draw };
}

function withActs(t, taps, challenge, sum, now) {
  const options = () => ({ zone: sum.event.zone, tone: sum.contest?.tone, parts: NAMED });
  const card = challengeCard(t, challenge, now, options());
  const own = el("p", { class: "challenge-mine" });
  const told = el("p", { class: "soft", role: "status" });
  const acts = el("div", { class: "acts" });
  const button = (label, tap) => {
    const made = el("button", { type: "button", class: "small", text: label });
    made.onclick = () => taps.add(tap());
    return made;
  };
  let latest = challenge;
  const say = (answer) => () => ({ kind: "challenge_answer", challenge: latest.id, says: answer });
  const [yes, no] = [button(t("contesting.accept"), say("accepted")), button(t("contesting.decline"), say("declined"))];
  const off = button(t("contesting.call_off"), () => ({ kind: "challenge_off", challenge: latest.id }));
  const back = el("button", { type: "button", class: "small", text: t("pocket.undo") });
  off.addEventListener("click", () => back.focus()); // the button that was pressed is gone
  back.onclick = () => {
    taps.undo();
    off.focus();
  };
  acts.append(yes, no, off, back);
  card.append(own, told, acts);
  card.tell = (next, seen, then) => {
    latest = next;
    card.write(next, then, { zone: seen.event.zone, tone: seen.contest?.tone, parts: NAMED });
    const running = isRunning(next, then);
    const takesPart = next.own || next.answer === "accepted" || next.everybody;
    setText(own, takesPart && !next.everybody && !next.key ? t("contesting.my_part", { n: next.my_done }) : "");
    setText(told, statusOf(t, next, running));
    yes.hidden = no.hidden = !running || next.own || next.everybody || Boolean(next.key);
    yes.setAttribute("aria-pressed", String(next.answer === "accepted"));
    no.setAttribute("aria-pressed", String(next.answer === "declined"));
    off.hidden = !running || !next.own || Boolean(next.key);
    const { last } = taps.kept;
    back.hidden = last?.kind !== "challenge_off" || last.challenge !== next.id || next.state !== "called_off";
    acts.hidden = yes.hidden && off.hidden && back.hidden;
  };
  return card;
}

function statusOf(t, { key, kept, answer, own, asked, text, review }, running) {
  return [
    (key || kept) && t("contesting.row_kept"),
    own && asked > 0 && t("contesting.of_asked", { n: asked }),
    running && !own && answer && t(answer === "accepted" ? "contesting.said_accepted" : "contesting.said_declined"),
    running && own && text && review === "held" && t("contesting.text_held"),
  ].filter(Boolean).join(" ");
}

function compete(t, taps) {
  const box = el("input", { type: "checkbox", "aria-describedby": "compete-hint" });
  const root = el("div", { class: "compete" },
    el("label", { class: "consent" }, box, el("span", { text: t("contesting.compete") })),
    el("p", { class: "hint", id: "compete-hint", text: t("contesting.compete_hint") }));
  box.onchange = () => taps.add({ kind: "compete", says: box.checked ? "yes" : "no" });
  return { root, draw: (competes) => { box.checked = competes; } };
}
