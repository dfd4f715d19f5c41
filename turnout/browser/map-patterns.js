// The patterns that styles fill states with, so that no state is told by its colour alone.
const PATTERNS = {
  reported: '<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" class="mark"/>',
  confirmed: '<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" class="mark thick"/>',
  reopened: '<path d="M0 8L8 0M-2 2L2 -2M6 10L10 6M0 0L8 8M6 -2L10 2M-2 6L2 10" class="mark"/>',
};

/** Let a drawing have the patterns; once for each drawing. */
export function patterns(svg) {
  if (!svg || svg.querySelector("defs")) return;
  const drawn = Object.entries(PATTERNS).map(([state, path]) =>
    `<pattern id="fill-${state}" class="pattern-${state}" width="8" height="8" patternUnits="userSpaceOnUse">${path}</pattern>`);
  const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
  defs.innerHTML = drawn.join(""); // ours, to the letter
  svg.prepend(defs);
}
