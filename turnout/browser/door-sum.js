// What stands of each party once the taps that wait are counted in, and the truth about each.

/**
 * Return {of(subject), heads, checked, walkIns, waiting}: of returns what stands of one party,
 * {came, at, kept, mine, phone, other}, or null. kept: it waits on this phone.
 */
export function summed(kept) {
  const { state, phone } = kept;
  const waiting = kept.waiting().filter(({ kind }) => kind === "came");
  const here = new Map(waiting.map((tap) => [tap.subject, tap])); // the last of each stands
  const of = (subject) => {
    const tap = here.get(subject);
    const stands = state?.present[subject] ?? null;
    if (tap) return { came: tap.n, at: tap.at, kept: true, mine: true, phone, lead: tap.lead, was: stands };
    return stands && { ...stands, at: new Date(stands.at).getTime(), kept: false, mine: stands.phone === phone };
  };
  const sum = { of, checked: state?.came?.checked ?? 0, walkIns: state?.came?.walk_ins ?? 0 };
  for (const [subject, { n }] of here) {
    const more = n - (state?.present[subject]?.came ?? 0);
    if (subject.startsWith("walkin:")) sum.walkIns += more;
    else sum.checked += more;
  }
  return { ...sum, heads: sum.checked + sum.walkIns };
}

/** Return what is true of a party, in words: who let them in, when, and who knows of it. */
export function truth(t, time, stands) {
  if (!stands) return "";
  const { came: n, at, kept, mine, phone, other, was } = stands;
  const told = { n, time: time(at) };
  if (kept) return [t(n ? "door.in_kept" : "door.out_kept", told), was?.came && another(t, time, was)].filter(Boolean).join(" ");
  const by = mine ? "desk" : phone ? "other" : "by_desk";
  return [t(`door.${n ? "in" : "out"}_${by}`, told), other && contrary(t, time, other, mine)].filter(Boolean).join(" ");
}

const another = (t, time, { came, at }) => t("door.before_kept", { n: came, time: time(new Date(at).getTime()) });

/** Return what somebody else said of the same party, whose word does not stand. */
function contrary(t, time, { came, at }, mine) {
  const told = { n: came, time: time(new Date(at).getTime()) };
  return t(mine ? "door.other_before" : "door.another_before", told);
}
