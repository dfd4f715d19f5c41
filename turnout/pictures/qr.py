"""QR codes of our own addresses, as SVG that scales to any wall."""

from io import BytesIO

import segno

INK, PAPER = "#1D1B16", "#FFFDF8"  # dark on light even in a dark hall: many readers need it so


def svg(address: str) -> bytes:
    """Return `address` as an SVG without a fixed size, with the quiet zone of four modules.

    A quarter of it may be hidden or glaring (level Q), as screens and stapled posters are.
    """
    made = BytesIO()
    segno.make_qr(address, error="q").save(
        made, kind="svg", border=4, dark=INK, light=PAPER, omitsize=True, xmldecl=False, nl=False
    )
    return made.getvalue()
