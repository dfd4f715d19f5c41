// Deadlines that are easy to say, in the event's own zone: tonight, tomorrow noon, Friday at six.

const HOUR_MS = 3_600_000;
const LASTS_MS = 4 * HOUR_MS; // an event without an end: as in model/trade.py
const LEAST_MS = 10 * 60_000; // nearer is no challenge
const EASY = [["tonight", { days: 0, hour: 21 }], ["noon", { days: 1, hour: 12 }], ["evening", { days: 1, hour: 18 }]];
const FRIDAY = 5;

/** Return the clock on the wall of `zone` at `at`, as "2026-12-04T18:00". */
export function localIn(zone, at) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit",
    day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at);
  const part = (type) => parts.find((found) => found.type === type).value;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** Return the moment at which clocks in `zone` show `local`. */
export function momentIn(zone, local) {
  const wanted = Date.parse(`${local}Z`);
  const off = (at) => Date.parse(`${localIn(zone, new Date(at))}Z`) - at;
  const near = wanted - off(wanted);
  return new Date(wanted - off(near)); // twice: the clocks may have been changed in between
}

/** Return when `event` is over. */
export const endOf = ({ starts_at, ends_at }) => (ends_at ? new Date(ends_at) : new Date(+new Date(starts_at) + LASTS_MS));

/** Return the easy choices that are ahead, as [{name, at}]: those before the event's end, soonest first. */
export function easyDeadlines(event, now) {
  const today = localIn(event.zone, now).slice(0, 10);
  const on = (days, hour) => {
    const day = new Date(Date.parse(`${today}T00:00Z`) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
    return momentIn(event.zone, `${day}T${String(hour).padStart(2, "0")}:00`);
  };
  const friday = (FRIDAY - new Date(`${today}T00:00Z`).getUTCDay() + 7) % 7;
  const all = [...EASY.map(([name, { days, hour }]) => ({ name, at: on(days, hour) })),
    ...(friday > 1 ? [{ name: "friday", at: on(friday, 18) }] : []), // sooner it is tonight, or tomorrow
    { name: "start", at: new Date(event.starts_at) }];
  const ahead = all.filter(({ at }) => at - now > LEAST_MS && at <= endOf(event));
  return ahead.sort((one, other) => one.at - other.at);
}
