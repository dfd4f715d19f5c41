// The pocket's section of challenges. What draws them comes once there are any, or it is opened.
import { el, setText } from "./dom.js";

const RUNNING = ["offered", "live"];

/** Return {root, draw(sum)}; where leads are shown no challenges it stays hidden. */
export function challengesSection(t, taps) {
  const heading = el("h2");
  const inside = el("div");
  const root = el("details", { class: "section contest", hidden: "" }, el("summary", {}, heading), inside);
  let latest = null;
  let drawn = null;
  const ask = async () => {
    drawn ??= import("./pocket-challenges.js").then(({ openChallenges }) => openChallenges(inside, t, taps))
      .catch(() => { drawn = null; return () => {}; }); // no signal, and not kept: asked again
    (await drawn)(latest);
  };
  root.ontoggle = () => root.open && latest && ask();
  const draw = (sum) => {
    latest = sum;
    const { mine, open } = sum.challenges ?? { mine: [], open: [] };
    const tooLate = Boolean(sum.after) && !(mine.length + open.length); // nothing is left to ask for
    root.hidden = !sum.challenges || tooLate; // kept before there were any, or not shown to leads
    if (root.hidden) return;
    const waiting = open.filter((each) => !each.answer && isRunning(each, new Date())).length;
    setText(heading, waiting ? t("contesting.section_asked", { n: waiting }) : t("contesting.section"));
    if (root.open || mine.length + open.length > 0) ask();
  };
  return { root, draw };
}

/** Return whether something may still be done about a challenge. */
export const isRunning = ({ state, deadline }, now) => RUNNING.includes(state) && now <= new Date(deadline);
