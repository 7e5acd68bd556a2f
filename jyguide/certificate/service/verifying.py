"""Checks certificates: from a QR code, a picture with some, or a number with its short code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate
from db.uow import Store
from jyguide.certificate import verify, verify_number
from jyguide.certificate.kept_words import word
from jyguide.certificate.numbering import CertificateNumber, read_number
from jyguide.certificate.seal import (
    PREFIX,
    NewerError,
    NotOursError,
    Sealed,
    digest,
    is_mark,
    parted,
    plain_text,
    read_mark,
    read_seal,
)
from jyguide.certificate.service.doubts import reissue_doubts
from jyguide.certificate.service.numbers import said_text
from jyguide.certificate.service.register import void_keys
from jyguide.certificate.service.revoked import revoked_by_key, revoked_number
from jyguide.certificate.signing import Signing
from jyguide.certificate.text import statement
from jyguide.certificate.verify import Check, Registered
from jyguide.certificate.verify_picture import MOST_CODES, codes_in, read_picture

_WHOLE = 120
"""Signs; of a shorter text nobody can say what it was to be."""
_REPORT = "JYR"
"""How codes on reports begin; their reading lies above this area."""


class VerificationService:
    """Whether certificates are ours and still count. Nothing that is checked is kept."""

    def __init__(self, store: Store, signing: Callable[[], Signing]) -> None:
        self._store = store
        self._signing = signing

    def check(self, text: str) -> Check:
        """Judge what a scanner read, or somebody typed or pasted."""
        try:
            sealed = read_seal(text)
        except NewerError:
            return verify.newer()
        except NotOursError:
            return self._of_another_kind(text)
        signing, number = self._signing(), sealed.record.number
        with self._store.read() as session:
            revoked = revoked_number(session, str(number), sealed.mark)
            registered = _registered(session, sealed)
        return verify.check_sealed(
            sealed,
            signing.signer(number, sealed.signed, sealed.signature),
            signing.office(number),
            revoked,
            registered,
        )

    def check_all(self, text: str) -> list[Check]:
        """As ``check``, where a scanner may have put several codes into one field."""
        return [self.check(one) for one in parted(text)]

    def _of_another_kind(self, text: str) -> Check:
        """What is no record may yet be something that was meant for elsewhere."""
        plain = plain_text(text)
        if read_number(plain) is not None:
            return self.check_number(plain, "")
        if plain.startswith(PREFIX) and len(plain) > _WHOLE:
            return verify.altered()
        if plain.startswith(_REPORT):
            return verify.of_report()
        return verify.mark_alone() if is_mark(text) else verify.not_ours()

    def check_picture(self, content: bytes, name: str) -> list[Check]:
        """Judge every QR code in a picture, from its upper edge down.

        Args:
            content: Of a photo, a scan or a copy of the screen.
            name: Of its file, for sentences.

        Raises:
            FileError: it is no picture, too large, damaged, or there is no QR code in it.
        """
        texts = codes_in(content, name)
        checks = [self.check(text) for text in texts[:MOST_CODES]]
        return [*checks, verify.too_many(MOST_CODES)] if len(texts) > MOST_CODES else checks

    def check_file(self, path: Path) -> list[Check]:
        """As ``check_picture``, for a file.

        Raises:
            FileError: as it says, or the file cannot be read.
        """
        return self.check_picture(read_picture(path), path.name)

    def check_number(self, number: str, mark: str) -> Check:
        """Judge a number and a short code that somebody typed, by the register.

        Where the register of the office is not here, only a QR code can be checked.
        """
        wanted = read_number(plain_text(number))
        if wanted is None:
            return verify_number.no_number(number.strip())
        typed = read_mark(mark)
        office = self._signing().office(wanted)
        with self._store.read() as session:
            rows = _rows(session, wanted)
            row = next((one for one in rows if _mark(one) == typed), None)
            if row is None:
                if rows:
                    return (
                        verify_number.wrong_mark(str(wanted))
                        if typed
                        else verify_number.no_mark(str(wanted))
                    )
                revoked = revoked_number(session, str(wanted), typed)
                return verify_number.unknown_number(str(wanted), office, revoked)
            text = word(row.wording, "seal")
            if not text:
                registered = _words(session, row)
                revoked = revoked_by_key(session).get(row.id)
                return verify.check_registered(str(wanted), registered, office, revoked)
        return self.check(text)


def _rows(session: Session, number: CertificateNumber) -> Sequence[Certificate]:
    """More than one where two PCs gave the same number."""
    return session.scalars(
        select(Certificate)
        .where(
            Certificate.year == number.year,
            Certificate.station_code == number.station_code,
            Certificate.device_letter == number.device_letter,
            Certificate.sequence == number.sequence,
            Certificate.deleted.is_(False),
        )
        .order_by(Certificate.id)
    ).all()


def _registered(session: Session, sealed: Sealed) -> Registered | None:
    rows = _rows(session, sealed.record.number)
    row = next((one for one in rows if _mark(one) == sealed.mark), None)
    if row is None:
        return None
    return _words(session, row, same=digest(row.wording) == sealed.record.digest)


def _words(session: Session, row: Certificate, *, same: bool = True) -> Registered:
    text = said_text(row)
    said = f"{text.name}同志{statement(text)}"
    return Registered(
        text.name,
        said,
        same=same,
        result_void=row.id in void_keys(session, [row]),
        doubt=reissue_doubts(session).get(row.id, ""),
    )


def _mark(row: Certificate) -> str:
    return word(row.wording, "mark")
