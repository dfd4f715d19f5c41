// Finds people on a roster: by name without its accents, by any part of it, or by their code.

const MEANT = { O: "0", I: "1", L: "1" };
const CODE = /^[0-9A-HJKMNP-TV-Z]{8}$/;

/** Return a name as it is searched: "José Muñoz" is "jose munoz". */
export const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Return the code in what was typed or scanned, "" where it is none; as rules/codes.py reads it. */
export function readCode(typed) {
  const told = typed.slice(typed.lastIndexOf("#") + 1).toUpperCase()
    .replace(/[\s-]/g, "").replace(/[OIL]/g, (letter) => MEANT[letter]);
  return CODE.test(told) ? told : "";
}

/** Make a roster searchable; it is done once for each roster that comes. */
export function index(people) {
  const byCode = new Map(people.flatMap((one) => one.codes.map((code) => [code, one])));
  const named = people.map((one) => ({ one, name: plain(one.name ?? "") }));
  return { people, byCode, named };
}

/**
 * Return whom `typed` may mean, the likeliest first: every word of it begins a word of the name.
 * Nothing typed means everybody.
 */
export function find({ people, byCode, named }, typed) {
  const byTheirs = byCode.get(readCode(typed));
  if (byTheirs) return [byTheirs];
  const words = plain(typed).split(" ").filter(Boolean);
  if (!words.length) return people;
  const begins = (name, word) => name.startsWith(word) || name.includes(` ${word}`);
  const found = named.filter(({ name }) => words.every((word) => begins(name, word)));
  const within = found.length ? found : named.filter(({ name }) => words.every((word) => name.includes(word)));
  return within.sort((a, b) => b.name.startsWith(words[0]) - a.name.startsWith(words[0])).map(({ one }) => one);
}
