// What a script can add to the sign-up form, which works without it. It remembers nothing personal.
//
//   enhanceJoin({words, lang}, root = document), words from for_browser(lang, "light"). It looks for
//     .stepper input      gets - and + beside it, within its min and max
//     form[data-once]     is sent once; where there is no signal it stays as typed, and says so
//     button[data-share], button[data-copy]  as share.js has them
import { el } from "./dom.js";
import { enhanceShare } from "./share.js";
import { speaker } from "./words.js";

const REACH_MS = 8_000; // a crowd's network is slow before it is gone
const ANSWER_MS = 30_000; // longer than a server waits for its writer; then it may be pressed again

export function enhanceJoin({ words, lang }, root = document) {
  const t = speaker(words, lang);
  root.querySelectorAll(".stepper input").forEach((input) => addSteps(input, t));
  root.querySelectorAll("form[data-once]").forEach((form) => sendOnce(form, t));
  enhanceShare(root, t("light.copied"));
}

function addSteps(input, t) {
  const step = (by, sign, label) => {
    const button = el("button", { type: "button", class: "button-quiet", "aria-label": label,
      "aria-controls": input.id, text: sign });
    button.onclick = () => {
      const least = Number(input.min || 1);
      const most = Number(input.max || Infinity);
      input.value = Math.min(most, Math.max(least, (parseInt(input.value, 10) || least) + by));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    };
    return button;
  };
  input.before(step(-1, "−", t("light.fewer")));
  input.after(step(1, "+", t("light.more")));
}

function sendOnce(form, t) {
  const button = form.querySelector("[type=submit], button:not([type])");
  const label = button.textContent;
  const said = el("p", { class: "notice", role: "status", hidden: "" });
  button.before(said);
  const ready = () => {
    form.dataset.sent = "";
    button.removeAttribute("aria-disabled");
    button.textContent = label;
  };
  form.addEventListener("submit", async (event) => {
    if (form.dataset.sent === "go") { // the second time round: on its way, and a third would double it
      form.dataset.sent = "gone";
      setTimeout(ready, ANSWER_MS);
      return;
    }
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "asking";
    said.hidden = true;
    button.setAttribute("aria-disabled", "true");
    button.textContent = t("light.sending");
    if (await inReach()) {
      form.dataset.sent = "go";
      return form.requestSubmit(event.submitter);
    }
    ready();
    said.hidden = false;
    said.textContent = t("light.not_sent");
  });
  window.addEventListener("pageshow", ready); // back to the form, from the thank-you or an error
}

/** A post without signal would leave the form for the browser's error page: ask first. */
async function inReach() {
  const asked = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(REACH_MS) };
  return fetch(location.href, asked).then(() => true, () => false);
}
