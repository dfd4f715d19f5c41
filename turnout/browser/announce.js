// Live numbers for screen readers: the newest one, at most once a minute.

const APART_MS = 60_000;

/** Return say(sentence), which writes into `region` (aria-live) at most once a minute. */
export function announcer(region) {
  let last = -Infinity;
  let waiting = "";
  let timer = 0;
  const speak = () => {
    timer = 0;
    last = Date.now();
    region.textContent = waiting;
  };
  const announce = (sentence) => {
    waiting = sentence;
    if (!timer) timer = setTimeout(speak, Math.max(0, last + APART_MS - Date.now()));
  };
  announce.stop = () => clearTimeout(timer);
  return announce;
}
