// What stands, in sentences: the same on every live screen.
import { el } from "./dom.js";
import { signed } from "./words.js";
import { isOff, isPast, stage } from "./when.js";

/** Return "@wichita_teachers" for "wichita_teachers@mastodon.social". */
export const at = (handle) => (handle ? `@${handle.split("@")[0]}` : "");

/**
 * Return what is needed next, or that the goal is met, sign-up closed or the day over.
 * tone: "grown" says what there is by now in the place of what is needed.
 */
export function needed(t, picture, now, tone = "needed") {
  const { goal, coming } = picture;
  if (isOff(picture)) return t(`light.told_${picture.state}`);
  if (stage(picture, now) === "over") return "";
  if (!picture.open) return t("light.closed");
  if (!goal) return coming ? t("light.bring_one") : t("light.first");
  if (coming === goal) return t("light.met", { goal });
  if (coming > goal) return t("light.past", { n: coming - goal, goal });
  if (!coming) return t("light.first");
  return tone === "grown" ? t("light.grown", { n: coming, goal }) : t("light.needed", { n: goal - coming });
}

const LINES = {
  light: { promised: "light.promised", goal: "light.coming_of", coming: "light.coming" },
  board: { promised: "board.promised", goal: "board.coming_of", coming: "board.coming" },
  total: { promised: "light.total_promised", goal: "light.total", coming: "light.total_no_goal" },
};

/** Return the line beside the big number; nobody is coming to what is off, or over. */
export function phrase(t, screen, picture, now) {
  const { coming, goal } = picture;
  const says = isPast(picture, now) ? "promised" : goal ? "goal" : "coming";
  return t(LINES[screen][says], { n: coming, goal });
}

/** Return the total in one sentence, for screen readers. */
export const total = (t, picture, now) => phrase(t, "total", picture, now);

/** Return the title over the rows of `of` ("leads", "sites"), and what their numbers are. */
export const titleOf = (t, of, picture, now) => t(`light.${of}${isPast(picture, now) ? "_past" : ""}`);
export const numbersOf = (t, picture, now) =>
  t(isPast(picture, now) ? "light.promised_goal" : "light.coming_goal");

/** Return how the leads' goals add up, when that is not the rally's goal; else "". */
export const leadsGoal = (t, { goal, leads_goal }) =>
  goal && leads_goal && leads_goal !== goal ? t("light.leads_goal", { n: leads_goal }) : "";

/** Return the rows of people without a shown lead: [{name, ...heads}]. */
export function rest(t, picture) {
  const { own, unnamed } = picture;
  const alone = !picture.leads.length && !picture.sites.length && !unnamed.leads;
  return [
    unnamed.leads && { name: unnamedLeads(t, picture), goal: 0, ...unnamed },
    own.coming + own.maybe + (own.came?.heads ?? 0) && !alone && { name: t("light.own"), goal: 0, ...own },
  ].filter(Boolean);
}

/** "Three more leads" only beside leads that are shown: a quiet event shows none. */
const unnamedLeads = (t, { leads, unnamed }) =>
  t(`light.unnamed${leads.length ? "" : "_all"}${unnamed.with_own ? "_own" : ""}`, { n: unnamed.leads });

/** Return what came in as sentences, newest first: [{seq, text, words}]; words: a post's, or "". */
export function justIn(t, picture) {
  return picture.just_in
    .filter((item) => item.people !== 0)
    .map((item) => ({ seq: item.seq, text: movement(t, picture, item), words: item.words ?? "" }));
}

/** Return what somebody wrote, set apart as theirs and whichever way it runs; false for nothing. */
export const quote = (words) => words !== "" && el("q", { dir: "auto", text: words });

function movement(t, picture, item) {
  const who = at(item.handle) || item.lead;
  const values = { people: signed(t.lang, item.people), who, n: Math.abs(item.people) };
  const way = item.people > 0 ? "" : "_less";
  if (item.kind === "goal") return t(`light.in_goal${who ? "_lead" : ""}${way}`, values);
  if (item.people < 0) return t(who ? "light.in_with_less" : "light.in_less", values);
  if (who) return t(item.kind === "report" ? "light.in_report" : "light.in_with", values);
  // A lead who is not shown leaves no name either: then nobody is said to be on their own.
  const hidden = picture.quiet || picture.unnamed.leads > 0 || item.door === "lead";
  return t(`light.in_${hidden ? "by" : "own"}_${item.door}`, values);
}
