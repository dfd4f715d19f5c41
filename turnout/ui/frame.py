"""What stands around every page: the paper it is printed on and one slim line of links."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from turnout.desk.accounts import READERS
from turnout.errors import StoreFailed
from turnout.model import Role
from turnout.rules.access import WORKBENCH
from turnout.ui import account, language, paper, progress, theme
from turnout.ui.language import here
from turnout.ui.visitor import hand_over, opens

_SHEET = Path(__file__).parent / "frame.css"


class Door(NamedTuple):
    """A page as the masthead offers it, to those whom its own guard lets in."""

    word: str
    path: str
    roles: tuple[Role, ...]
    open_to_all: Callable[[str], bool] = lambda asked: False


PAGES = {
    "": Door("page_rally", "pages/rally.py", WORKBENCH),
    "forecast": Door("page_forecast", "pages/forecast.py", (Role.ORGANIZER,)),
    "desk": Door("page_desk", "pages/desk.py", (Role.ORGANIZER,)),
    "review": Door("page_review", "pages/review.py", (Role.ORGANIZER,)),
    "map": Door("page_map", "pages/map.py", WORKBENCH),
    "network": Door("page_network", "pages/network.py", (Role.ORGANIZER, Role.LEAD)),
    "lead": Door("page_lead", "pages/lead.py", (Role.LEAD, Role.ORGANIZER)),
    "wall": Door("page_wall", "pages/wall.py", WORKBENCH),
    "progress": Door("page_progress", "pages/progress.py", READERS, progress.is_open),
}


def around(page: st.Page) -> None:
    """Draw the frame, and `page` in it."""
    st.set_page_config(page_title=page.title, layout="wide")
    st.html(f"<style>{theme.sheet()}{_SHEET.read_text('utf-8')}</style>")
    try:
        _masthead(page)
        _lost()
        page.run()
    except StoreFailed:
        st.title(here("frame.away_title"), anchor=False)
        paper.notes(here("frame.away_next"))


def _masthead(current: st.Page) -> None:
    """Draw the links to the pages, for those whom a page lets in, and to the other language."""
    kept = {name: st.query_params[name] for name in ("event", "lang") if name in st.query_params}
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        for address, door in PAGES.items():
            if not opens(*door.roles, open_to_all=door.open_to_all):
                continue
            if address == current.url_path:
                paper.here(here(f"frame.{door.word}"))
            else:
                st.page_link(door.path, label=here(f"frame.{door.word}"), query_params=kept)
        language.switch()
        account.sign_out()
    hand_over()


def _lost() -> None:
    """Draw why nothing can be pressed while the server is away: the sheet shows it only then."""
    with st.container(key="lost"):
        paper.status(here("frame.lost"))
