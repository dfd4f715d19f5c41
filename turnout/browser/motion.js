// It moves because something happened, once, and for less than 400 ms.
import { number } from "./words.js";

const COUNT_MS = 380;

export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Let the number in `element` count to `value`; without motion it is there at once. */
export function countTo(element, value, lang) {
  const from = element.counted;
  const run = (element.run = (element.run ?? 0) + 1);
  element.counted = value;
  const show = (shown) => { element.textContent = number(lang, shown); };
  if (from === undefined || from === value || still() || document.hidden) return show(value);
  const began = performance.now();
  const step = (now) => {
    if (run !== element.run) return;
    const part = Math.min(1, (now - began) / COUNT_MS);
    show(Math.round(from + (value - from) * (1 - (1 - part) ** 3)));
    if (part < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

/** Slide a new element in, once. */
export function slideIn(element) {
  if (still()) return;
  element.animate(
    [{ opacity: 0, transform: "translateY(.5em)" }, { opacity: 1, transform: "none" }],
    { duration: 350, easing: "ease-out" },
  );
}
