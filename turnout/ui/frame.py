"""What stands around every page: the paper it is printed on and one slim line of links."""

from pathlib import Path

import streamlit as st

from turnout.errors import StoreFailed
from turnout.ui import account, language, paper, theme
from turnout.ui.language import here
from turnout.ui.visitor import has_link

_SHEET = Path(__file__).parent / "frame.css"

PAGES = {
    "": ("page_rally", "pages/rally.py"),
    "desk": ("page_desk", "pages/desk.py"),
    "lead": ("page_lead", "pages/lead.py"),
    "wall": ("page_wall", "pages/wall.py"),
    "progress": ("page_progress", "pages/progress.py"),
}


def around(page: st.Page) -> None:
    """Draw the frame, and `page` in it."""
    st.set_page_config(page_title=page.title, layout="wide")
    st.html(f"<style>{theme.sheet()}{_SHEET.read_text('utf-8')}</style>")
    try:
        _masthead(page)
        page.run()
    except StoreFailed:
        st.title(here("frame.away_title"), anchor=False)
        paper.notes(here("frame.away_next"))


def _masthead(current: st.Page) -> None:
    """Draw the links to the pages, for those whom a page lets in, and to the other language."""
    kept = {name: st.query_params[name] for name in ("event", "lang") if name in st.query_params}
    with st.container(key="masthead", horizontal=True, vertical_alignment="center"):
        for address, (word, path) in PAGES.items() if has_link() else ():
            if address == current.url_path:
                paper.here(here(f"frame.{word}"))
            else:
                st.page_link(path, label=here(f"frame.{word}"), query_params=kept)
        language.switch()
        account.sign_out()
