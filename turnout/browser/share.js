// What a script adds to share buttons, which are links without it. Nobody is asked before a tap.
//   button[data-share]  data-share = address, data-text = words: the device's own share sheet;
//                       hidden (start with `hidden`) where there is none
//   button[data-copy]   data-copy = text: copied, and said so on the button (data-copied = how)
import { el } from "./dom.js";

const SAID_MS = 2_000;

/** Bring the buttons of `root` to life; copied: what is said where a button does not say it. */
export function enhanceShare(root, copied = "") {
  root.querySelectorAll("button[data-share]").forEach(share);
  root.querySelectorAll("button[data-copy]").forEach((button) => copy(button, button.dataset.copied ?? copied));
}

function share(button) {
  const { share: url, text } = button.dataset;
  if (!navigator.share) return;
  button.hidden = false;
  // Apps write the address after the words: one that stands in them would be there twice.
  const given = text.includes(url) ? { text } : { url, text };
  button.onclick = () => navigator.share(given).catch(() => {}); // closed again: no matter
}

function copy(button, copied) {
  const label = button.textContent;
  const field = () => {
    // Plain http has no clipboard: the old way still works there.
    const box = el("textarea", { class: "spoken", "aria-hidden": "true" });
    box.value = button.dataset.copy;
    button.after(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  };
  button.hidden = false;
  button.onclick = async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(button.dataset.copy).catch(field);
    else field();
    button.textContent = copied;
    setTimeout(() => { button.textContent = label; }, SAID_MS);
  };
}
