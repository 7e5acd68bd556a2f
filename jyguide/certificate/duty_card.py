"""Duty certificates as cards, ten to a page: the approval's card with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jyguide.approval.printing.card import CARDS_A_SHEET, CardText, cards_document
from jyguide.certificate.text import CertificateText
from jyguide.documents.page import Document
from jyguide.ids import PersonId

MOST_A_PAGE = CARDS_A_SHEET
_OFFICE = "基层党建工作指导站"


def card_pages(people: Sequence[tuple[PersonId, CertificateText]]) -> Document:
    """The cards of these people; the code on a card signs its holder in at trainings."""
    made = cards_document([_card(person, text) for person, text in people])
    return replace(made, dated=people[0][1].issued if people else None)


def _card(person: PersonId, text: CertificateText) -> CardText:
    return CardText(
        person,
        text.name,
        text.office.removesuffix(_OFFICE),
        text.duty,
        text.document,
        text.until,
        text.photo,
        text.number,
        text.mark,
    )
