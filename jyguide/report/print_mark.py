"""What a printed report remembers of its numbers, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from jyguide.errors import FileError

_MOST = 10**18
"""No number has more digits, here or in a QR code; what a file brings is not told beyond it."""


@dataclass(frozen=True, slots=True)
class PrintMark:
    """By which paper and data are compared later.

    Attributes:
        code: Ten signs in two groups, for whoever types it.
        qr_text: Code, report, period, station, and as many numbers as fit one QR code.
    """

    code: str
    qr_text: str


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One number as it was printed.

    Attributes:
        key: Of its `jyguide.report.figure.FigureName`.
        digest: Over the rows behind it, 16 hex digits.
        rows: Base64 of eight bytes a row in the order of keys: four of a hash of the key, four of
            one of its state; so that it can be told later which rows came, went or changed.
        parts: As its `FigureName` had it.
    """

    key: str
    name: str
    unit: str
    value: int
    digest: str
    rows: str
    parts: int = 1

    def to_json(self) -> dict[str, Any]:
        """As the table keeps it."""
        return asdict(self)


def printed_figure(kept: Mapping[str, Any]) -> PrintedFigure:
    """A number as the table keeps it; what a later release adds is passed over.

    Raises:
        FileError: it is not what any release keeps.
    """
    try:
        figure = PrintedFigure(
            key=str(kept.get("key", "")),
            name=str(kept.get("name", "")),
            unit=str(kept.get("unit", "")),
            value=int(kept.get("value", 0)),
            digest=str(kept.get("digest", "")),
            rows=str(kept.get("rows", "")),
            parts=int(kept.get("parts", 1)),
        )
    except (AttributeError, OverflowError, TypeError, ValueError) as error:
        raise damaged() from error
    if abs(figure.value) >= _MOST:
        raise damaged()
    return figure


def damaged() -> FileError:
    """What is said where a kept print cannot be read."""
    return FileError(
        "这次打印的登记已损坏，不能核对，数据没有改动。", hint="请重新打印报表，以新的校验码为准。"
    )
