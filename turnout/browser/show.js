// Which scene of a show stands at a moment: the rule of rules/show.py, so that all walls agree.
//
// show: the live picture's, or null where nobody said what walls are to show.

/** Return the scene that stands at `now`; the poster where what is chosen has nothing to show. */
export function standing(show, now) {
  if (!show) return "total";
  const round = around(show);
  if (!round.length) return show.has.includes(show.scene) ? show.scene : "total";
  return round[turns(show, now) % round.length];
}

/** Return what a round goes through, from where it began; [] where the scene stays. */
export function around({ scene, scenes, every_seconds: every, has }) {
  if (!every) return [];
  const start = Math.max(scenes.indexOf(scene), 0);
  return [...scenes.slice(start), ...scenes.slice(0, start)].filter((name) => has.includes(name));
}

/** Return in how many milliseconds the next scene comes; Infinity where none does. */
export function nextTurn(show, now) {
  if (!show || around(show).length < 2) return Infinity;
  return +new Date(show.since) + (turns(show, now) + 1) * show.every_seconds * 1000 - now;
}

/** Return whether two shows stand for the same word of an organizer about the scene. */
export const sameScene = (one, other) =>
  ["scene", "since", "every_seconds"].every((of) => one?.[of] === other?.[of]);

const turns = ({ since, every_seconds: every }, now) =>
  Math.floor(Math.max(0, now - new Date(since)) / (every * 1000));
