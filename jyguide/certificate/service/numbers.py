"""Which number the next certificate bears, also where the data has gone back to a backup.

What was issued after the backup hangs on a wall: its numbers are spent, though no row says so
until the city has sent them back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.lives import put_setting, setting
from db.models import Certificate
from jyguide.certificate.kept_words import word
from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import LAST_SEQUENCE, CertificateNumber
from jyguide.certificate.text import CertificateText, text_of
from jyguide.errors import RuleError
from jyguide.place import Place

_SPENT = "certificate_numbers"


def number_of(row: Certificate | Row[*tuple[Any, ...]]) -> CertificateNumber:
    """The number that a certificate's row bears, whatever its wording says."""
    return CertificateNumber(row.year, row.station_code, row.device_letter, row.sequence)


def said_number(row: Certificate | Row[*tuple[Any, ...]]) -> str:
    """The number as it was printed."""
    return word(row.wording, "number", str(number_of(row)))


def said_text(row: Certificate) -> CertificateText:
    """What a certificate says, as it is printed; without a portrait."""
    return text_of(row.wording, CertificateKind(row.kind), str(number_of(row)), row.issued_on)


def next_sequence(session: Session, place: Place, year: int) -> int:
    """The running number of the next certificate of a year on this PC.

    A row of a damaged file may bear a number that nobody could read: it is passed over.

    Raises:
        RuleError: All numbers of the year are spent; only such a file can have spent them.
    """
    last = session.scalar(
        select(func.max(Certificate.sequence)).where(
            Certificate.year == year,
            Certificate.station_code == place.station_code,
            Certificate.device_letter == place.device_letter,
            Certificate.sequence <= LAST_SEQUENCE,
        )
    )
    spent = _kept(session).get(_series(year, place.station_code, place.device_letter), 0)
    following = max(last or 0, spent, 0) + 1
    if following > LAST_SEQUENCE:
        raise RuleError(
            f"{year} 年的证书编号在本机已用到最后一个，没有发放任何证书。",
            hint="请把这种情况告诉市级维护人员；可以先在另一台电脑上发证。",
        )
    return following


def spent_numbers(session: Session) -> Mapping[str, int]:
    """The last number spent of every year, station and PC."""
    found = session.execute(
        select(
            Certificate.year,
            Certificate.station_code,
            Certificate.device_letter,
            func.max(Certificate.sequence),
        )
        .where(Certificate.sequence <= LAST_SEQUENCE)
        .group_by(Certificate.year, Certificate.station_code, Certificate.device_letter)
    )
    spent = dict(_kept(session))
    for year, code, letter, last in found:
        series = _series(year, code, letter)
        spent[series] = max(last, spent.get(series, 0))
    return spent


def keep_spent(session: Session, spent: Mapping[str, int]) -> None:
    """Let nobody spend these again in the data of a session."""
    put_setting(session, _SPENT, json.dumps(dict(spent)))


def _kept(session: Session) -> Mapping[str, int]:
    kept: Mapping[str, int] = json.loads(setting(session, _SPENT) or "{}")
    return kept


def _series(year: int, station_code: str, device_letter: str) -> str:
    return f"{year}-{station_code}{device_letter}"
