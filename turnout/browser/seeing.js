// The live picture as one audience is shown it: "wall", "page" or "leads". As formats/seeing.py.

const HEADS = ["coming", "confirmed", "yes", "by_count", "maybe"];
const CAME = ["heads", "checked", "walk_ins"];

/** Return `picture` without what `audience` is not shown; leads without rows are not named. */
export function seenBy(picture, audience) {
  const parts = picture.seen?.[audience];
  if (!parts) return picture; // kept before there was such a choice
  const shown = { ...picture };
  for (const part of ["challenges", "just_in"]) if (!parts.includes(part)) shown[part] = [];
  return parts.includes("leads") ? shown : { ...shown, ...together(picture) };
}

function together({ leads, unnamed, own }) {
  const number = unnamed.leads + leads.length;
  const with_own = unnamed.with_own || number === 1; // of one lead alone, it would be their number
  return { leads: [], leads_goal: 0, own: with_own ? nobody(own) : own,
    unnamed: { ...people([unnamed, ...leads, ...(with_own ? [own] : [])]), leads: number, with_own } };
}

function people(rows) {
  const came = rows.map((row) => row.came).filter(Boolean);
  return { ...summed(HEADS, rows), ...(came.length && { came: summed(CAME, came) }) };
}

const nobody = ({ came }) => ({ ...summed(HEADS, []), ...(came && { came: summed(CAME, []) }) });

const summed = (names, rows) =>
  Object.fromEntries(names.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)]));

/** Return whether `audience` is shown `part`. */
export const shows = (picture, audience, part) => picture.seen?.[audience].includes(part) ?? true;

/** Return the tone that `audience` is spoken to in: "needed", or "grown". */
export const toneOf = (picture, audience) => picture.seen?.tone[audience] ?? "needed";
