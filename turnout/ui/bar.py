"""The promise bar in Streamlit: the total, and the whole list of leads as one component each."""

from turnout import browser
from turnout.ui.components import live, spoken
from turnout.ui.language import lang
from turnout.ui.pulse import Picture

_workbench = live("bar.css", "workbench.css", name="workbench")


def total(picture: Picture) -> None:
    """Draw the answer to "are we going to make it?": the number, the bar, what is needed next."""
    _draw("total", picture)


def leads(picture: Picture) -> None:
    """Draw every lead with their goal and bar, then those on their own: the rows add up."""
    _draw("rows", picture, of="leads")


def sites(picture: Picture) -> None:
    """Draw every site of a day of action with its goal and bar."""
    _draw("rows", picture, of="sites")


def just_in(picture: Picture) -> None:
    """Draw the latest movements of the total, newest first."""
    _draw("just_in", picture)


def _draw(part: str, picture: Picture, of: str = "") -> None:
    _workbench(
        key=f"{part}-{of}-{picture['event']}",
        data={
            "module": browser.address("workbench.js"),
            "part": part,
            "of": of,
            "picture": picture,
            **spoken(lang(), "light", "rally", "forecast"),
        },
    )
