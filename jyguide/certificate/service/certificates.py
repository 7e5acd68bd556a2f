"""Who may have a certificate, issuing, printing again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Certificate
from db.uow import Store
from jyguide.certificate.kept_words import UNKNOWN_NAME, word
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.occasion import Occasion
from jyguide.certificate.row import CertificateRow, Recipient
from jyguide.certificate.seal import sealed_wording
from jyguide.certificate.service.batch import Around, Batch, new_row, refuse_unready
from jyguide.certificate.service.designs_kept import chosen_design, kept_choice
from jyguide.certificate.service.numbers import next_sequence, said_number
from jyguide.certificate.service.occasions import OccasionReader
from jyguide.certificate.service.register import read_register
from jyguide.certificate.service.revoking import refuse_reissue, replaced
from jyguide.certificate.word_names import word_targets
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import CertificateId, PersonId, SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

if TYPE_CHECKING:  # loaded when something is put on paper
    from jyguide.certificate.service.printing import CertificatePrinting, Pages, Sheet

_FIRST_PAGES = 3
"""So many people are shown before numbers are spent."""


class CertificateService:
    """Everything the program does with certificates."""

    def __init__(
        self,
        store: Store,
        place: Place,
        people: PeopleService,
        occasions: OccasionReader,
        around: Around,
    ) -> None:
        self._store = store
        self._place = place
        self._people = people
        self.occasions = occasions
        self._around = around

    def recipients(self, session_id: SessionId, kind: CertificateKind) -> list[Recipient]:
        """Everybody enrolled, with what he still lacks or the number he holds.

        Raises:
            RuleError: the session has been deleted meanwhile.
        """
        return self.occasions.recipients(Occasion(kind, session_id))

    def issue(
        self,
        session_id: SessionId,
        kind: CertificateKind,
        person_ids: Sequence[PersonId],
        issued_on: date,
    ) -> list[CertificateRow]:
        """Issue certificates to these people; numbers are spent in one transaction, without gaps.

        Raises:
            RuleError: one of them lacks a gate or holds the certificate; nothing is issued.
            StationError: this PC's key is gone or damaged, so that nothing can be signed.
        """
        return self.issue_batch(Batch(Occasion(kind, session_id), tuple(person_ids), issued_on))

    def issue_batch(
        self,
        batch: Batch,
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
    ) -> list[CertificateRow]:
        """Issue certificates on any occasion, in one transaction.

        Raises:
            RuleError: one of them lacks a gate or holds the certificate; nothing is issued.
            StationError: this PC's key is gone or damaged, so that nothing can be signed.
            Cancelled: the user asked to stop; no number is spent.
        """
        people = tuple(dict.fromkeys(batch.people))
        sign = self._around.signing().signature()
        token = cancel or CancelToken()
        with self._store.begin(f"发放证书 {len(people)} 份") as uow:
            # Asked while nobody else can write: another PC may be issuing to the same people.
            refuse_unready(batch.occasion.kind, self.occasions.recipients(batch.occasion), people)
            said = self.occasions.texts(batch.occasion, people, batch.day)
            kept = kept_choice(
                uow.session, self._place.station_id, batch.occasion.kind, batch.design
            )
            first = next_sequence(uow.session, self._place, batch.day.year)
            rows = []
            for done, person in enumerate(people):
                token.check()
                number = self._number(batch.day.year, first + done)
                row = new_row(batch, person, said[person], number, kept)
                row["station_id"] = self._place.station_id
                row["wording"] = sealed_wording(row["wording"], number, sign)
                rows.append(row)
                progress.step(done + 1, len(people), said[person].text.name)
            token.check()
            uow.add_many(Certificate, rows)
            uow.commit()
        issued = {row.id: row for row in self.certificates(batch.occasion.session)}
        return [issued[CertificateId(row["id"])] for row in rows]

    def reissue(self, certificate_id: CertificateId, issued_on: date) -> CertificateRow:
        """Issue a certificate anew under a number of its own; the old one stays, as replaced.

        For a lost paper, and for a number that two PCs have given: each certificate is kept, and
        one of them reissued. The old one is revoked in the same action.

        Raises:
            RuleError: it was replaced already, has been removed, or was revoked because there is
                nothing to certify any more; nothing is issued.
            StationError: as ``issue``.
        """
        sign = self._around.signing().signature()
        with self._store.begin("换发证书") as uow:
            old = uow.session.get(Certificate, certificate_id)
            if old is None or old.deleted:
                raise RuleError("没有找到这份证书，没有换发。", hint="请刷新列表后重新选择。")
            new = uow.session.scalar(
                select(Certificate).where(
                    Certificate.replaces_id == old.id, Certificate.deleted.is_(False)
                )
            )
            if new is not None:
                raise RuleError(
                    f"这份证书已换发为 {said_number(new)}，没有再换发。",
                    hint="如需再次换发，请选择新的那一份。",
                )
            refuse_reissue(uow.session, self._place, old, issued_on)
            sequence = next_sequence(uow.session, self._place, issued_on.year)
            number = self._number(issued_on.year, sequence)
            row = Certificate(
                **{name: getattr(old, name) for name in _SAME_WHEN_REISSUED},
                year=issued_on.year,
                station_code=self._place.station_code,
                device_letter=self._place.device_letter,
                sequence=sequence,
                issued_on=issued_on,
                wording=sealed_wording(
                    {
                        **old.wording,
                        "kind": old.kind,
                        "name": word(old.wording, "name", UNKNOWN_NAME),
                        "number": str(number),
                        "issued": issued_on.isoformat(),
                    },
                    number,
                    sign,
                ),
                replaces_id=old.id,
            )
            uow.session.add(row)
            uow.session.add(replaced(self._place, old, str(number), issued_on))
            uow.commit()
            made, holder = CertificateId(row.id), PersonId(row.person_id)
        return next(one for one in self.certificates(person_id=holder) if one.id == made)

    def next_number(self, year: int) -> CertificateNumber:
        """The number the next certificate dated in this year will bear on this PC."""
        with self._store.read() as session:
            return self._number(year, next_sequence(session, self._place, year))

    def preview(
        self, session_id: SessionId, kind: CertificateKind, person_id: PersonId, issued_on: date
    ) -> Document:
        """How a person's certificate would look if issued that day; no number is spent on it.

        Raises:
            RuleError: the session or the person has been removed meanwhile.
        """
        return self.preview_batch(Batch(Occasion(kind, session_id), (person_id,), issued_on))[0]

    def preview_batch(self, batch: Batch, printer: str = "") -> Pages:
        """How the first certificates of a batch would look; no number is spent on them.

        Raises:
            RuleError: the session or somebody has been removed meanwhile, or the design is the
                office's Word file, which `write_preview` fills.
        """
        paper = self._printing(printer)
        return paper.documents(self._draft(batch, paper))

    def write_preview(self, batch: Batch, target: Path) -> None:
        """Write the first certificate of a batch as a Word file; no number is spent on it.

        Raises:
            FileError: it cannot be written, or the template cannot be filled.
            RuleError: as `preview_batch`.
        """
        paper = self._printing()
        (first, *_) = self._draft(batch, paper)
        paper.write_files([(first, target)], Silent(), CancelToken())

    def certificates(
        self, session_id: SessionId | None = None, person_id: PersonId | None = None
    ) -> list[CertificateRow]:
        """Certificates issued, by number; of one session, of one person, or all."""
        return read_register(self._store, self._people, session_id, person_id)

    def documents(self, certificate_ids: Sequence[CertificateId], printer: str = "") -> Pages:
        """Certificates as printed pages, with the words and in the design they were issued with.

        Args:
            certificate_ids: Cards that follow one another share pages.
            printer: Bought blanks are moved by its offset.

        Raises:
            RuleError: one of them is made from the office's Word file.
        """
        paper = self._printing(printer)
        return paper.documents(paper.sheets(certificate_ids))

    def write_word(
        self,
        certificate_ids: Sequence[CertificateId],
        folder: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> list[Path]:
        """Write one Word file per certificate, named by number and person; all or none.

        Raises:
            FileError: the folder cannot be written; no file is left behind.
        """
        paper = self._printing()
        sheets = paper.sheets(certificate_ids)
        pairs = list(zip(sheets, word_targets([one.text for one in sheets], folder), strict=True))
        paper.write_files(pairs, progress or Silent(), cancel or CancelToken())
        return [target for _, target in pairs]

    def write_word_together(
        self,
        certificate_ids: Sequence[CertificateId],
        target: Path,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> int:
        """Write all of them into one Word file, each beginning on a new page.

        Raises:
            RuleError: they were made from different Word files.
            FileError: it cannot be written; nothing is left behind.
        """
        paper = self._printing()
        sheets = paper.sheets(certificate_ids)
        paper.write_together(sheets, target, progress or Silent(), cancel or CancelToken())
        return len(sheets)

    def _printing(self, printer: str = "") -> CertificatePrinting:
        from jyguide.certificate.service.printing import (  # noqa: PLC0415 - as above
            CertificatePrinting,
        )

        return CertificatePrinting(self._store, self._around.portraits, printer)

    def _draft(self, batch: Batch, paper: CertificatePrinting) -> list[Sheet]:
        from jyguide.certificate.service.printing import Sheet  # noqa: PLC0415 - as above

        people = batch.people[:_FIRST_PAGES]
        said = self.occasions.texts(batch.occasion, people, batch.day)
        design = batch.design
        if design is None:
            with self._store.read() as session:
                design = chosen_design(session, self._place.station_id, batch.occasion.kind)
        return paper.pictured([Sheet(one, said[one].text, design) for one in people])

    def _number(self, year: int, sequence: int) -> CertificateNumber:
        place = self._place
        return CertificateNumber(year, place.station_code, place.device_letter, sequence)


_SAME_WHEN_REISSUED = ("station_id", "kind", "person_id", "session_id", "exam_id")
