// Days and hours, always in the event's own zone.
import { locale } from "./words.js";

const LASTS_MS = 4 * 3_600_000; // an event without an end: as in model/trade.py
const DAY_MS = 86_400_000;

const written = (t, picture, at, options) =>
  new Intl.DateTimeFormat(locale(t.lang), { timeZone: picture.zone, ...options }).format(at);

/** Return "Sat, Dec 5, 12:00 PM". */
export const startsAt = (t, picture) =>
  written(t, picture, new Date(picture.starts_at), {
    weekday: "short", month: "short", day: "numeric", hour: "numeric", minute: "2-digit",
  });

/** Return "12:04:31 PM". */
export const clock = (t, picture, at) =>
  written(t, picture, at, { hour: "numeric", minute: "2-digit", second: "2-digit" });

/** Return since when nothing was heard, by what the live line says of itself; "" while it is live. */
export const lastHeard = (t, picture, { live, heard }) =>
  live ? "" : t("light.last_heard", { time: clock(t, picture, heard) });

/** Return "12:04 PM". */
export const hour = (t, picture, at) =>
  written(t, picture, at, { hour: "numeric", minute: "2-digit" });

/** Return "Dec 5". */
export const dayOfMonth = (t, picture, at) => written(t, picture, at, { month: "short", day: "numeric" });

/** Return "Sat, Dec 5". */
export const weekdayOf = (t, picture, at) =>
  written(t, picture, at, { weekday: "short", month: "short", day: "numeric" });

/** Return whether two moments are of one day in the event's zone. */
export const sameDay = (picture, one, other) =>
  dayOf(one, picture.zone) === dayOf(other, picture.zone);

/** Return "ahead", "started" or "over". */
export function stage(picture, now) {
  const start = new Date(picture.starts_at);
  const end = picture.ends_at ? new Date(picture.ends_at) : new Date(+start + LASTS_MS);
  return now < start ? "ahead" : now < end ? "started" : "over";
}

/** Return whether it is postponed or cancelled: nobody is asked to come. */
export const isOff = ({ state }) => state === "postponed" || state === "cancelled";

/** Return whether it takes place right now. */
export const hasStarted = (picture, now) => !isOff(picture) && stage(picture, now) === "started";

/** Return whether nobody is coming any more: it is off, or over. What was promised stays told. */
export const isPast = (picture, now) => isOff(picture) || stage(picture, now) === "over";

/** Return when and where it was to be at first, "" where that is as it was. */
export function movedFrom(t, picture) {
  const was = picture.moved_from;
  const what = moved(picture);
  const when = what && startsAt(t, { ...picture, ...was });
  return what && t(`light.moved_${what}`, { when, place: was.place });
}

/** Return "New date" or the like where it was moved, for where there is no room to say more. */
export const newlySet = (t, picture) => moved(picture) && t(`light.new_${moved(picture)}`);

function moved(picture) {
  const was = picture.moved_from;
  if (!was) return "";
  const when = was.starts_at !== picture.starts_at;
  const where = was.place && was.place !== picture.place;
  if (when) return where ? "both" : "when";
  return where ? "where" : "";
}

/** Return how long it is until the event starts, or that it has. */
export function toGo(t, picture, now) {
  const start = new Date(picture.starts_at);
  if (isOff(picture)) return t(`light.state_${picture.state}`);
  const at = stage(picture, now);
  if (at !== "ahead") return t(at === "started" ? "light.started" : "light.over");
  const days = Math.round((dayOf(start, picture.zone) - dayOf(now, picture.zone)) / DAY_MS);
  if (days > 1) return t("light.days_to_go", { n: days });
  if (days === 1) {
    const time = written(t, picture, start, { hour: "numeric", minute: "2-digit" });
    return t("light.tomorrow", { time });
  }
  const minutes = Math.ceil((start - now) / 60_000);
  return minutes < 60
    ? t("light.minutes_to_go", { n: minutes })
    : t("light.hours_to_go", { n: Math.floor(minutes / 60) });
}

/** Return the calendar day of `at` in `zone`, as that day's midnight in UTC. */
function dayOf(at, zone) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone }).formatToParts(at);
  const part = (type) => Number(parts.find((found) => found.type === type).value);
  return Date.UTC(part("year"), part("month") - 1, part("day"));
}
