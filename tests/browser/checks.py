"""What any page of ours must hold, whoever drew it. Each function takes a Playwright page.

They look through shadow roots, so they hold for what we draw inside Streamlit too.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
HERE = ("127.0.0.1", "localhost", "")

# Whatever slides in has arrived: half transparent, its ink is too faint and its place not its own.
STILL = """() => Promise.all(document.getAnimations()
  .filter((each) => each.playState === "running" &&
    each.effect.getComputedTiming().endTime !== Infinity)
  .map((each) => each.finished.catch(() => null))).then(() => null)"""

# Every visible text: its element, and the boxes of its letters without the air above and below.
TEXTS = """
const texts = [];
const skip = (e) => e.closest(".spoken, .skip, .trap, [data-testid=stIconMaterial], script, " +
  "style, noscript, template, option");
const walk = (node) => {
  if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
    const element = node.parentElement;
    if (!element || skip(element)) return;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((r) => r.width > 1).map((r) => ({
      left: r.left, right: r.right,
      top: r.top + r.height * .24, bottom: r.bottom - r.height * .17 }));
    texts.push({ element, boxes, text: node.data.trim().slice(0, 50) });
  }
  if (node.shadowRoot) walk(node.shadowRoot);
  for (const child of node.childNodes) walk(child);
};
walk(root);
const parent = (e) => e.parentElement ?? e.getRootNode().host ?? null;
const up = function* (e) { for (let at = e; at; at = parent(at)) yield at; };
"""

CLIPPED = (
    """(selector) => { const root = document.querySelector(selector);"""
    + TEXTS
    + """
const found = [];
for (const { element, boxes, text } of texts) {
  const styles = [...up(element)].map((at) => [at, getComputedStyle(at)]);
  if (styles.some(([at]) => at.hasAttribute("data-clamp"))) continue;
  for (const [at, style] of styles) {
    if (at === document.documentElement || at === document.body) continue;
    const box = at.getBoundingClientRect();
    const holds = at.matches("section, header, footer, main, li, fieldset, .main, .foot, .head");
    if (holds && boxes.some((b) => b.bottom > box.bottom + 4 || b.top < box.top - 4)) {
      found.push(`${text} | sticks out of ${at.className || at.tagName}`);
      break;
    }
    const hides = (way) => style[way] === "hidden" || style[way] === "clip";
    if (!hides("overflowX") && !hides("overflowY")) continue;
    const r = at.getBoundingClientRect();
    const out = boxes.some((b) =>
      (hides("overflowX") && (b.left < r.left - 2 || b.right > r.right + 2))
      || (hides("overflowY") && (b.top < r.top - 2 || b.bottom > r.bottom + 2)));
    if (out) { found.push(`${text} | cut by ${at.className || at.tagName}`); break; }
  }
  const wide = document.documentElement.clientWidth;
  if (boxes.some((b) => b.right > wide + 2 || b.left < -2)) found.push(`${text} | beside the page`);
}
return found; }"""
)

OVERLAPPING = (
    """(selector) => { const root = document.querySelector(selector);"""
    + TEXTS
    + """
const found = [];
const seen = texts.map((one) => {
  const frames = [...up(one.element)].filter((at) =>
    getComputedStyle(at).overflow !== "visible").map((at) => at.getBoundingClientRect());
  const boxes = one.boxes.map((b) => frames.reduce((c, r) => ({
    left: Math.max(c.left, r.left), right: Math.min(c.right, r.right),
    top: Math.max(c.top, r.top), bottom: Math.min(c.bottom, r.bottom) }), b))
    .filter((b) => b.right > b.left && b.bottom > b.top);
  const raised = [...up(one.element)].some((at) =>
    ["fixed", "sticky"].includes(getComputedStyle(at).position));
  return { ...one, boxes, raised };
});
for (let i = 0; i < seen.length; i++) for (let j = i + 1; j < seen.length; j++) {
  const [a, b] = [seen[i], seen[j]];
  if (a.raised !== b.raised) continue;
  if (a.boxes.some((p) => b.boxes.some((q) =>
    Math.min(p.right, q.right) - Math.max(p.left, q.left) > 1
    && Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top) > 1))) {
    found.push(`${a.text} | over | ${b.text}`);
  }
}
return found; }"""
)

FONT_SIZES = (
    """(selector) => { const root = document.querySelector(selector);"""
    + TEXTS
    + """
const size = (element) => parseFloat(getComputedStyle(element).fontSize);
return texts.map(({ element, text }) => [size(element), text]); }"""
)


def clipped(page: Page, within: str = "body") -> list[str]:
    """Return the texts that something cuts off, but for those marked data-clamp."""
    found: list[str] = page.evaluate(CLIPPED, within)
    return found


def overlapping(page: Page, within: str = "body") -> list[str]:
    """Return the pairs of texts whose letters lie over each other."""
    found: list[str] = page.evaluate(OVERLAPPING, within)
    return found


def sideways(page: Page) -> int:
    """Return by how many pixels the page can be pushed sideways."""
    pushed: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(0, pushed)


def font_sizes(page: Page, within: str = "body") -> list[tuple[float, str]]:
    """Return the size in pixels of every visible text, smallest first."""
    found: list[tuple[float, str]] = page.evaluate(FONT_SIZES, within)
    return sorted((size, text) for size, text in found)


def grave(page: Page, within: str = "") -> list[str]:
    """Return axe's serious and critical findings, each with the elements it is about."""
    page.evaluate(STILL)
    # By evaluate and not by a script element: our pages allow no script that is not theirs.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8") + "\n;null")
    found: dict[str, Any] = page.evaluate(
        "(within) => axe.run(within || document, {resultTypes: ['violations']})", within
    )
    return [
        f"{each['id']}: {each['help']} ({', '.join(str(n['target']) for n in each['nodes'][:3])})"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def outside(page: Page) -> list[str]:
    """Return a list that fills with every request of `page` to another host. Call before goto."""
    found: list[str] = []

    def note(request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in HERE:
            found.append(request.url)

    page.on("request", note)
    return found


def complaints(page: Page) -> list[str]:
    """Return a list that fills with what the browser's console complains of. Call before goto."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: said.type == "error" and found.append(said.text))
    return found


def sound(page: Page, within: str = "body") -> None:
    """Assert all of it at once: nothing clipped, overlapping, sideways or grave."""
    page.evaluate("document.fonts.ready.then(() => null)")  # letters of a fallback are wider
    page.evaluate(STILL)
    for check in (clipped, overlapping):
        found = check(page, within)
        assert not found, found  # in words: pytest rewrites no assertion outside of tests
    assert sideways(page) == 0
    assert not (found := grave(page)), found
