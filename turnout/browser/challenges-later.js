// Challenges on a page that mostly has none: what draws them comes once there are any.
import { el } from "./dom.js";

/** Draw the challenges of `picture` into `root`, each leading to its own page. */
export async function challengesLater(root, t, picture, now) {
  if (!picture.challenges?.length && !root.dressed) return;
  root.dressed ??= document.head.append(
    el("link", { rel: "stylesheet", href: new URL("challenges.css", import.meta.url).href })) ?? true;
  const { drawChallenges } = await import("./challenges.js");
  drawChallenges(root, t, picture, now, { link: ({ id }) => `/e/${picture.event}/challenges/${id}` });
}
