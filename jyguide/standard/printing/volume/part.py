"""What a volume consists of, and how it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jyguide.documents.page import Document


class Group(StrEnum):
    """In this order things lie in a volume."""

    CHECKLISTS = "checklists"
    MEASURES = "measures"
    RESULTS = "results"
    PHOTOS = "photos"


GROUP_NAMES = {
    Group.CHECKLISTS: "检查记录",
    Group.MEASURES: "整改材料",
    Group.RESULTS: "评定结果",
    Group.PHOTOS: "照片",
}

RETENTIONS = ("永久", "30年", "10年")
"""How long a volume may have to be kept (国家档案局令第8号, 2006); a matter of the office."""


@dataclass(frozen=True, slots=True)
class VolumeWish:
    """How somebody wants volumes bound.

    Attributes:
        both_sides: Printed on both sides: the binding edge changes from page to page.
        photos_a_page: 2 or 4.
        dividers: A sheet before each group of papers.
        spine: Width of the label on the back in millimetres; 0 works it out, None leaves it out.
        box_label: A label for the front of the box, too.
        number: Of the volume, or of the first of several; None: the branch's place in its round.
        retention: One of `RETENTIONS`; empty where it is written by hand.
    """

    both_sides: bool = False
    photos_a_page: int = 2
    dividers: bool = False
    spine: float | None = 0
    box_label: bool = False
    number: int | None = None
    retention: str = ""


@dataclass(frozen=True, slots=True)
class VolumeHead:
    """Whose year a volume is.

    Attributes:
        round_label: ``2026年党支部标准化规范化建设``.
        first_day: Of the papers in it; None where there are none.
        until: As of when, where the round is still open; None where all its phases are closed.
        bound_on: The day on which it is put together.
        missing: Sentences about what should be in it and is not on this PC.
    """

    branch: str
    township: str
    kind: str
    office: str
    year: int
    round_label: str
    number: int
    bound_on: date
    first_day: date | None = None
    last_day: date | None = None
    until: date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of a volume, a line of its contents.

    Attributes:
        title: What it is called there.
        documents: What is bound, one after the other.
        number: Of the paper, where it has one.
        maker: Who made it.
        remark: ``已更正`` and the like.
    """

    group: Group
    title: str
    documents: tuple[Document, ...]
    number: str = ""
    maker: str = ""
    day: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the contents: a part, and the pages on which it lies."""

    part: Part
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume ready to be drawn.

    Attributes:
        documents: One a page, margins and numbers as bound; labels to be cut out come last.
        listed: Its contents.
        pages: Numbered pages.
        sheets: Sheets of paper between the covers.
    """

    head: VolumeHead
    documents: tuple[Document, ...]
    listed: tuple[Listed, ...]
    pages: int
    sheets: int

    @property
    def title(self) -> str:
        """As its file is called."""
        head = self.head
        return f"{head.number:03}　{head.branch}{head.year}年标准化建设档案"


def gathered(parts: Sequence[Part]) -> list[Part]:
    """The parts in the order in which they are bound."""
    order = list(Group)
    return sorted(parts, key=lambda part: order.index(part.group))
