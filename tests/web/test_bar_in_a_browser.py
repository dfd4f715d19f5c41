"""The bar that is printed has the proportions of the one on screens."""

import pytest

from turnout import browser
from turnout.model import Came, Count
from turnout.pictures import bar
from turnout.pictures.bar import Heads

pytestmark = pytest.mark.browser

DRAWN = """async ([module, heads]) => {
  const { drawBar, reach } = await import(module);
  const element = document.createElement("div");
  drawBar(element, heads);
  const parts = [...element.children].filter((part) => !part.hidden);
  const percent = (part, name) => Number(part.style.getPropertyValue(name));
  return [reach(heads), Object.fromEntries(parts.map((part) =>
    [part.classList[0], [percent(part, "--from"), percent(part, "--to")]]))];
}"""


@pytest.mark.parametrize(
    "heads",
    [
        Heads(Count(162, 140, 64, 37), 600),
        Heads(Count(300, 250, 62, 80), 600),
        Heads(Count(0, 3, 0, 0)),
        Heads(Count(6_000, 5_000, 1_345, 0), 30_000, Came(9_180, 2_034)),
        Heads(Count(1, 0, 0, 2), 1, Came(0, 9)),
    ],
)
def test_parts_lie_where_they_lie_on_screens(heads, page, served):
    page.goto(f"{served}/e/ks")
    came = heads.came
    told = {
        **{part: getattr(heads.count, part) for part in bar.PARTS},
        "goal": heads.goal,
        "came": came and {"heads": came.heads, "checked": came.checked, "walk_ins": came.walk_ins},
    }

    whole, drawn = page.evaluate(DRAWN, [browser.address("bar.js"), told])

    assert whole == bar.reach(heads)
    for part, start, end in bar.pieces(heads):
        assert drawn[part] == pytest.approx([100 * start / whole, 100 * end / whole])
    assert drawn.keys() & set(bar.PARTS) == {part for part, _, _ in bar.pieces(heads)}
