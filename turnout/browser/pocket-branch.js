// A lead's own branch on the pocket: whom they brought, and whom those brought. Fetched only where
// there is one.
import { el } from "./dom.js";
import { number } from "./words.js";

const FIRST = 40; // rows a thumb scrolls past

/** Draw `branch` ({coming, own, recruits, invited}) into `element`, once each time it changed. */
export function drawBranch(element, t, branch) {
  const drawn = JSON.stringify(branch);
  if (element.drawn === drawn) return;
  element.drawn = drawn;
  const { coming, own, recruits, invited } = branch;
  const rest = recruits.length - FIRST;
  element.replaceChildren(
    el("p", { class: "sum-line", text: recruits.length ? t("pocket.branch_sum", { coming, own, others: coming - own }) : "" }),
    el("ul", { class: "people branch" }, ...recruits.slice(0, FIRST).map((one) => recruit(t, one))),
    ...(rest > 0 ? [el("p", { class: "soft", text: t("pocket.branch_more", { n: rest }) })] : []),
    ...(invited.length ? [el("h3", { class: "branch-title", text: t("pocket.branch_invited") }),
      el("ul", { class: "people branch" }, ...invited.map(({ name, n }) => el("li", {},
        el("span", { text: name || t("pocket.no_name") }), el("b", { text: `+${number(t.lang, n)}` }))))] : []));
}

const recruit = (t, { name, handle, depth, own, coming }) => el("li", { style: `--depth: ${Math.min(depth - 1, 4)}` },
  el("span", {}, el("span", { text: name || `@${handle}` }),
    coming > own && el("span", { class: "soft", text: t("pocket.branch_own", { n: own }) })),
  el("b", { text: number(t.lang, coming) }));
