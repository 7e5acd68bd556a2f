"""QR codes as pictures for printed pages."""

from __future__ import annotations

import io
from functools import lru_cache

QUIET_MODULES = 4
"""Empty squares around a code that ISO/IEC 18004 asks for; they are part of the picture."""
_PIXELS_A_MODULE = 8
_PIXELS_OF_DENSE = 4
_ANY_MASK = 3


@lru_cache(maxsize=256)
def qr_png(text: str) -> bytes:
    """A PNG of the QR code of this text, black on white, with its quiet margin.

    A quarter of the squares may be dirty or worn (level Q), since cards are carried in pockets.
    41 digits take 25 squares a side: at 20 mm with the margin each is 0.6 mm wide.
    """
    import segno  # noqa: PLC0415 - only printing needs it

    made = io.BytesIO()
    code = segno.make_qr(text, error="q", boost_error=False)
    code.save(made, kind="png", scale=_PIXELS_A_MODULE, border=QUIET_MODULES)
    return made.getvalue()


@lru_cache(maxsize=256)
def dense_qr_png(text: str) -> bytes:
    """A PNG of a long text's QR code, for paper that is kept clean: level M (15 %).

    The mask is not searched for but always the same: any is read, and looking for the best one
    takes four fifths of the time. A signed record is 57 squares a side; at 27 mm with the margin
    each is 0.4 mm wide.
    """
    import segno  # noqa: PLC0415 - only printing needs it

    made = io.BytesIO()
    code = segno.make_qr(text, error="m", mask=_ANY_MASK, boost_error=False)
    code.save(made, kind="png", scale=_PIXELS_OF_DENSE, border=QUIET_MODULES)
    return made.getvalue()


def dense_squares(png: bytes) -> int:
    """Squares a side of what `dense_qr_png` gives, with the margin."""
    return int.from_bytes(png[16:20], "big") // _PIXELS_OF_DENSE
