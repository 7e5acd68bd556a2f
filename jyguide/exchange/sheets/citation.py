"""What an item rests on: in columns of their own, or in one cell 依据 or 出处."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jyguide.exchange.loose.build import cited
from jyguide.exchange.sheets.cells import RowCells
from jyguide.exchange.sheets.fields import ItemField
from jyguide.exchange.sheets.header import Header

_WHOLE_TITLE = re.compile(r"《([^《》]+)》")
_TITLE_AND_ARTICLE = re.compile(r"《([^《》]+)》\s*(第[一二三四五六七八九十百零〇\d]+条)?[。.]?")


@dataclass(frozen=True, slots=True)
class Citation:
    """The parts of a citation, and the explanation with what they could not hold."""

    regulation: str
    edition: str
    article: str
    explanation: str


def read_citation(cells: RowCells, header: Header) -> Citation:
    """Regulation, edition and article of a row."""
    basis = cells.text(ItemField.REGULATION)
    edition, article = cells.text(ItemField.EDITION), cells.text(ItemField.ARTICLE)
    explanation = cells.text(ItemField.EXPLANATION)
    if header.parts_citation:
        title = None
        if ItemField.REGULATION not in cells.literal:
            title = _WHOLE_TITLE.fullmatch(basis)
        return Citation(title[1] if title else basis, edition, article, explanation)
    whole = _TITLE_AND_ARTICLE.fullmatch(basis)
    if whole:
        return Citation(whole[1], "", whole[2] or "", explanation)
    if not basis:
        return Citation(*_from_explanation(explanation), explanation)
    regulation, article = cited(basis)
    told = "\n".join(part for part in (explanation, f"依据：{basis}") if part)
    return Citation(regulation, "", article, told)


def _from_explanation(explanation: str) -> tuple[str, str, str]:
    regulation, article = cited(explanation)
    return regulation, "", article
