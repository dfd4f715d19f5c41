// One challenge's own page (/e/EVENT/challenges/ID): the card with everybody who takes part, alive.
//
//   mountChallenge(root, {picture, id, words, lang, liveUrl})
//     picture  of the live picture what a challenge needs: {event, zone, seen, challenges: [it]}
import { drawChallenges } from "./challenges.js";
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { seenBy } from "./seeing.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

export function mountChallenge(root, { picture, id, words, lang, liveUrl }) {
  const t = speaker(words, lang);
  const card = el("section", { class: "challenge-alone" });
  const lost = el("p", { class: "lost", role: "status", hidden: "" });
  let latest = picture;
  const show = (sent) => {
    const next = seenBy(sent, "page");
    const found = next.challenges.filter((each) => each.id === id);
    if (found.length) latest = { ...next, challenges: found }; // else it is over, and stays as it was
    drawChallenges(card, t, latest, new Date(), { parts: Infinity });
  };
  show(picture);
  root.replaceChildren(card, lost);
  return connect(liveUrl, {
    onPicture: show,
    onState: (state) => setText(lost, lastHeard(t, latest, state)),
  });
}
