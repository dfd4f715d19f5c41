"""A lead's links to pass on: the sign-up link at any time, their own only when it is made."""

from urllib.parse import quote

import streamlit as st

from turnout import words
from turnout.desk import handing
from turnout.desk.cards import Card
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.pictures import qr
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang

_MADE = "made-link"


def sign_up(event: Event, of: Card) -> None:
    """Draw the link that counts sign-ups for the lead."""
    paper.notes(here("desk.sign_up_link"))
    st.code(f"{base()}/e/{event.slug}/join?lead={of.lead.handle}", language=None, wrap_lines=True)


def make(event: str, handle: str, by: str) -> None:
    """Make the lead's own link anew; it is shown until the page is left."""
    try:
        tokens = handing.hand_out(house().desk, event, [handle], by=by).result()
    except (NotFound, Refused):
        answers.closed()
        return
    # The one place it stands: the store has its hash only. A reload forgets it.
    st.session_state[_MADE] = (event, handle, tokens[handle])


def forget(event: str, handle: str) -> None:
    """Show the link no longer: it is no longer good."""
    if st.session_state.get(_MADE, ())[:2] == (event, handle):
        del st.session_state[_MADE]


def fresh(event: Event, of: Card) -> None:
    """Draw the link made last, if it is this lead's: to copy, to scan, to send."""
    made = st.session_state.get(_MADE)
    if not made or made[:2] != (event.slug, of.lead.handle):
        return
    link = enter_address(made[2])
    with st.container(key="fresh-link", gap="small"):
        paper.strong(here("desk.link_once", name=of.lead.name))
        paper.notes(here("desk.link_once_note"))
        st.code(link, language=None, wrap_lines=True)
        paper.picture(qr.svg(link), here("desk.link_code"), 240)
        paper.link_line(_ways(event, of, link))
        if not house().settings.public_url:
            paper.notes(here("desk.link_local"))


def _ways(event: Event, of: Card, link: str) -> list[tuple[str, str]]:
    """Return the ways to send it, with the text ready in the lead's language."""
    spoken = of.lang or lang()
    text = words.say(spoken, "desk.send_text", name=of.name, title=event.title, link=link)
    subject = words.say(spoken, "desk.send_subject", title=event.title)
    said, about = quote(text, safe=""), quote(subject, safe="")
    return [
        (
            f"mailto:{quote(of.email, safe='@')}?subject={about}&body={said}",
            here("desk.send_email"),
        ),
        (f"sms:{of.phone}?&body={said}", here("desk.send_sms")),
        (f"https://wa.me/{of.phone.lstrip('+')}?text={said}", here("desk.send_whatsapp")),
    ]


def enter_address(token: str) -> str:
    """Return the address that opens what `token` grants."""
    return f"{base()}/enter#{token}"


def base() -> str:
    """Return the address others find us by; else the one this visitor came by."""
    host = st.context.headers.get("Host", "localhost:8501")
    return house().settings.public_url or f"http://{host}"
