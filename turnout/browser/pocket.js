// The lead's pocket (/e/EVENT/pocket): opens, reads and takes taps without signal.
//
//   mountPocket(root, {event, title, zone, at, liveUrl, words, lang})
//     the page holds nothing of any lead; what is theirs comes from the server, or this phone.
import { el, setText } from "./dom.js";
import { enhanceJoin } from "./join.js";
import { serveWithoutSignal } from "./offline.js";
import { drawPace, hasPace, paceFigure } from "./pace.js";
import { dayAfter } from "./pocket-after.js";
import { challengesSection } from "./pocket-contest.js";
import { addPerson, peopleList } from "./pocket-people.js";
import { forgetting, goalForm, sharing } from "./pocket-rest.js";
import { readyTexts } from "./pocket-texts.js";
import { openTaps } from "./taps.js";
import { rememberedLead, rememberLead } from "./taps-kept.js";
import { isPast } from "./when.js";
import { speaker } from "./words.js";

const AGAIN_MS = 4_000;

export async function mountPocket(root, options) {
  const t = speaker(options.words, options.lang);
  serveWithoutSignal(options, root, t("pocket.no_https"));
  const lead = await whichLead(options, root, t);
  if (lead) open(root, { ...options, lead }, t);
}

/** Return the lead in the address, else the last one here, else the one the link is for. */
async function whichLead({ event, at, lang }, root, t) {
  const known = Number(new URLSearchParams(location.search).get("lead")) || rememberedLead(event);
  if (known) return known;
  const said = el("p", { class: "status", role: "status", text: t("pocket.asking_first") });
  root.replaceChildren(said);
  for (;;) {
    const found = await fetch(`${at}/state`, { cache: "no-store", headers: { "Accept-Language": lang } })
      .then((answer) => answer.json()).catch(() => null);
    if (found?.lead) return found.lead.id;
    setText(said, found?.gone ?? t("pocket.signal_first"));
    if (found?.gone) {
      said.classList.add("notice");
      return null;
    }
    await new Promise((done) => { setTimeout(done, AGAIN_MS); });
  }
}

function open(root, options, t) {
  const name = el("h1");
  const handle = el("p", { class: "soft" });
  const map = el("a", { href: "" });
  const area = el("p", { class: "section-map", hidden: "" }, map);
  const top = el("section");
  const taps = openTaps(top, options);
  const people = peopleList(t, taps);
  const share = sharing(t);
  const after = dayAfter(t);
  const figure = paceFigure(t, "folded");
  const pace = section(t("forecast.pace_title"), figure);
  const below = el("div");
  const branch = section(t("pocket.page_branch"), below);
  const texts = readyTexts(t, options);
  const contest = challengesSection(t, taps);
  const aim = goalForm(t, taps);
  const ahead = [
    section(t("pocket.add"), addPerson(t, taps)),
    section(t("pocket.goal_title"), aim.root),
    section(t("pocket.share"), share.root)];
  const [adding, goal, asking] = ahead;
  const named = later(section(t("naming.title")), () => import("./pocket-roll.js").then(({ namingForm }) => namingForm(t, taps)));
  const rest = el("div", {}, contest.root, texts.root, adding, section(t("pocket.people"), people.root), branch, goal, pace, asking, named.root);
  root.replaceChildren(name, handle, area, after.root, top, rest, forgetting(t, taps, options));
  taps.onDraw((sum) => {
    rest.hidden = !sum;
    if (!sum) return;
    texts.ask();
    remember(options);
    setText(name, sum.lead.name || `@${sum.lead.handle}`);
    setText(handle, `@${sum.lead.handle}`);
    area.hidden = !sum.map?.at; // kept before there was one, or no place is on the map
    setText(map, sum.map?.said ?? "");
    map.href = sum.map?.at ?? "";
    people.draw(sum);
    named.draw(sum);
    aim.draw(sum);
    contest.draw(sum);
    root.classList.toggle("is-after", Boolean(sum.after)); // what is still to be promised goes
    for (const part of ahead) part.hidden = Boolean(sum.after);
    if (after.draw(sum)) enhanceJoin(options, after.root);
    pace.hidden = !hasPace(sum.so_far) || isPast(sum.event, new Date());
    if (!pace.hidden) drawPace(figure, sum.so_far, sum, sum.event, new Date());
    branch.hidden = !sum.branch;
    if (sum.branch) drawn(below, t, sum.branch);
    if (share.draw(sum)) enhanceJoin(options, share.root);
  });
}

async function drawn(element, t, branch) {
  const { drawBranch } = await import("./pocket-branch.js");
  drawBranch(element, t, branch);
}

function remember({ event, lead }) {
  try {
    rememberLead(event, lead);
  } catch {
    // a phone that keeps nothing is told so at the first tap
  }
}

/** Return {root, draw(sum)} of a section that few open: what is inside comes once somebody does. */
function later(root, bring) {
  let inside = null;
  let latest = null;
  const draw = async (sum) => {
    latest = sum;
    if (!root.open) return;
    inside ??= bring().then((part) => { root.append(part.root); return part; }).catch(() => { inside = null; });
    (await inside)?.draw(latest);
  };
  root.ontoggle = () => latest && draw(latest);
  return { root, draw };
}

const section = (title, ...inside) => el("details", { class: "section" }, el("summary", {}, el("h2", { text: title })), ...inside);
