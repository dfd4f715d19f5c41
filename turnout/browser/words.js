// Sentences from the catalogue (turnout/words), as Python's say() makes them.

const LOCALES = { en: "en-US", es: "es-US" };

export const locale = (lang) => LOCALES[lang] ?? LOCALES.en;

export const number = (lang, value) => new Intl.NumberFormat(locale(lang)).format(value);

/** Return a change with its sign: "+4", "−2". */
export const signed = (lang, value) =>
  (value < 0 ? "−" : "+") + number(lang, Math.abs(value));

/** Return the sentence `key` with `values` set in; `n` chooses the plural form. */
export function say(words, lang, key, values = {}) {
  const sentence = words[key];
  if (sentence === undefined) return key; // a test keeps that from shipping
  const form = typeof sentence === "string" ? sentence
    : sentence[new Intl.PluralRules(locale(lang)).select(values.n)] ?? sentence.other;
  return form.replace(/\{(\w+)\}(\.(?!\.))?/g, (whole, name, stop = "") => {
    const value = values[name] ?? `{${name}}`;
    const written = Number.isInteger(value) ? number(lang, value) : `${value}`;
    return written.endsWith(".") ? written : written + stop; // "12:00 p.m." ends a sentence
  });
}

/** Return a speaker: t("light.title", {n: 3}), with t.lang beside it. */
export function speaker(words, lang) {
  return Object.assign((key, values) => say(words, lang, key, values), { lang });
}
