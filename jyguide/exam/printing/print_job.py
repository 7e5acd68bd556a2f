"""What leaves the printer before an exam on paper: papers, answer sheets, keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jyguide.documents.page import Document
from jyguide.exam.paper import Paper
from jyguide.exam.printing.answer_sheet import sheet_document
from jyguide.exam.printing.paper_document import PaperItem, PaperText, key_document, paper_document


@dataclass(frozen=True, slots=True)
class PrintWanted:
    """How many of each.

    Attributes:
        keys: Of every variant.
        seal_line: Whether a line is drawn under which names are folded away.
        room: Whether the paper leaves room for written answers; not needed with answer sheets.
    """

    papers: int = 0
    sheets: int = 0
    keys: int = 0
    seal_line: bool = False
    room: bool = True


def print_job(papers: Sequence[Paper], wanted: PrintWanted) -> list[Document]:
    """The documents in the order in which they are printed.

    Variants take turns, so that papers handed out along a row differ between neighbours.
    """
    texts = [
        replace(paper_text(paper), seal_line=wanted.seal_line, room=wanted.room)
        for paper in papers
    ]
    made = [paper_document(text) for text in texts]
    sheets = [sheet_document(text) for text in texts]
    keys = [key_document(text) for text in texts]
    return [
        *(made[n % len(made)] for n in range(wanted.papers)),
        *(sheets[n % len(sheets)] for n in range(wanted.sheets)),
        *(key for key in keys for _ in range(wanted.keys)),
    ]


def paper_text(paper: Paper) -> PaperText:
    """What paper, answer sheet and key say."""
    return PaperText(
        title=paper.row.title,
        items=tuple(
            PaperItem(place.content, place.points, place.change.answers if place.change else None)
            for place in paper.places
        ),
        minutes=paper.row.minutes,
        pass_points=paper.row.pass_points,
        variant=paper.row.variant,
        code=f"{paper.row.seed}",
    )
