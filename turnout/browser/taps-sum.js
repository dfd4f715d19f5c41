// What stands once the taps that wait are counted in: by the same rules as the server's.
import { signed } from "./words.js";
import { hasStarted, stage } from "./when.js";

const FIELDS = { confirmed: "confirmed", yes: "yes", maybe: "maybe" };

/** Return the state as it will stand: {confirmed, yes, by_count, maybe, coming, goal, people}. */
export function summed(state, waiting) {
  const now = { ...state, people: state.people.map((one) => ({ ...one })), challenges: copied(state.challenges) };
  const undone = new Set(waiting.filter((tap) => tap.kind === "undo").map((tap) => tap.of));
  for (const tap of waiting) if (!undone.has(tap.key)) acts[tap.kind]?.(now, tap, waiting);
  return count(now);
}

/** Return a lead's challenges as far as the live picture (`news`) has them by now. */
export function withNews(challenges, news = []) {
  const fresh = (each) => {
    const { done, held, state, met_at } = news.find(({ id }) => id === each.id) ?? each;
    return { ...each, done, held, state, met_at };
  };
  return challenges && { ...challenges, mine: challenges.mine.map(fresh), open: challenges.open.map(fresh) };
}

/** Return what an undo of `tap` needs to know, as it is made: what stood before and after it. */
export function before(state, tap) {
  const after = summed(state, [{ ...tap, key: "" }]);
  const one = state.people.find((each) => each.person === tap.person);
  const asked = state.challenges?.mine.find((each) => each.id === tap.challenge);
  return { more: after.declared - state.declared, goal: state.goal, roll: state.roll,
    ...(one && { party: one.party, status: one.status }), ...(asked && { state: asked.state }) };
}

const acts = {
  more: (now, { n }) => { now.declared = Math.max(0, count(now).coming + n); },
  total: (now, { n }) => { now.declared = n; },
  goal: (now, { n }) => { now.goal = n; },
  roll: (now, { place, name, said_as }) => { now.roll = { ...now.roll, place, asked: name, said_as, kept: true }; },
  person: (now, { key, name, party, status }) => {
    now[FIELDS[status]] += Number(party);
    now.people.unshift({ key, name, party: Number(party), status });
  },
  change: (now, { person, party, status }) => {
    const one = now.people.find((each) => each.person === person);
    if (!one) return;
    if (FIELDS[one.status]) now[FIELDS[one.status]] -= one.party;
    if (FIELDS[status]) now[FIELDS[status]] += Number(party);
    Object.assign(one, { party: Number(party), status, kept: true });
  },
  compete: ({ challenges }, { says }) => { if (challenges) challenges.competes = says === "yes"; },
  challenge: ({ challenges }, { key, wanted }) => challenges?.mine.unshift({ key, done: 0, my_done: 0, held: 0, by: null,
    ...wanted, everybody: !wanted.whom.length, state: wanted.whom.length ? "offered" : "live", met_at: null, own: true,
    answer: "", asked: wanted.whom.length, parts: [], others: { leads: 0, done: 0 } }),
  challenge_answer: ({ challenges }, { challenge, says }) => change(challenges, challenge, { answer: says, kept: true }),
  challenge_off: ({ challenges }, { challenge }) => change(challenges, challenge, { state: "called_off", kept: true }),
  // Only of what the server has: what still waits is left out before.
  undo: (now, { was, of }, waiting) => {
    if (!was || waiting.some((tap) => tap.key === of)) return;
    if (was.kind === "more" || was.kind === "total") now.declared = Math.max(0, now.declared - was.more);
    if (was.kind === "goal") now.goal = was.goal;
    if (was.kind === "roll") now.roll = { ...was.roll, kept: true };
    if (was.kind === "change") acts.change(now, { ...was });
    if (was.kind === "challenge_off") change(now.challenges, was.challenge, { state: was.state, kept: true });
  },
};

const copied = (challenges) => challenges && { ...challenges, mine: [...challenges.mine], open: [...challenges.open] };

function change(challenges, id, changed) {
  for (const list of [challenges?.mine, challenges?.open]) {
    const place = list?.findIndex((each) => each.id === id) ?? -1;
    if (place >= 0) list[place] = { ...list[place], ...changed };
  }
}

function count(now) {
  const named = now.confirmed + now.yes;
  now.by_count = Math.max(0, now.declared - named);
  now.coming = named + now.by_count;
  return now;
}

/** Return the one thing to do next: [what stands, what to do]. */
export function next(t, { event, goal, coming, came, maybe, yes, by_count, contest }, now) {
  if (event.state !== "on") return [t(`pocket.next_${event.state}`), ""];
  if (stage(event, now) === "over") return [t("light.over"), ""];
  const away = hasStarted(event, now) && coming > (came?.heads ?? 0);
  const toDo = away ? t("pocket.do_call") : maybe ? t("pocket.do_maybe", { n: maybe })
    : by_count ? t("pocket.do_names", { n: by_count })
      : coming ? t("pocket.do_one") : t("pocket.do_first");
  if (!event.open) return [t("light.closed"), yes ? t("pocket.do_confirm", { n: yes }) : ""];
  if (!goal) return [t("pocket.no_goal"), toDo];
  if (coming >= goal) {
    const past = coming > goal ? t("light.past", { n: coming - goal }) : t("pocket.met");
    return [past, yes ? t("pocket.do_confirm", { n: yes }) : ""];
  }
  const stands = contest?.tone === "grown" ? t("pocket.grown", { n: coming, goal }) : t("pocket.to_go", { n: goal - coming });
  return [stands, toDo];
}

/** Return a tap in words: "+5", "My total is 40", "Amina, 3". */
export function told(t, tap) {
  if (tap.kind === "more") return signed(t.lang, tap.n);
  if (tap.kind === "undo") return t("pocket.tap_undo", { what: told(t, { kind: "more", n: 0, ...tap.was }) });
  const status = tap.status ? t(`pocket.status_${tap.status}`) : "";
  const name = tap.name || t("pocket.no_name");
  return t(`pocket.tap_${tap.kind}`, { n: Number(tap.party ?? tap.n), name, status, ...(tap.n && { n: tap.n }) });
}
