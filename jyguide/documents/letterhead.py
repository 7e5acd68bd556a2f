"""What an office puts on its letters besides the text: red head, signatory, contact, copies."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from jyguide.documents.official import Imprint, OfficialPaper
from jyguide.errors import RuleError

LONGEST = 60
"""Characters of each line, and of each office that gets a copy."""
MOST_COPIES = 40
_BETWEEN = re.compile(r"[,，、;；\n]+")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Remembered from letter to letter; what is empty is left out.

    Attributes:
        head: 发文机关标志, in red; empty where paper is used that has it printed.
        signatory: 签发人, on what goes up.
        contact: 联系人及电话, in brackets under the day.
        copies: 抄送机关.
        version: Of the row it is kept in; empty where there is none.
    """

    head: str = ""
    signatory: str = ""
    contact: str = ""
    copies: tuple[str, ...] = ()
    version: str = field(default="", compare=False)

    @property
    def terms(self) -> dict[str, Any]:
        """As a row of the rules keeps it."""
        return {
            "letterhead": {
                "head": self.head,
                "signatory": self.signatory,
                "contact": self.contact,
                "copies": list(self.copies),
            }
        }

    @property
    def text(self) -> str:
        """In a line, as the record of changes has it."""
        named = (
            ("红头", self.head),
            ("签发人", self.signatory),
            ("联系人", self.contact),
            ("抄送", "、".join(self.copies)),
        )
        return "；".join(f"{name}：{said}" for name, said in named if said) or "不加"


BARE = Letterhead()
"""A letter with its text alone."""


def read_letterhead(terms: Mapping[str, Any], version: str = "") -> Letterhead:
    """From a row, which another release may have written; what paper does not take is cut."""
    kept = terms.get("letterhead")
    if not isinstance(kept, Mapping):
        return Letterhead(version=version)
    copies = kept.get("copies")
    head, signatory, contact = (
        _line(str(kept.get(name) or ""))[:LONGEST] for name in ("head", "signatory", "contact")
    )
    offices = (
        tuple(_line(str(one))[:LONGEST] for one in copies[:MOST_COPIES])
        if isinstance(copies, list)
        else ()
    )
    return Letterhead(head, signatory, contact, offices, version)


def offices_in(text: str) -> tuple[str, ...]:
    """Offices as they are typed, with any mark between them, once each."""
    parts = (part.strip().rstrip("。") for part in _BETWEEN.split(text.removeprefix("抄送：")))
    return tuple(dict.fromkeys(part for part in parts if part))


def tidy_letterhead(given: Letterhead) -> Letterhead:
    """Without blanks at the edges and line ends.

    Raises:
        RuleError: a line is longer than paper takes, or there are too many copies.
    """
    head, signatory, contact = map(_line, (given.head, given.signatory, given.contact))
    copies = tuple(filter(None, map(_line, given.copies)))
    lines = (("红头", head), ("签发人", signatory), ("联系人", contact))
    for name, said in (*lines, *(("抄送机关", one) for one in copies)):
        if len(said) > LONGEST:
            raise RuleError(f"{name}超过 {LONGEST} 个字，没有保存。", hint="请写简称。")
    if len(copies) > MOST_COPIES:
        raise RuleError(f"抄送机关超过 {MOST_COPIES} 个，没有保存。", hint="请用统称。")
    return Letterhead(head, signatory, contact, copies, given.version)


def _line(text: str) -> str:
    return " ".join(text.split())


def dressed(
    paper: OfficialPaper, letterhead: Letterhead, office: str, on: date | None
) -> OfficialPaper:
    """The paper with what the office puts on such letters; a draft, of no day, says whom to ask.

    版记 stands on what has a number, a red head or copies; a letter without any has none.
    """
    if on is None:
        return replace(paper, note=_contact(letterhead) or paper.note)
    imprint = None
    if paper.number or letterhead.head or letterhead.copies:
        imprint = Imprint(office, on, letterhead.copies)
    return replace(
        paper,
        head=letterhead.head,
        signatory=letterhead.signatory,
        note=_contact(letterhead) or paper.note,
        imprint=imprint,
    )


def _contact(letterhead: Letterhead) -> str:
    return f"联系人：{letterhead.contact}" if letterhead.contact else ""
