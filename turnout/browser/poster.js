// The wall's parts: built once, then only what changed is written.
import { counted, drawBar, drawLegend, expects, spoken } from "./bar.js";
import { areasTold } from "./cleaned.js";
import { el, setClamped, setStressed, setText } from "./dom.js";
import { countTo, slideIn } from "./motion.js";
import { paceFigure } from "./pace.js";
import { shows, toneOf } from "./seeing.js";
import { justIn, needed, phrase, quote } from "./standing.js";
import { isPast, newlySet, startsAt, toGo } from "./when.js";
import { number } from "./words.js";

const TITLE = { most: 84, least: 60, two: 56 }; // units: on one line, or on two

/** Build the poster; returns its parts by name, the whole as `poster`. */
export function buildPoster(t) {
  const parts = {
    title: el("h1", { class: "title" }),
    day: el("strong"),
    place: el("span"),
    moved: el("strong", { class: "moved" }),
    number: el("p", { class: "number" }),
    phrase: el("p", { class: "phrase" }),
    bar: el("div"),
    legend: el("ul", { class: "legend" }),
    expects: el("p", { class: "expects" }),
    counted: el("p", { class: "counted" }),
    areas: el("p", { class: "areas-told" }),
    toGo: el("strong"),
    needed: el("span"),
    listTitle: el("h2"),
    listGoal: el("p", { class: "list-goal" }),
    page: el("p", { class: "page" }),
    rows: el("ul", { class: "rows" }),
    rest: el("ul", { class: "rows rest" }),
    noLeads: el("p", { class: "no-leads" }),
    pace: paceFigure(t, "spoken"),
    justInTitle: el("h2", { text: t("light.just_in") }),
    justIn: el("ul", { class: "just-in" }),
  };
  parts.pace.hidden = true;
  return Object.assign(parts, arrange(parts, t));
}

/** Write `picture` into the parts. */
export function drawPoster(parts, t, picture, now) {
  const { coming } = picture;
  setClamped(parts.title, picture.title);
  setText(parts.day, startsAt(t, picture));
  setClamped(parts.place, picture.place);
  setText(parts.moved, newlySet(t, picture));
  parts.moved.hidden = !parts.moved.textContent;
  countTo(parts.number, coming, t.lang);
  const { length } = number(t.lang, coming);
  parts.number.style.setProperty("--len", length);
  parts.number.classList.toggle("grouped", length > 3);
  const past = isPast(picture, now);
  setStressed(parts.phrase, phrase(t, "board", picture, now));
  const seen = past ? { ...picture, forecast: null } : picture;
  drawBar(parts.bar, seen, { label: spoken(t, picture, past) });
  setText(parts.expects, expects(t, seen.forecast, "public"));
  drawLegend(parts.legend, picture, t);
  setText(parts.counted, counted(t, picture));
  setText(parts.areas, areasTold(t, picture, now).join(" "));
  setText(parts.toGo, toGo(t, picture, now));
  setText(parts.needed, needed(t, picture, now, toneOf(picture, "wall")));
  fitTitle(parts.title);
  parts.justIn.hidden = parts.justInTitle.hidden = !shows(picture, "wall", "just_in");
  drawJustIn(parts.justIn, t, picture);
}

/** Set the rally's name as large as one line holds, else on two. */
export function fitTitle(title) {
  title.classList.remove("long");
  title.style.setProperty("--fit", TITLE.most);
  const fit = Math.min(TITLE.most, (0.99 * TITLE.most * title.clientWidth) / title.scrollWidth);
  const long = title.scrollWidth > title.clientWidth && fit < TITLE.least;
  title.classList.toggle("long", long);
  title.style.setProperty("--fit", long ? TITLE.two : fit);
}

/** Return the whole, and where what every scene has is put: in its head, and in its foot. */
function arrange(parts, t) {
  const head = el("header", { class: "head" },
    el("div", { class: "head-words" }, parts.title,
      el("p", { class: "when" }, parts.moved, " ", parts.day, " ", parts.place)));
  const foot = el("footer", { class: "foot" }, parts.justInTitle, parts.justIn);
  const poster = el("div", { class: "poster" }, head,
    el("div", { class: "main" },
      el("section", { class: "sum" }, parts.number, parts.phrase, parts.bar, parts.expects, parts.legend, parts.counted,
        el("p", { class: "ask" }, parts.toGo, " ", parts.needed)),
      el("section", { class: "list" }, parts.areas,
        el("div", { class: "list-head", "data-clamp": "" }, parts.listTitle, parts.listGoal, parts.page),
        parts.noLeads, parts.rows, parts.pace, parts.rest)),
    foot);
  return { poster, head, foot };
}

/** Show what came in, newest first; only what is new slides in, and what does not fit waits. */
function drawJustIn(list, t, picture) {
  const items = justIn(t, picture);
  if (!items.length) {
    list.replaceChildren(el("li", { text: t("light.nothing_in") }));
    list.newest = picture.seq;
    return;
  }
  const newest = list.newest;
  list.newest = items[0].seq;
  const wall = list.closest(".board").dataset.shape === "wall";
  const shown = items.slice(0, 5).map((item, place) => {
    const [people, ...words] = item.text.split(" ");
    const signed = /^[+−]/.test(people);
    return el("li", {}, signed && el("strong", { text: people }), signed ? " " : "",
      signed ? words.join(" ") : item.text,
      quote(wall && place > 0 ? "" : item.words)); // one line holds one quote: the newest
  });
  list.replaceChildren(...shown);
  while (wall && list.children.length > 1 && list.scrollWidth > list.clientWidth) {
    list.lastElementChild.remove();
  }
  shown.forEach((line, place) => {
    if (newest !== undefined && items[place].seq > newest && line.isConnected) slideIn(line);
  });
}
