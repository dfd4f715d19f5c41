"""What came in through which door, in words and numbers."""

import streamlit as st

from turnout.desk import looks
from turnout.house import house
from turnout.model import DoorCount, Event
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.words import number


def doors(event: Event) -> None:
    """Draw what stands through each door, most people first; nothing before the first."""
    head = (here("rally.doors_door"), here("rally.doors_commitments"), here("rally.doors_people"))
    rows = [_row(door) for door in looks.doors(house().desk, event.slug)]
    if rows:
        st.header(here("rally.doors_title"), anchor=False)
        paper.table(here("rally.doors_title"), head, rows)


def _row(door: DoorCount) -> tuple[str, str, str]:
    commitments = number(lang(), door.commitments) if door.commitments else ""
    return (here(f"rally.door_{door.door}"), commitments, number(lang(), door.people))
