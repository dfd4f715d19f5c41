"""The wall inside Streamlit: the board module of the light page, mounted as a component."""

import streamlit as st

from turnout import browser
from turnout.desk import atlas, rallies
from turnout.formats import wall
from turnout.house import house
from turnout.ui.components import spoken
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture, live_address

_board = st.components.v2.component("turnout_board", js=browser.text("streamlit-board.js"))


def board(picture: Picture) -> None:
    """Draw the wall. From then on it listens and moves by itself, without Streamlit."""
    slug = picture["event"]
    desk, public_url = house().desk, house().settings.public_url
    _board(
        key=f"board-{slug}",
        data={
            "assets": browser.address("board.js").rpartition("/")[0],
            "picture": picture,
            "liveUrl": live_address(slug),
            **wall.news(slug, atlas.map_of(desk, rallies.event(desk, slug))),
            "joinUrl": join_address(slug).partition("://")[2],
            "qrSvgUrl": f"/e/{slug}/qr.svg" if public_url else None,
            "qrReason": "" if public_url else here("web.qr_no_public_url"),
            "theme": "auto",
            "lang": lang(),
            "words": {**spoken(lang(), *wall.SCREENS)["words"], **wall.counts_of_the_map(lang())},
        },
    )


def join_address(slug: str) -> str:
    """Return the sign-up page's address as people type it; empty while nobody has set ours."""
    public_url = house().settings.public_url
    return f"{public_url}/e/{slug}/join" if public_url else ""
