// One challenge at the desk, as a Streamlit component: the same card, with everybody who takes part.
import { challengeCard } from "./challenges.js";
import { el } from "./dom.js";
import { speaker } from "./words.js";

const CLOCK_MS = 20_000;

export function mount({ data, parentElement }) {
  const t = speaker(data.words, data.lang);
  const options = { zone: data.zone, parts: Infinity };
  const draw = () => {
    const { card, challenge } = parentElement;
    card.write(challenge, new Date(), options);
  };
  parentElement.challenge = data.challenge;
  if (!parentElement.card || parentElement.spoken !== data.lang) {
    parentElement.card?.parentElement.remove();
    parentElement.spoken = data.lang;
    parentElement.card = challengeCard(t, data.challenge, new Date(), options);
    parentElement.append(el("ul", { class: "challenges at-the-desk", lang: data.lang }, parentElement.card));
    clearInterval(parentElement.ticking);
    parentElement.ticking = setInterval(draw, CLOCK_MS);
  }
  draw();
  return () => {
    if (!(parentElement.host ?? parentElement).isConnected) clearInterval(parentElement.ticking);
  };
}
