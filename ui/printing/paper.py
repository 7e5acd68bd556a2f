"""Where a page stands on paper of another size than its own."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from jyguide.documents.page import PageSetup

_SAME_MM = 1.0
"""Papers that differ by less are the same: drivers round to points or tenths of an inch."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper in millimetres, upright."""

    name: str
    width: float
    height: float


PAPERS = (
    Paper("A3", 297, 420),
    Paper("A4", 210, 297),
    Paper("A5", 148, 210),
    Paper("B5", 176, 250),
    Paper("8 开", 260, 368),
    Paper("16 开", 184, 260),
)
"""What stands in the trays of offices."""


class Fit(Enum):
    """What is done with a page that is not as large as the paper; the value is its name."""

    SCALED = "按纸张缩放"
    ACTUAL = "实际大小"


@dataclass(frozen=True, slots=True)
class Placing:
    """A page on paper: all lengths in millimetres, of the paper as it is turned for the page.

    Attributes:
        scale: By how much the page is enlarged.
        left: From the paper's left edge to the page's.
        top: From the upper edge, likewise.
    """

    width: float
    height: float
    scale: float = 1
    left: float = 0
    top: float = 0


def place(setup: PageSetup, paper: tuple[float, float] | None, fit: Fit) -> Placing:
    """Put a page on paper of this width and height, which is turned as the page is.

    At its actual size it stands in the corner from which blanks are measured, and what does not
    fit is cut off; scaled, it stands in the middle. None is paper of its own size.
    """
    if paper is None or _same(setup, paper):
        return Placing(setup.width, setup.height)
    short, long = sorted(paper)
    width, height = (long, short) if setup.landscape else (short, long)
    if fit is Fit.ACTUAL:
        return Placing(width, height)
    scale = min(width / setup.width, height / setup.height)
    left, top = (width - scale * setup.width) / 2, (height - scale * setup.height) / 2
    return Placing(width, height, scale, left, top)


def is_cut(setup: PageSetup, paper: tuple[float, float]) -> bool:
    """Whether a page at its actual size is larger than this paper, turned as the page is."""
    placing = place(setup, paper, Fit.ACTUAL)
    across, down = setup.width - placing.width, setup.height - placing.height
    return max(across, down) >= _SAME_MM


def _same(setup: PageSetup, paper: tuple[float, float]) -> bool:
    sizes = zip(sorted(paper), sorted((setup.width, setup.height)), strict=True)
    return all(abs(one - other) < _SAME_MM for one, other in sizes)
