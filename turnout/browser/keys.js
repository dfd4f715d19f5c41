// The wall's keys: d dark or light, f full screen, space holds what stands, arrows turn it, ? help.

/** Let keys act on `board` ({frame, theme, stage, chrome}); returns what stops it. */
export function listenToKeys(board) {
  const acts = {
    d: () => board.theme.turn(),
    f: () => switchFullScreen(board.frame),
    " ": () => board.stage.hold(),
    ArrowRight: () => board.stage.turn(1),
    ArrowLeft: () => board.stage.turn(-1),
    Enter: () => board.stage.press(),
    "?": () => { board.chrome.keys.hidden = !board.chrome.keys.hidden; },
    Escape: () => { board.chrome.keys.hidden = true; },
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

function switchFullScreen(frame) {
  if (document.fullscreenElement) document.exitFullscreen();
  else frame.requestFullscreen?.().catch(() => {});
}

const isTyping = (event) =>
  event.composedPath()[0]?.matches?.("input, textarea, select, button, a, [contenteditable]");
