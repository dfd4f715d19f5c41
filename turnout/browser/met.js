// Goals and challenges that were met: told once on a wall, and not again after it is loaded anew.
import { asksFor, stateNow } from "./challenges.js";

const KEPT = "turnout-board-met-"; // and the event
const MOST_KEPT = 60;
const MET_MS = 9_000;

export class Met {
  /** say(sentence): shows it, "" takes it away. */
  constructor(t, event, say) {
    Object.assign(this, { t, say, kept: KEPT + event, told: remembered(KEPT + event), waiting: [] });
  }

  /** Tell what `picture` has met since the one before; what the first one has is old news. */
  hear(picture, now) {
    const met = [...goalMet(picture), ...challengesMet(picture, now)];
    const fresh = met.filter(({ key }) => !this.told.includes(key));
    if (!fresh.length) return void (this.knows = true);
    this.told = [...this.told, ...fresh.map(({ key }) => key)].slice(-MOST_KEPT);
    remember(this.kept, this.told);
    if (this.knows) this.waiting.push(...fresh.map(({ words }) => this.t(...words(this.t))));
    this.knows = true;
    if (!this.timer) this.#next();
  }

  close() {
    clearTimeout(this.timer);
  }

  /** Say one after the other, each for a moment. They neither loop nor come back. */
  #next() {
    const sentence = this.waiting.shift() ?? "";
    this.say(sentence);
    this.timer = sentence ? setTimeout(() => this.#next(), MET_MS) : 0;
  }
}

function goalMet({ goal, coming }) {
  if (!goal || coming < goal) return [];
  return [{ key: `goal:${goal}`, words: () => ["board.goal_met", { goal }] }];
}

const challengesMet = (picture, now) => (picture.challenges ?? [])
  .filter((challenge) => stateNow(challenge, now) === "met")
  .map((challenge) => ({ key: `challenge:${challenge.id}`,
    words: (t) => ["show.challenge_met", { what: asksFor(t, challenge) }] }));

function remembered(kept) {
  try {
    return JSON.parse(localStorage.getItem(kept)) ?? [];
  } catch {
    return []; // storage is shut in some kiosks, or holds what is not ours
  }
}

function remember(kept, told) {
  try {
    localStorage.setItem(kept, JSON.stringify(told));
  } catch {
    // told this once, and again after the page is loaded anew
  }
}
