"""Use cases of what an office puts on its letters."""

from __future__ import annotations

from sqlalchemy.orm import Session

from db.models import Rule
from db.uow import Store
from jyguide.approval.service.rules import rules_of_office
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.letter_kind import LETTER_AREAS, LETTER_NAMES, LetterKind
from jyguide.documents.letterhead import Letterhead, read_letterhead, tidy_letterhead
from jyguide.errors import RuleError
from jyguide.place import Place
from jyguide.training.service.credit_rules import put_rule


class LetterService:
    """Red head, signatory, contact and copies, kept for each kind of letter."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def letterhead(self, kind: LetterKind) -> Letterhead:
        """What this office puts on such letters; nothing where it never said."""
        with self._store.read() as session:
            row = self._row(session, kind)
            return read_letterhead(row.terms, str(row.sync_v)) if row else Letterhead()

    def keep(self, kind: LetterKind, given: Letterhead) -> Changed:
        """Remember it for the letters to come.

        Raises:
            RuleError: a line is too long, or it was changed since `given.version`.
        """
        wanted = tidy_letterhead(given)
        with self._store.begin(f"设定{LETTER_NAMES[kind]}的版头和抄送") as uow:
            row = self._row(uow.session, kind)
            if (str(row.sync_v) if row else "") != given.version:
                raise RuleError(
                    "版头和抄送在您打开之后又被改动过（可能在另一台电脑上）。"
                    "为了不覆盖别人的改动，没有保存。",
                    hint="请关闭这个窗口，再打开看一看新的内容。",
                )
            year = self._clock().date().year
            put_rule(uow, self._place.station_id, kind.value, year, wanted.terms)
            uow.commit()
        return LETTER_AREAS[kind]

    def _row(self, session: Session, kind: LetterKind) -> Rule | None:
        year = self._clock().date().year
        held = rules_of_office(session, kind.value, self._place.station_id, year)
        return held[-1] if held else None
