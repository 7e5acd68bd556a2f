"""Use cases of a secretary's dossier: the list, the line of time, what is noted, the portrait."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import DossierEntry
from db.models import Person as PersonTable
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import PersonId
from jyguide.pause import collector_paused
from jyguide.people.service.merged import read_merged
from jyguide.people.service.secretaries import read_secretaries
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.secretary.dossier import Dossier, EntryFacts, EntryRow, check_entry
from jyguide.secretary.dossier_line import DossierLine, dossier_line
from jyguide.secretary.kinds import DOSSIER_KIND_NAMES
from jyguide.secretary.portrait import Person, PortraitText, portrait
from jyguide.secretary.printing.portrait import portrait_document
from jyguide.secretary.service.dossier_reading import bare_filings, entry_row, read_dossiers
from jyguide.secretary.service.dossier_training import Asked, chunks
from jyguide.secretary.service.ledger_people import (
    changed_meanwhile,
    gone,
    own_person,
    refuse_foreign,
    write_values,
)

Portraits = Callable[[Sequence[PersonId]], Mapping[PersonId, bytes]]
"""JPEGs of these people; whoever has none is left out."""


class DossierService:
    """Gathers what all ledgers have of secretaries; keeps what stands in none of them."""

    def __init__(self, store: Store, place: Place, clock: Clock, portraits: Portraits) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._portraits = portraits

    @collector_paused()
    def lines(self) -> list[DossierLine]:
        """Every secretary with how it stands with his filing, in the order of the tree."""
        with self._store.read() as session:
            rows = read_secretaries(session, self._today)
            filings = bare_filings(session, read_merged(session))
        return [dossier_line(row, filings[row.person_id]) for row in rows]

    def dossier(self, person_id: PersonId) -> Dossier:
        """Everything of one person, also of one who is no secretary any more."""
        with self._store.read() as session:
            end = read_merged(session).end(person_id)
            asked = Asked((end,), self._today, self._place.station_id)
            return read_dossiers(session, asked)[end]

    def add_entry(self, person_id: PersonId, facts: EntryFacts) -> uuid.UUID:
        """Note something in the record by hand.

        Raises:
            RuleError: as `check_entry`; he is gone, or another station's.
        """
        tidy = check_entry(facts, self._today)
        with self._store.begin(f"登记纪实“{DOSSIER_KIND_NAMES[tidy.kind]}”") as uow:
            person = own_person(uow.session, self._place, person_id)
            row = DossierEntry(person_id=person.id)
            _write(row, tidy)
            uow.session.add(row)
            uow.commit()
            return row.id

    def change_entry(self, key: uuid.UUID, facts: EntryFacts, seen: str | None = None) -> Changed:
        """Correct what was noted.

        Raises:
            RuleError: as `check_entry`; it is gone, was changed meanwhile, or another station's.
        """
        tidy = check_entry(facts, self._today)
        with self._store.begin("修改纪实") as uow:
            _write(self._own(uow.session, key, seen), tidy)
            uow.commit()
        return Changed.SECRETARIES

    def remove_entry(self, key: uuid.UUID) -> Changed:
        """Take a note off the record; can be undone."""
        with self._store.begin("删除纪实") as uow:
            self._own(uow.session, key).deleted = True
            uow.commit()
        return Changed.SECRETARIES

    def entry(self, key: uuid.UUID) -> EntryRow:
        """One note.

        Raises:
            RuleError: it has been removed meanwhile.
        """
        with self._store.read() as session:
            row = _living(session, key)
            return entry_row(row, read_merged(session).end(row.person_id))

    @collector_paused()
    def portraits(self, people: Sequence[PersonId]) -> list[PortraitText]:
        """What the page of each secretary says, in this order; who is none is left out.

        Raises:
            RuleError: none of them is a secretary.
        """
        with self._store.read() as session:
            merged = read_merged(session)
            wanted = list(dict.fromkeys(merged.end(key) for key in people))
            serving = {row.person_id: row for row in read_secretaries(session, self._today)}
            chosen = [key for key in wanted if key in serving]
            asked = Asked(tuple(chosen), self._today, self._place.station_id, whole=False)
            dossiers = read_dossiers(session, asked)
            more = _more(session, chosen)
        if not chosen:
            raise RuleError(
                "所选的人都不是村（社区）书记，没有生成画像。", hint="请在书记名单里选择。"
            )
        photos = self._portraits(chosen)
        return [
            portrait(serving[key], more[key], dossiers[key], self._today, photos.get(key))
            for key in chosen
        ]

    def portrait_documents(
        self,
        people: Sequence[PersonId],
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[Document]:
        """A page for each secretary; see `portraits`.

        Raises:
            Cancelled: somebody asked to stop.
        """
        said, stop = progress or Silent(), cancel or CancelToken()
        documents = []
        texts = self.portraits(people)
        for done, text in enumerate(texts, 1):
            stop.check()
            documents.append(portrait_document(text))
            said.step(done, len(texts), text.name)
        return documents

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _own(self, session: Session, key: uuid.UUID, seen: str | None = None) -> DossierEntry:
        row = _living(session, key)
        if seen not in (None, row.sync_v):
            raise changed_meanwhile("这条纪实")
        refuse_foreign(self._place, session.get_one(PersonTable, row.person_id))
        return row


def _more(session: Session, keys: Sequence[PersonId]) -> dict[PersonId, Person]:
    found: dict[PersonId, Person] = {}
    for part in chunks(keys):
        rows = session.execute(
            select(PersonTable.id, PersonTable.ethnic, PersonTable.joined).where(
                PersonTable.id.in_(part)
            )
        )
        for key, ethnic, joined in rows:
            found[PersonId(key)] = Person(ethnic, joined)
    return found


def _living(session: Session, key: uuid.UUID) -> DossierEntry:
    row = session.get(DossierEntry, key)
    if row is None or row.deleted:
        raise gone("这条纪实")
    return row


def _write(row: DossierEntry, facts: EntryFacts) -> None:
    values = {
        "kind": facts.kind.value,
        "happened_on": facts.happened_on,
        "title": facts.title,
        "detail": facts.detail,
        "document": facts.document,
    }
    write_values(row, values)
