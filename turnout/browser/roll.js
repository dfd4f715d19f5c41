// The roll on an open page keeps up with the rally: whoever takes their name back, or is hidden, is
// gone from it without a touch.
import { connect } from "./live.js";

const APART_MS = 4_000; // a crowd's phones do not all ask in one instant

/** Let `root`, which the server drew at the seq in its data, be what the server would draw now. */
export function keepRoll(root, liveUrl) {
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
  });
}
