// The public page's live part: for phones in the crowd, and the embed.
//
//   mountPublic(root, {picture, words, lang, liveUrl, joinUrl, photosUrl, shows})
//     root     what the server drew for those without JavaScript; its children are replaced
//     words    for_browser(lang, "light")
//     joinUrl  where the button leads; left out when the page has its own
//     shows    the origin of the live video that the page lets in
//     photosUrl  where photos of posts stand; "" shows none
import { announcer } from "./announce.js";
import { counted, drawBar, drawLegend, expects, spoken } from "./bar.js";
import { challengesLater } from "./challenges-later.js";
import { areasTold } from "./cleaned.js";
import { el, setText } from "./dom.js";
import { connect } from "./live.js";
import { countTo, slideIn } from "./motion.js";
import { drawPhotos } from "./photos.js";
import { leadEntries, Rows, scaleOf, siteEntries } from "./rows.js";
import { seenBy, shows, toneOf } from "./seeing.js";
import {
  justIn, leadsGoal, needed, numbersOf, phrase, quote, rest, titleOf, total,
} from "./standing.js";
import { isPast, lastHeard, movedFrom, toGo } from "./when.js";
import { number, speaker } from "./words.js";

const SHOWN_FIRST = 20; // leads a thumb scrolls past; the others on asking
const CLOCK_MS = 20_000;

export function mountPublic(root, { picture, words, lang, liveUrl, joinUrl, photosUrl, shows }) {
  const t = speaker(words, lang);
  const parts = build(t, joinUrl);
  const view = { t, parts, photosUrl, shows, lists: {
    sites: new Rows(parts.sites, t), leads: new Rows(parts.leads, t), rest: new Rows(parts.rest, t) } };
  const announce = announcer(parts.spoken);
  let latest = picture;
  const show = (sent) => {
    const next = seenBy(sent, "page");
    if (next.seq !== latest.seq) announce(total(t, next, new Date()));
    latest = next;
    draw(view, next);
  };
  parts.all.onclick = () => {
    view.all = true;
    draw(view, latest);
  };
  show(picture);
  root.replaceChildren(...parts.order);
  setInterval(() => show(latest), CLOCK_MS);
  return liveUrl && connect(liveUrl, {
    has: picture, // with three hundred leads it weighs as much as all the rest
    onPicture: show,
    onState: (state) => setText(parts.lost, lastHeard(t, latest, state)),
  });
}

function build(t, joinUrl) {
  const parts = {
    moved: el("p", { class: "notice" }),
    shut: el("p", { class: "notice" }),
    number: el("b"),
    phrase: el("span"),
    leadsGoal: el("p", { class: "aside" }),
    bar: el("div"),
    legend: el("ul", { class: "legend" }),
    expects: el("p", { class: "expects" }),
    counted: el("p", { class: "aside" }),
    toGo: el("strong"),
    needed: el("span"),
    areas: el("p", { class: "areas-told" }),
    challenges: el("section", { hidden: "" }),
    watch: el("div", { hidden: "" }),
    join: joinUrl && el("a", { class: "button", href: joinUrl, text: t("light.join") }),
    sitesTitle: heading(),
    sites: el("ul", { class: "rows" }),
    leadsTitle: heading(),
    leads: el("ul", { class: "rows" }),
    all: el("button", { class: "button-quiet", type: "button" }),
    rest: el("ul", { class: "rows rest" }),
    justInTitle: el("h2", { text: t("light.just_in") }),
    justIn: el("ul", { class: "just-in" }),
    photos: el("section", { class: "photos" }),
    lost: el("p", { class: "lost", role: "status", hidden: "" }),
    spoken: el("p", { class: "spoken", "aria-live": "polite" }),
  };
  parts.order = [
    parts.shut, parts.moved,
    el("p", { class: "total" }, parts.number, " ", parts.phrase), parts.bar, parts.expects, parts.legend, parts.counted,
    el("p", { class: "ask" }, parts.toGo, " ", parts.needed), parts.join, parts.watch, parts.areas,
    parts.challenges,
    parts.justInTitle, parts.justIn,
    parts.photos,
    parts.sitesTitle, parts.sites, parts.leadsTitle, parts.leadsGoal, parts.leads,
    parts.all, parts.rest,
    parts.lost, parts.spoken,
  ].filter(Boolean);
  return parts;
}

/** Return the title over rows: what they are, and in small what their numbers are. */
const heading = () => el("h2", {}, el("span"), " ", el("small"));

function draw(view, picture) {
  const { t, parts, lists } = view;
  const { coming } = picture;
  countTo(parts.number, coming, t.lang);
  parts.number.style.setProperty("--len", number(t.lang, coming).length);
  const now = new Date();
  setText(parts.phrase, phrase(t, "light", picture, now));
  setText(parts.leadsGoal, leadsGoal(t, picture));
  const seen = isPast(picture, now) ? { ...picture, forecast: null } : picture;
  drawBar(parts.bar, seen, { label: spoken(t, picture, isPast(picture, now)) });
  setText(parts.expects, expects(t, seen.forecast, "public"));
  drawLegend(parts.legend, picture, t);
  setText(parts.counted, counted(t, picture));
  const [ahead, next] = [toGo(t, picture, now), needed(t, picture, now, toneOf(picture, "page"))];
  const past = isPast(picture, now);
  const shut = past || !picture.open;
  setText(parts.moved, movedFrom(t, picture));
  parts.moved.hidden = !parts.moved.textContent;
  // Why nobody can sign up is the first thing to know, and is said once.
  setText(parts.shut, past ? `${ahead} ${next}`.trim() : shut ? next : "");
  parts.shut.hidden = !shut;
  setText(parts.toGo, past ? "" : ahead);
  setText(parts.needed, shut ? "" : next);
  drawAreas(parts.areas, t, picture, now);
  if (parts.join) parts.join.hidden = shut;
  challengesLater(parts.challenges, t, picture, now);
  drawWatch(view, picture, past);
  drawLists(view, picture, lists, now);
  parts.justInTitle.hidden = parts.justIn.hidden = !shows(picture, "page", "just_in");
  drawJustIn(parts.justIn, t, picture);
  drawPhotos(parts.photos, t, picture.photos, view.photosUrl);
}

/** Draw the way to the live video; its script comes where there is one. */
async function drawWatch(view, picture, past) {
  if (!picture.stream && !view.watch) return;
  view.watch ??= import("./video.js").then(({ mountVideo }) => mountVideo(view.parts.watch, view));
  (await view.watch)(picture, past);
}

function drawAreas(line, t, picture, now) {
  const said = areasTold(t, picture, now).join(" ");
  line.hidden = !said;
  if (said === line.dataset.said) return;
  line.dataset.said = said;
  line.replaceChildren(`${said} `, el("a", { href: `/e/${picture.parent ?? picture.event}/map`, target: "_top",
    text: t("light.areas_map") }));
}

function drawLists(view, picture, lists, now) {
  const { t, parts } = view;
  const past = isPast(picture, now);
  for (const of of ["sites", "leads"]) {
    const [title, numbers] = parts[`${of}Title`].children;
    setText(title, titleOf(t, of, picture, now));
    setText(numbers, numbersOf(t, picture, now));
  }
  const sites = siteEntries(picture, t);
  const leads = leadEntries(picture, t.lang);
  const others = rest(t, picture).map((entry) => ({ ...entry, key: entry.name }));
  const scale = scaleOf([...leads, ...others]);
  lists.sites.draw(sites, scaleOf(sites), past);
  lists.leads.draw(view.all ? leads : leads.slice(0, SHOWN_FIRST), scale, past);
  lists.rest.draw(others, scale, past);
  parts.sitesTitle.hidden = parts.sites.hidden = !sites.length;
  parts.leadsTitle.hidden = !leads.length && !others.length;
  parts.leads.hidden = !leads.length;
  parts.rest.hidden = !others.length;
  const folded = !view.all && leads.length > SHOWN_FIRST;
  setText(parts.all, folded ? t("light.show_all", { n: leads.length }) : "");
}

function drawJustIn(list, t, picture) {
  const items = justIn(t, picture).slice(0, 4);
  const before = list.newest;
  list.newest = items[0]?.seq ?? 0;
  if (!items.length) return list.replaceChildren(el("li", { text: t("light.nothing_in") }));
  // Words go while the movement stays: what is drawn is compared, not only what is newest.
  const said = items.map((item) => `${item.text} ${item.words}`).join("\n");
  if (said === list.dataset.said) return;
  list.dataset.said = said;
  list.replaceChildren(...items.map((item) => {
    const line = el("li", {}, item.text, quote(item.words));
    if (before !== undefined && item.seq > before) slideIn(line);
    return line;
  }));
}
