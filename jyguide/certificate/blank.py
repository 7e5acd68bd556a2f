"""Where the words of a certificate stand on a blank that was bought printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class BlankField:
    """Place of one field.

    Attributes:
        x: Of the left edge from that of the paper, in tenths of a millimetre.
        y: Of the upper edge of the first line from that of the paper, likewise.
        width: Within which the text breaks and is aligned, likewise; 0 takes the field out.
        size: Of the type, in tenths of a point; of a picture (photo, code) its height in tenths
            of a millimetre.
    """

    x: int
    y: int
    width: int
    size: int = 160
    align: Literal["left", "center", "right"] = "left"
