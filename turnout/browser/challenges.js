// Challenges: target, what is done and still needed, the bar, time left, and who takes part. On the
// light page, a challenge's own page and the wall. Styles: challenges.css, with bar.css before it.
//
//   drawChallenges(root, t, picture, now, {audience, parts, link, most})  a titled list of them
//   challengeCard(t, challenge, now, {zone, tone, parts, link})           one; again: card.write(challenge, now)
//     audience  "page" or "wall": whose tone it is; parts: how many who take part are named
//     link      where a challenge has its page: (challenge) => address; left out, it leads nowhere
import { drawBar } from "./bar.js";
import { el, setClamped, setText } from "./dom.js";
import { countTo, slideIn } from "./motion.js";
import { at } from "./standing.js";
import { hour, sameDay, startsAt } from "./when.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const IN_WORDS = 10; // the first word of a sentence is no digit, up to here
const NAMED = 4; // of those who take part, on a screen that shows more than this challenge
const RUNNING = ["offered", "live"];
const ENDED = { offered: "contest.offered", declined: "contest.declined", called_off: "contest.called_off",
  missed: "contest.missed_each" };

/** Return how a challenge stands now: what was live when it was sent may be over meanwhile. */
export function stateNow({ state, deadline, done, target }, now) {
  if (!RUNNING.includes(state) || now <= new Date(deadline)) return state;
  if (state === "offered") return "declined";
  return done >= target ? "met" : "missed";
}

/** Return in how many ms the next of `challenges` is over; Infinity where none runs. */
export function nextEnd(challenges, now) {
  const ends = (challenges ?? []).filter((one) => RUNNING.includes(stateNow(one, now))).map(({ deadline }) => new Date(deadline) - now);
  return Math.min(Infinity, ...ends) + 1; // at its last moment it still runs
}

/** Return what a challenge asks for: "30 new yeses". */
export const asksFor = (t, { measure, target }) => t(`contest.ask_${measure}`, { n: target });

/** Return until when it runs: with its day, unless that is today. */
export function until(t, { deadline }, now, zone) {
  const end = new Date(deadline);
  return sameDay({ zone }, end, now) ? t("contest.until_today", { time: hour(t, { zone }, end) })
    : t("contest.until", { when: startsAt(t, { zone, starts_at: deadline }) });
}

/** Return the time that is left: "2 h 14 min left". */
export function timeLeft(t, { deadline }, now) {
  const left = new Date(deadline) - now;
  if (left >= 2 * DAY_MS) return t("contest.left_days", { n: Math.floor(left / DAY_MS) });
  if (left >= HOUR_MS) {
    const hours = Math.floor(left / HOUR_MS);
    return t("contest.left_hours", { hours, minutes: Math.floor((left % HOUR_MS) / MINUTE_MS) });
  }
  return left >= MINUTE_MS ? t("contest.left_minutes", { n: Math.floor(left / MINUTE_MS) }) : t("contest.left_last");
}

/** Return what is needed next, or how it ended. tone: "needed", or "grown": what stands by now. */
export function whatNext(t, challenge, now, { zone, tone = "needed" }) {
  const { done, target, way, parts, others } = challenge;
  const state = stateNow(challenge, now);
  const met = challenge.met_at && startsAt(t, { zone, starts_at: challenge.met_at });
  if (state === "met") return met ? t("contest.met_at", { when: met }) : t("contest.met");
  if (state === "missed" && way === "together") return t("contest.missed", { n: done, target });
  if (state !== "live") return t(ENDED[state]);
  if (way === "each") {
    const made = parts.filter((part) => part.met).length;
    return t("contest.each_made", { n: made, leads: parts.length + others.leads });
  }
  if (tone === "grown") return t("contest.grown", { n: done, target });
  const more = Math.max(1, target - done);
  return more <= IN_WORDS ? t(`contest.more_${more}`) : t("contest.more", { n: more });
}

/** Return who takes part: everybody, or how many leads; their rows name those who may be named. */
export function whoTakesPart(t, { everybody, way, parts, others }) {
  if (everybody) return t("contest.everybody");
  const leads = parts.length + others.leads;
  if (!leads) return t("contest.nobody_yet");
  return t(way === "each" ? "contest.each" : "contest.together", { n: leads });
}

/** Return a card for `challenge`; its `write` keeps the elements and writes what changed. */
export function challengeCard(t, challenge, now, options = {}) {
  const card = el("li", { class: "challenge" });
  const pieces = build(options.link?.(challenge));
  card.append(...pieces.order);
  card.write = (next, then, given = options) => write(card, pieces, t, next, then, given);
  card.write(challenge, now);
  return card;
}

function build(address) {
  const pieces = {
    who: el("p", { class: "challenge-who" }),
    ask: address ? el("a", { href: address, target: "_top" }) : el("span"),
    done: el("b"), of: el("span", { class: "challenge-of" }),
    left: el("span", { class: "challenge-left" }),
    bar: el("div"), next: el("p", { class: "challenge-next" }), held: el("p", { class: "challenge-held" }),
    text: el("q", { dir: "auto" }), by: el("p", { class: "challenge-by" }),
    parts: el("ul", { class: "challenge-parts" }),
  };
  pieces.count = el("p", { class: "challenge-count" }, pieces.done, " ", pieces.of, " ", pieces.left);
  pieces.order = [pieces.who, el("h3", {}, pieces.ask), pieces.count, pieces.bar, pieces.next,
    pieces.held, el("p", { class: "challenge-text" }, pieces.text), pieces.by, pieces.parts];
  return pieces;
}

function write(card, pieces, t, challenge, now, { zone, tone, parts = NAMED }) {
  const { done, held, target, by, text, way } = challenge;
  const state = stateNow(challenge, now);
  const running = RUNNING.includes(state);
  const before = card.dataset.state;
  card.dataset.state = state;
  setText(pieces.who, whoTakesPart(t, challenge));
  setText(pieces.ask, asksFor(t, challenge));
  countTo(pieces.done, done, t.lang);
  setText(pieces.of, t("contest.of", { n: target }));
  setText(pieces.left, running ? `${timeLeft(t, challenge, now)}, ${until(t, challenge, now, zone)}` : "");
  pieces.bar.hidden = way === "each";
  pieces.done.hidden = pieces.of.hidden = way === "each";
  drawBar(pieces.bar, heads(challenge), { label: t("contest.bar", { n: done, target }) });
  setText(pieces.next, whatNext(t, challenge, now, { zone, tone }));
  setText(pieces.held, held && running ? t("contest.held", { n: held }) : "");
  setText(pieces.text, text);
  pieces.text.parentElement.hidden = !text;
  setText(pieces.by, by ? t("contest.by", { who: by.name && by.handle ? `${by.name} (${at(by.handle)})` : by.name || at(by.handle) }) : "");
  drawParts(pieces.parts, t, challenge, parts);
  if (before && before !== state) slideIn(pieces.next); // met, or over: said once, as it happens
}

/** Return what the promise bar draws: what is done, by its certainty, and what waits for a look. */
function heads({ measure, done, held, target }) {
  const sure = measure === "confirmed" || measure === "areas";
  const n = Math.max(0, done); // below nought where more was taken back
  return { confirmed: sure ? n : 0, yes: sure ? 0 : n, by_count: 0, maybe: held, goal: target };
}

function drawParts(list, t, challenge, most) {
  const { parts, others, way } = challenge;
  const shown = parts.slice(0, most);
  const rest = parts.slice(most).reduce((sum, part) => sum + part.done, others.done);
  const more = parts.length - shown.length + others.leads;
  const rows = shown.map((part) => ({ ...part, key: part.handle || part.name }));
  if (more && rows.length) rows.push({ key: "", name: t("contest.more_leads", { n: more }), handle: "", done: rest });
  list.hidden = rows.length === 0;
  const kept = (list.kept ??= new Map());
  const lines = rows.map((row) => {
    const line = kept.get(row.key) ?? buildPart();
    writePart(line, t, row, challenge, way);
    return [row.key, line];
  });
  list.kept = new Map(lines);
  const elements = lines.map(([, line]) => line);
  const same = elements.length === list.children.length && elements.every((line, n) => list.children[n] === line);
  if (!same) list.replaceChildren(...elements);
}

function buildPart() {
  const pieces = { name: el("span", { class: "part-name" }), handle: el("span", { class: "part-handle" }),
    done: el("b"), made: el("span", { class: "part-made" }), bar: el("div") };
  const line = el("li", {}, el("span", { class: "part-words" }, pieces.name, " ", pieces.handle),
    el("span", { class: "part-count" }, pieces.done, " ", pieces.made), pieces.bar);
  return Object.assign(line, { pieces });
}

function writePart(line, t, row, { measure, target }, way) {
  const { name, handle, done, made, bar } = line.pieces;
  setClamped(name, row.name || at(row.handle));
  setClamped(handle, row.name ? at(row.handle) : "");
  countTo(done, row.done, t.lang);
  setText(made, row.met && way === "each" ? t("contest.part_met") : "");
  bar.hidden = way !== "each" || !row.key;
  if (!bar.hidden) drawBar(bar, heads({ measure, done: row.done, held: 0, target }), { label: t("contest.bar", { n: row.done, target }) });
}

/**
 * Draw the challenges of `picture` into `root`, under their title; again for each change. Between
 * two calls the clocks go on by themselves, and what is over says so.
 */
export function drawChallenges(root, t, picture, now, { audience = "page", parts, link, most = Infinity } = {}) {
  const shown = (picture.challenges ?? []).slice(0, most);
  const pieces = (root.pieces ??= titled(root));
  setText(pieces.title, shown.length ? t("contest.title", { n: shown.length }) : "");
  root.hidden = shown.length === 0;
  const options = { zone: picture.zone, tone: picture.seen?.tone[audience], parts, link };
  const kept = new Map(shown.map((challenge) => {
    const card = pieces.kept.get(challenge.id) ?? challengeCard(t, challenge, now, options);
    card.write(challenge, now, options);
    return [challenge.id, card];
  }));
  pieces.kept = kept;
  const cards = [...kept.values()];
  const same = cards.length === pieces.list.children.length && cards.every((card, n) => pieces.list.children[n] === card);
  if (!same) pieces.list.replaceChildren(...cards);
  goOn(root, shown, now, () => drawChallenges(root, t, picture, new Date(), { audience, parts, link, most }));
}

function titled(root) {
  const title = el("h2");
  const list = el("ul", { class: "challenges" });
  root.replaceChildren(title, list);
  return { title, list, kept: new Map() };
}

/** Draw again when the next minute, or the next deadline, has passed, as long as it is on screen. */
function goOn(root, challenges, now, again) {
  clearTimeout(root.turning);
  const ends = challenges.filter((each) => RUNNING.includes(each.state)).map((each) => new Date(each.deadline) - now);
  const ahead = ends.filter((left) => left > 0);
  if (!ahead.length) return;
  const wait = Math.min(MINUTE_MS, ...ahead.map((left) => left % MINUTE_MS || MINUTE_MS)) + 50;
  root.turning = setTimeout(() => root.isConnected && again(), wait);
}
