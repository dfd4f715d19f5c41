// The roll on an open page keeps up with the rally: whoever takes their name back, or is hidden, is
// gone from it without a touch; and who reads it without signal is told since when it stands.
import { setText } from "./dom.js";
import { connect } from "./live.js";
import { lastHeard } from "./when.js";
import { speaker } from "./words.js";

const APART_MS = 4_000; // a crowd's phones do not all ask in one instant

/**
 * Let `root`, which the server drew at the seq in its data, be what the server would draw now.
 * lost: where it is said that the line to `liveUrl` is lost, with `words` and times in `zone`.
 */
export function keepRoll(root, lost, { liveUrl, words, lang, zone }) {
  const t = speaker(words, lang);
  let waits = null;
  const again = async () => {
    waits = null;
    const page = await fetch(location.href, { cache: "no-store" })
      .then((answer) => (answer.ok ? answer.text() : "")).catch(() => ""); // the next news asks anew
    const fresh = new DOMParser().parseFromString(page, "text/html").getElementById(root.id);
    if (!fresh || Number(fresh.dataset.seq) < Number(root.dataset.seq)) return; // overtaken on its way
    root.dataset.seq = fresh.dataset.seq;
    if (root.innerHTML !== fresh.innerHTML) root.replaceChildren(...fresh.childNodes);
  };
  return connect(liveUrl, {
    onPicture: ({ seq }) => {
      if (seq > Number(root.dataset.seq)) waits ??= setTimeout(again, Math.random() * APART_MS);
    },
    onState: (state) => setText(lost, lastHeard(t, { zone }, state)),
  });
}
