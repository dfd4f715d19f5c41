// How a volunteer leaves nothing on this phone; taps that wait are named before they are lost.
import { ROOT } from "./door-kept.js";
import { button } from "./door-list.js";
import { el, setText } from "./dom.js";
import { forgetFiles } from "./offline.js";
import { forgetEvent } from "./taps-kept.js";

export function leaving(t, { kept, close, event, at }) {
  const told = el("p", { class: "hint", text: t("door.leave_hint") });
  let sure = false;
  const leave = async () => {
    const n = kept.waiting().length;
    if (n && !sure) {
      sure = true;
      told.setAttribute("role", "alert");
      setText(told, t("door.leave_taps", { n }));
      return setText(asked, t("door.leave_sure"));
    }
    close();
    forgetEvent(event, ROOT);
    const left = await fetch(`${at}/leave`, { method: "POST" }).then((answer) => answer.ok, () => false);
    await forgetFiles(at);
    asked.closest("main").replaceChildren(el("p", { class: "notice good", role: "status", text: t(left ? "door.left" : "door.left_offline") }));
  };
  const asked = button(t("door.leave"), leave, "button-quiet");
  return el("section", { class: "forget" }, told, asked);
}
