"""Revoking certificates; what is written of one that was replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Certificate, CertificateRevocation
from db.uow import Store
from jyguide.certificate.kept_words import word
from jyguide.certificate.kinds import NOTHING_LEFT, REVOCATION_CAUSE_NAMES, RevocationCause
from jyguide.certificate.revocation import CHOSEN_CAUSES
from jyguide.certificate.service.numbers import said_number
from jyguide.certificate.service.revoked import revoked_by_key
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.exam.service.sat_attempts import chunks
from jyguide.ids import CertificateId
from jyguide.place import CITY_CODE, Place

LONGEST_NOTE = 200


class RevocationService:
    """Says that certificates count no longer. A revocation stays for good."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def revoke(
        self,
        certificate_ids: Sequence[CertificateId],
        cause: RevocationCause,
        revoked_on: date,
        note: str = "",
    ) -> Changed:
        """Revoke certificates in one action, all or none.

        Args:
            certificate_ids: Which; one named twice counts once.
            cause: Any but that it was replaced, which reissuing it says.
            revoked_on: From this day on; not before the day of issue, nor later than today.
                What bears a day to come is revoked today.
            note: For this station and the city; other stations do not get it. The city writes
                none: its rows belong to no station, and so go to all.

        Raises:
            RuleError: no certificate, one that is gone, was revoked already or that another
                office issued; the day or the note does not do. Nothing is revoked.
        """
        keys = list(dict.fromkeys(certificate_ids))
        note = " ".join(note.split())
        self._refuse_unfit(keys, cause, revoked_on, note)
        with self._store.begin(f"作废证书 {len(keys)} 份") as uow:
            known = revoked_by_key(uow.session)
            rows = _rows(uow.session, keys)
            for key in keys:
                row = rows.get(key)
                if row is None:
                    raise RuleError(
                        "所选证书中有一份已不在登记里，没有作废任何证书。",
                        hint="请刷新列表后重新选择。",
                    )
                self._refuse(row, revoked_on)
                if key in known:
                    raise RuleError(
                        f"{said_number(row)} 已经作废，没有作废任何证书。",
                        hint="请刷新列表后重新选择。",
                    )
                uow.session.add(_revocation(self._place, row, cause, revoked_on, note=note))
            uow.commit()
        return Changed.CERTIFICATES

    def _refuse_unfit(
        self,
        keys: Sequence[CertificateId],
        cause: RevocationCause,
        revoked_on: date,
        note: str,
    ) -> None:
        if not keys:
            raise RuleError("没有选择证书，没有作废。", hint="请先在登记里选择。")
        if cause not in CHOSEN_CAUSES:
            raise RuleError(
                "“已换发”由换发写入，不能单独选择，没有作废。", hint="请改用“换发”，或另选原因。"
            )
        if revoked_on > self._clock().date():
            raise RuleError(
                f"作废日期 {date_text(revoked_on)}还没有到，没有作废任何证书。",
                hint="请填今天或以前的日期。",
            )
        if note and self._place.is_city:
            raise RuleError(
                "市级的作废记录会发到各站，不能写说明，没有作废任何证书。",
                hint="请去掉说明；只选作废原因即可。",
            )
        if len(note) > LONGEST_NOTE:
            raise RuleError(
                f"说明有 {len(note)} 个字，最多 {LONGEST_NOTE} 个，没有作废任何证书。",
                hint="请写得简短一些。",
            )

    def _refuse(self, row: Certificate, revoked_on: date) -> None:
        if revoked_on < min(row.issued_on, self._clock().date()):  # it may bear a later day
            raise RuleError(
                f"{said_number(row)} 是 {date_text(row.issued_on)}发的，作废日期不能更早，"
                "没有作废任何证书。",
                hint="请改正作废日期。",
            )
        _refuse_anothers(self._place, row, "没有作废任何证书")


def _rows(session: Session, keys: Sequence[CertificateId]) -> dict[CertificateId, Certificate]:
    """Those in the register, by key."""
    wanted: list[UUID] = [*keys]
    return {
        CertificateId(row.id): row
        for chunk in chunks(wanted)
        for row in session.scalars(
            select(Certificate).where(Certificate.id.in_(chunk), Certificate.deleted.is_(False))
        )
    }


def replaced(
    place: Place, old: Certificate, number: str, revoked_on: date
) -> CertificateRevocation:
    """What is written of a certificate when another is issued in its place."""
    row = _revocation(place, old, RevocationCause.REPLACED, max(revoked_on, old.issued_on))
    row.replaced_by = number
    return row


def refuse_reissue(session: Session, place: Place, old: Certificate, on: date) -> None:
    """Raise RuleError where nothing is left to certify, another office issued it, or too early."""
    _refuse_anothers(place, old, "没有换发")
    if on < old.issued_on:
        raise RuleError(
            f"{said_number(old)} 是 {date_text(old.issued_on)}发的，新证书的日期不能更早，"
            "没有换发。",
            hint="请改正发证日期。",
        )
    found = session.scalars(
        select(CertificateRevocation.cause).where(
            CertificateRevocation.certificate_key == old.id,
            CertificateRevocation.deleted.is_(False),
        )
    )
    for cause in map(RevocationCause, found):
        if cause in NOTHING_LEFT:
            raise RuleError(
                f"{said_number(old)} 因“{REVOCATION_CAUSE_NAMES[cause]}”作废，没有换发。",
                hint="重新达到条件后，请在“发证”里另发一份。",
            )


def _refuse_anothers(place: Place, row: Certificate, done: str) -> None:
    if not place.is_city and row.station_code != place.station_code:
        by = "市级" if row.station_code == CITY_CODE else "其他单位"
        raise RuleError(
            f"{said_number(row)} 由{by}签发，本站不能作废它，{done}。",
            hint="请与签发单位联系。",
        )


def _revocation(
    place: Place, row: Certificate, cause: RevocationCause, revoked_on: date, *, note: str = ""
) -> CertificateRevocation:
    return CertificateRevocation(
        station_id=place.station_id,
        certificate_key=row.id,
        number=said_number(row),
        mark=word(row.wording, "mark"),
        revoked_on=revoked_on,
        cause=cause.value,
        replaced_by="",
        note=note,
    )
