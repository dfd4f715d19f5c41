// What the Streamlit pages draw of a live picture, by the same modules as every other screen.
import { announcer } from "./announce.js";
import { counted, drawBar, drawLegend, expects, spoken } from "./bar.js";
import { el, setText } from "./dom.js";
import { countTo, slideIn } from "./motion.js";
import { toneOf } from "./seeing.js";
import { leadEntries, Rows, scaleOf, siteEntries } from "./rows.js";
import {
  justIn, leadsGoal, needed, numbersOf, phrase, rest, titleOf, total,
} from "./standing.js";
import { isPast, toGo } from "./when.js";
import { locale, speaker } from "./words.js";

const FOLDED = 12; // rows that a glance takes in
const JUST_IN = 5;
const MINUTE_MS = 60_000; // days and hours to go change without anything coming in
const parts = { total: Total, rows: List, just_in: JustIn };

/** Draw `data.part` of `data.picture`; again, into what stands already, whenever it changed. */
export function mount({ data, parentElement }) {
  const t = speaker(data.words, data.lang);
  if (parentElement.drawn?.lang !== data.lang) {
    parentElement.stop?.();
    parentElement.drawn?.root.remove();
    const root = el("section", { class: `part ${data.part}`, lang: data.lang });
    parentElement.append(root);
    const drawn = Object.assign(new parts[data.part](root, t, data), { lang: data.lang });
    const ticking = setInterval(() => drawn.draw(drawn.picture), MINUTE_MS);
    parentElement.drawn = drawn;
    parentElement.stop = () => {
      clearInterval(ticking);
      drawn.stop?.();
    };
  }
  parentElement.drawn.draw(data.picture);
  return () => {
    if (!(parentElement.host ?? parentElement).isConnected) parentElement.stop();
  };
}

/** Are we going to make it? The number, the bar, and what is needed next. */
function Total(root, t) {
  const number = el("b", { class: "number", "aria-hidden": "true" });
  const line = el("p", { class: "coming", "aria-hidden": "true" });
  const bar = el("div");
  const legend = el("ul", { class: "legend" });
  const expected = el("p", { class: "expects" });
  const crowd = el("p", { class: "soft" });
  const ahead = el("span");
  const ask = el("strong");
  const leads = el("p", { class: "soft" });
  const heard = el("p", { class: "spoken", role: "status" });
  const announce = announcer(heard);
  root.append(number, line, bar, expected, legend, crowd, el("p", { class: "next" }, ahead, " ", ask), leads, heard);

  this.root = root;
  this.stop = () => announce.stop();
  this.draw = (picture) => {
    this.picture = picture;
    const { coming } = picture;
    const now = new Date();
    countTo(number, coming, t.lang);
    setText(line, phrase(t, "light", picture, now));
    const seen = isPast(picture, now) ? { ...picture, forecast: null } : picture;
    drawBar(bar, seen, { label: spoken(t, picture, isPast(picture, now)) });
    drawLegend(legend, picture, t);
    setText(expected, expects(t, seen.forecast));
    setText(crowd, counted(t, picture));
    setText(ahead, toGo(t, picture, now));
    setText(ask, needed(t, picture, now, toneOf(picture, "leads")));
    setText(leads, leadsGoal(t, picture));
    announce(total(t, picture, now));
  };
}

/** Every lead, or every site, with its bar; those without a lead after them, so that rows add up. */
function List(root, t, { of }) {
  const title = el("h2");
  const head = el("p", { class: "soft head" });
  const list = el("ol", { class: "list" });
  const more = el("button", { type: "button", class: "more" });
  const rows = new Rows(list, t);
  let unfolded = false;
  root.append(el("div", { class: "top" }, title, head), list, more);
  more.addEventListener("click", () => {
    unfolded = !unfolded;
    this.draw(this.picture);
  });

  this.root = root;
  this.draw = (picture) => {
    this.picture = picture;
    const now = new Date();
    setText(title, titleOf(t, of, picture, now));
    setText(head, numbersOf(t, picture, now));
    const entries = of === "leads" ? leadEntries(picture, t.lang) : siteEntries(picture, t);
    const foldable = entries.length > FOLDED + 2; // two more rows cost less than a tap
    const shown = foldable && !unfolded ? entries.slice(0, FOLDED) : entries;
    const others = of === "leads" ? withoutLead(t, picture) : [];
    rows.draw([...shown, ...others], scaleOf([...entries, ...others]), isPast(picture, now)); // all bars compare
    more.setAttribute("aria-expanded", String(unfolded));
    setText(more, unfolded ? t("rally.show_fewer") : t("light.show_all", { n: entries.length }));
    more.hidden = !foldable;
  };
}

const withoutLead = (t, picture) => rest(t, picture).map((row) => ({ ...row, key: row.name }));

/** What moved the total lately, newest first. */
function JustIn(root, t) {
  const list = el("ol", { class: "moves" });
  const none = el("p", { class: "soft" });
  let newest = Infinity;
  root.append(el("h2", { text: t("light.just_in") }), none, list);

  this.root = root;
  this.draw = (picture) => {
    this.picture = picture;
    const times = new Map(picture.just_in.map((item) => [item.seq, new Date(item.at)]));
    const items = justIn(t, picture).slice(0, JUST_IN);
    setText(none, items.length ? "" : t("light.nothing_in"));
    list.replaceChildren(...items.map(({ seq, text }) => {
      const line = el("li", {}, el("span", { text }),
        el("time", { class: "soft", text: moment(t, picture, times.get(seq)) }));
      if (seq > newest) slideIn(line);
      return line;
    }));
    newest = items[0]?.seq ?? 0;
  };
}

/** Return the time of day, in the event's zone; for another day than today, that day. */
function moment(t, { zone }, at) {
  const write = (date, options) =>
    new Intl.DateTimeFormat(locale(t.lang), { timeZone: zone, ...options }).format(date);
  const day = { weekday: "short", month: "short", day: "numeric" };
  return write(at, day) === write(new Date(), day)
    ? write(at, { hour: "numeric", minute: "2-digit" })
    : write(at, day);
}
