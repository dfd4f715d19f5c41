"""KMZ: a KML file in a zip. Read in memory: no name in it is ever a path on our disk."""

import io
import zipfile
import zlib

from turnout.errors import Refused
from turnout.model.places import Drawing
from turnout.sources.places import kml

MOST_UNPACKED = 10_000_000  # bytes; a map of 5 MB that was packed well


def read(body: bytes) -> Drawing:
    """Return the placemarks of the one .kml in `body`.

    Raises Refused("map"): no_kml, many_kml, too_large, broken, and as `kml.read` does.
    """
    names = [name for name in members(body) if name.lower().endswith(".kml")]
    if len(names) != 1:
        raise Refused("map", "many_kml" if names else "no_kml")
    found = kml.read(_unpacked(body, names[0]))
    return Drawing("kmz", found.places, found.skipped)


def members(body: bytes) -> list[str]:
    """Return the names of the files in a zip. Raises Refused("map", "broken")."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return [each.filename for each in archive.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused("map", "broken") from None


def _unpacked(body: bytes, name: str) -> bytes:
    """Return what `name` holds; never more than the limit is unpacked, whatever it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive, archive.open(name) as packed:
            found = packed.read(MOST_UNPACKED + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise Refused("map", "broken") from None  # RuntimeError: it wants a password
    if len(found) > MOST_UNPACKED:
        raise Refused("map", "too_large", most=MOST_UNPACKED // 1_000_000)
    return found
