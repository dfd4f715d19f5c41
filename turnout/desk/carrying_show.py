"""What walls were to show, as plain values, and brought back from them inside the write."""

from typing import Any

from turnout.desk import show
from turnout.desk.ledger import Entry
from turnout.formats.picture import stamp
from turnout.model.show import Scene, Show, Theme
from turnout.store import Reading, Transaction, shows
from turnout.store.times import read

Values = dict[str, Any]


def shows_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of kind show said, by its seq; null where one was taken back."""
    return {
        seq: {"show": _values(said) if said else None} for seq, said in shows.every(look, event)
    }


def shown(tx: Transaction, entry: Entry, given: Values) -> None:
    """Replay what walls were to show, or that the one before it was taken back."""
    said = given["show"]
    show.keep(tx, entry, _show(said) if said else None)


def _values(said: Show) -> Values:
    return {
        "scene": said.scene.value,
        "scenes": [scene.value for scene in said.scenes],
        "every_seconds": said.every_seconds,
        "message": said.message,
        "theme": said.theme.value,
        "since": stamp(said.since),
    }


def _show(given: Values) -> Show:
    return Show(
        Scene(given["scene"]),
        tuple(Scene(name) for name in given["scenes"]),
        int(given["every_seconds"]),
        str(given["message"]),
        Theme(given["theme"]),
        read(given["since"]),
    )
