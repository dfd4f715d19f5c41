"""Pictures that are ours, of whatever is shown: a photo's two files, under what they are of."""

from hashlib import sha256

from turnout.model import PhotoFiles
from turnout.store.contract import Reading, Transaction

DIGEST = 16  # letters: what an address needs so that new bytes have a new one


def keep(tx: Transaction, event: int, subject: str, files: PhotoFiles) -> None:
    """Keep the files of `subject`, such as "photo:12", in place of any it had."""
    drop(tx, subject)
    tx.run(
        """
        INSERT INTO picture (subject, event, digest, width, height, large, small)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        (
            *(subject, event, sha256(files.full).hexdigest()[:DIGEST]),
            *(files.width, files.height, files.full, files.small),
        ),
    )


def drop(tx: Transaction, subject: str) -> None:
    """Delete the files of `subject`, if it has any."""
    tx.run("DELETE FROM picture WHERE subject = ?", (subject,))


def drop_all(tx: Transaction, event: int, kind: str) -> None:
    """Delete the files of all subjects of a kind, such as "photo", at `event`."""
    tx.run("DELETE FROM picture WHERE event = ? AND subject LIKE ?", (event, f"{kind}:%"))


def file(look: Reading, subject: str, digest: str, small: bool) -> bytes | None:
    """Return one file of `subject`, or None where it has none of that digest."""
    row = look.row(
        f"SELECT {'small' if small else 'large'} FROM picture WHERE subject = ? AND digest = ?",
        (subject, digest),
    )
    return bytes(row[0]) if row else None
