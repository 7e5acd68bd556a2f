"""Which part of a picture becomes somebody's portrait."""

from __future__ import annotations

from dataclasses import dataclass

PORTRAIT_SIZE = (500, 700)
"""Pixels of a portrait as it is kept: one inch as photographers in China cut it, 5 to 7."""
_RATIO = PORTRAIT_SIZE[0] / PORTRAIT_SIZE[1]
_HEAD_ROOM = 0.08
"""Of a picture higher than needed so much is left above: heads are near the top."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of the upright picture, in shares of its width and height, 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom


def crop_at(width: int, height: int, zoom: float, x: float, y: float) -> Crop:
    """A part of 5 to 7 inside a picture.

    Args:
        width: Pixels of the upright picture.
        height: Likewise.
        zoom: 1 is the largest part that fits, 2 half as wide …
        x: Where the part lies between the left edge (0) and the right (1).
        y: Likewise from top to bottom.
    """
    wide = min(width, height * _RATIO) / zoom
    high = wide / _RATIO
    left = max(0.0, width - wide) * min(1, max(0, x))
    top = max(0.0, height - high) * min(1, max(0, y))
    right, bottom = min(1.0, (left + wide) / width), min(1.0, (top + high) / height)
    return Crop(left / width, top / height, right, bottom)


def first_crop(width: int, height: int) -> Crop:
    """The largest part that fits, in the middle and near the top."""
    return crop_at(width, height, 1, 0.5, _HEAD_ROOM)
