// The wall's keys: d dark or light, f full screen, space holds the page, arrows turn it, ? help.

const KEPT = "turnout-board-theme";

/** Return the theme chosen on this screen before, or null. */
export function rememberedTheme() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage is shut in some kiosks
  }
}

/** Let keys act on `board`; returns what stops it. */
export function listenToKeys(board) {
  const acts = {
    d: () => switchTheme(board.frame),
    f: () => switchFullScreen(board.frame),
    " ": () => board.pager.hold(),
    ArrowRight: () => board.pager.turn(1),
    ArrowLeft: () => board.pager.turn(-1),
    "?": () => { board.parts.keys.hidden = !board.parts.keys.hidden; },
    Escape: () => { board.parts.keys.hidden = true; },
  };
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || !board.frame.offsetParent) return;
    if (event.key === " ") event.preventDefault(); // it would scroll
    act();
  };
  document.addEventListener("keydown", press);
  return () => document.removeEventListener("keydown", press);
}

function switchTheme(frame) {
  const dark = getComputedStyle(frame).colorScheme === "dark"
    || (frame.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  frame.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem(KEPT, frame.dataset.theme);
  } catch {
    // not kept, but switched
  }
}

function switchFullScreen(frame) {
  if (document.fullscreenElement) document.exitFullscreen();
  else frame.requestFullscreen?.().catch(() => {});
}

const isTyping = (event) =>
  event.composedPath()[0]?.matches?.("input, textarea, select, button, a, [contenteditable]");
