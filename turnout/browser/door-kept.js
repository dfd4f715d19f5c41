// What a phone at the door keeps: the roster, what doors said of it, and its own taps, as a lead's
// phone keeps theirs (taps-kept.js). The roster is forgotten when the event is over, also without
// signal, and when the link is taken back.
import { newKey } from "./new-key.js";
import { Kept, read, write } from "./taps-kept.js";

export const ROOT = "turnout.door";
const WHO = "door"; // a phone stands at one door of an event, whoever holds it
const MOST_SAID = 60; // own words that can still be looked at and taken back

export class DoorKept extends Kept {
  #state;

  constructor(event) {
    super(event, WHO, ROOT);
    this.phone = read(`${this.root}phone`) ?? newKey();
    try {
      write(`${this.root}phone`, this.phone);
    } catch {
      // a phone that keeps nothing is told so at the first tap
    }
  }

  /** A roster of 2,000 is read once, and not at each look. */
  get state() {
    return (this.#state ??= super.state);
  }

  /** Keep what stands now: of the parties on which doors had a word since, and the roster where it
   *  came anew. */
  take(told, keys) {
    const present = told.people ? {} : { ...this.state?.present };
    for (const each of told.present) present[each.subject] = each;
    super.take({ ...told, people: told.people ?? this.state?.people ?? [], present }, keys);
    this.#state = undefined;
  }

  forgetPeople() {
    super.forgetPeople();
    this.#state = undefined;
  }

  onChange(told) {
    return super.onChange(() => {
      this.#state = undefined;
      told();
    });
  }

  /** Keep a word of this phone; returns its tap. Throws where the phone keeps nothing. */
  say(tap) {
    const kept = this.add(tap);
    const said = [...this.said(), { key: kept.key, at: kept.at, ...tap }].slice(-MOST_SAID);
    write(`${this.root}said`, said);
    return kept;
  }

  /** Return what this phone said, oldest first. */
  said() {
    return read(`${this.root}said`) ?? [];
  }

  /** Return whether the door is shut for good, by the server's clock as it was last heard. */
  isOver() {
    const { state } = this;
    return Boolean(state) && new Date(state.at).getTime() + Date.now() - state.heard > new Date(state.until).getTime();
  }
}
