"""Updates as an export has them, and what was posted of them brought back."""

from typing import Any

from turnout.store.contract import Reading, Transaction


def made(look: Reading, event: int) -> list[Any]:
    """Return each update of `event` as it was made."""
    return look.rows(
        """
        SELECT seq, kind, about, sentence, told, things, area FROM public_update
        WHERE event = ? ORDER BY seq
        """,
        (event,),
    )


def worded(look: Reading, event: int) -> list[Any]:
    """Return (seq, of, lang, text) of all that an update of `event` was made to say."""
    return look.rows(
        """
        SELECT update_wording.* FROM update_wording
        JOIN public_update ON public_update.seq = update_wording.of
        WHERE public_update.event = ? ORDER BY update_wording.seq, update_wording.lang
        """,
        (event,),
    )


def ruled(look: Reading, event: int) -> list[Any]:
    """Return (seq, told) of each time that the rules of `event` were set."""
    return look.rows("SELECT seq, told FROM update_rule WHERE event = ? ORDER BY seq", (event,))


def posted(look: Reading, event: int) -> list[Any]:
    """Return what became of each update of `event` on each channel."""
    return look.rows(
        """
        SELECT posting.* FROM posting
        JOIN public_update ON public_update.seq = posting.of
        WHERE public_update.event = ? ORDER BY posting.of, posting.channel
        """,
        (event,),
    )


def bring(tx: Transaction, update: int, row: dict[str, Any]) -> None:
    """Keep a posting of an export: what was not there for certain is not posted from here."""
    is_there = row["state"] == "sent"
    tx.run(
        """
        INSERT INTO posting (of, channel, lang, state, reason, pressed, tries, not_before,
                             not_after, made_at, first_at, at)
        VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?)
        """,
        (
            update, row["channel"], row["lang"], "sent" if is_there else "failed",
            row["reason"] if is_there else "brought", row["tries"], row["not_before"],
            row["not_after"], row["made_at"], row["first_at"], row["at"],
        ),
    )  # fmt: skip
