"""What stands at the foot of a printed report: a short code, and a QR code that says more.

The QR text is made of signs of its alphanumeric mode alone, so that version 10 at level Q holds
221 of them: ``JYR1:code:kind:first-last:about:office:digest:figures``, a figure being three signs
of its key, four hex digits of its fingerprint and its value. Version 1 of this form is for good:
paper lies in cabinets for years.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.errors import RuleError
from jyguide.report.figure import Scope
from jyguide.report.kinds import ReportKind
from jyguide.report.print_mark import PrintedFigure, PrintMark

PREFIX = "JYR"
MOST_SIGNS = 221
"""What a QR code of version 10 holds of its alphanumeric mode at level Q (ISO/IEC 18004, 7.1)."""
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U."""
_READ_AS = str.maketrans("OIL", "011")
_CODE = 10
_GROUP = 5
SHORT = 4
"""Digits of a number's fingerprint that a QR code says."""
_DIGEST = 8
_KINDS = {
    ReportKind.STATION_MONTH: "SM",
    ReportKind.STATION_QUARTER: "SQ",
    ReportKind.STATION_YEAR: "SY",
    ReportKind.CITY_MONTH: "CM",
    ReportKind.CITY_QUARTER: "CQ",
    ReportKind.CITY_YEAR: "CY",
}
_OF_CODE = {code: kind for kind, code in _KINDS.items()}
_FIGURE = re.compile(r"([0-9A-Z]{3})([0-9A-F]{4})(\d{1,18})")
_DAYS = re.compile(r"(\d{8})-(\d{8})")
_PLACE = re.compile(r"[A-Z0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A number as the QR code says it.

    Attributes:
        short: Three signs made from the number's key; see `short_key`.
        digest: The first four digits of its fingerprint.
    """

    short: str
    digest: str
    value: int


@dataclass(frozen=True, slots=True)
class ReadCode:
    """What was typed or scanned; a typed code says nothing but itself.

    Attributes:
        code: Ten signs, not grouped.
        office: Code of the office that printed it.
        digest: The first eight digits of the report's digest.
    """

    code: str
    kind: ReportKind | None = None
    scope: Scope | None = None
    office: str = ""
    digest: str = ""
    figures: tuple[ReadFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A report as its code is made from it.

    Attributes:
        office: Code of the office that prints.
    """

    kind: ReportKind
    scope: Scope
    office: str
    figures: Sequence[PrintedFigure]

    @property
    def digest(self) -> str:
        """sha256 over whose report it is and over every number with its rows, in hex."""
        scope = self.scope
        head = (self.kind.value, scope.begins_on, scope.ends_on, scope.station, self.office)
        lines = [str(part) for part in head]
        lines += sorted(f"{one.key}|{one.value}|{one.digest}" for one in self.figures)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def mark_of(printed: Printed) -> PrintMark:
    """Code and QR text."""
    digest = printed.digest
    code = code_of(digest)
    scope = printed.scope
    head = ":".join(
        (
            f"{PREFIX}1",
            code,
            _KINDS[printed.kind],
            f"{scope.begins_on:%Y%m%d}-{scope.ends_on:%Y%m%d}",
            scope.station,
            printed.office,
            digest[:_DIGEST].upper(),
            "",
        )
    )
    return PrintMark(grouped(code), head + _fitting(printed.figures, MOST_SIGNS - len(head)))


def code_of(digest: str) -> str:
    """The first fifty bits of a digest as ten signs."""
    number = int(digest[:16], 16) >> 14
    return "".join(_SIGNS[number >> 5 * (_CODE - 1 - at) & 31] for at in range(_CODE))


def grouped(code: str) -> str:
    """``7K3M9-QXT40``."""
    return f"{code[:_GROUP]}-{code[_GROUP:]}"


def short_key(key: str) -> str:
    """Three signs for a number's key: the same in every release."""
    number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=2).digest())
    return "".join(_SIGNS[number >> 5 * at & 31] for at in (2, 1, 0))


def _fitting(figures: Iterable[PrintedFigure], room: int) -> str:
    """As many numbers as there is room for, those that are nought last."""
    said = ""
    for one in sorted(figures, key=lambda one: one.value == 0):
        more = f"{short_key(one.key)}{one.digest[:SHORT].upper()}{one.value}"
        joined = f"{said}.{more}" if said else more
        if len(joined) > room:
            break
        said = joined
    return said


def read_code(text: str) -> ReadCode:
    """What somebody typed, or a scanner read.

    Raises:
        RuleError: it is neither, or was damaged or altered.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    plain = plain.replace("—", "-").replace("–", "-").replace("−", "-")
    if len(plain) > MOST_SIGNS:
        raise RuleError(
            "内容太长，不是报表上的二维码，没有核对。", hint="请只扫描报表末尾的那一个二维码。"
        )
    if plain.startswith("JYC"):
        raise RuleError(
            "这是证书上的二维码，不是报表的，没有核对。", hint="请到“证书”页的“核验”里核验。"
        )
    if plain.startswith(PREFIX):
        return _read_text(plain)
    code = plain.replace("-", "").translate(_READ_AS)
    if len(code) != _CODE or not set(code) <= set(_SIGNS):
        raise RuleError(
            "这不是报表上的校验码，没有核对。",
            hint="报表末尾“校验码”后面有十个字母和数字，如 7K3M9-QXT40；也可以扫描旁边的二维码。",
        )
    return ReadCode(code)


def _read_text(text: str) -> ReadCode:
    if not text.startswith(f"{PREFIX}1:"):
        raise RuleError(
            "这个二维码是更新版本的程序打印的，本机看不懂，没有核对。",
            hint="请更新程序后再核对，或输入二维码旁边的校验码。",
        )
    try:
        _, code, kind, days, about, office, digest, figures = text.split(":")
        read = ReadCode(
            code,
            _OF_CODE[kind],
            _scope(days, about),
            office,
            digest.lower(),
            tuple(map(_figure, figures.split("."))) if figures else (),
        )
        whole = len(digest) == _DIGEST and code[:6] == code_of(f"{digest.lower():0<16}")[:6]
    except (ValueError, KeyError) as error:
        raise _altered() from error
    twice = len({one.short for one in read.figures}) < len(read.figures)
    if twice or not whole or not _PLACE.fullmatch(about) or not _PLACE.fullmatch(office):
        raise _altered()
    return read


def _scope(days: str, about: str) -> Scope:
    found = _DAYS.fullmatch(days)
    if found is None:
        raise ValueError(days)
    first, last = (date.fromisoformat(day) for day in found.groups())
    if first > last:
        raise ValueError(days)
    return Scope(first, last, about)


def _figure(text: str) -> ReadFigure:
    found = _FIGURE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    short, digest, value = found.groups()
    return ReadFigure(short, digest.lower(), int(value))


def _altered() -> RuleError:
    return RuleError(
        "这个二维码残缺或被改动过，不能核对。",
        hint="请再扫一次；仍然这样，请输入二维码旁边的校验码，或请打印的单位重新打印。",
    )
