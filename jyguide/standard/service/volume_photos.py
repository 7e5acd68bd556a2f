"""The photos of a volume, and what of it is not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import AttachmentRow, names_text
from jyguide.attachment.service import AttachmentService
from jyguide.documents.dates import date_text
from jyguide.errors import FileError
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.printing.volume.part import Group, Part
from jyguide.standard.printing.volume.photos import PIXELS, ShownPhoto, photo_document
from jyguide.standard.rows import InspectionRow, RoundBranchRow

_LONGEST = 34
"""Characters of a criterion under a photo."""


@dataclass(frozen=True, slots=True)
class Found:
    """Whose photos are wanted."""

    branch: RoundBranchRow
    inspections: Sequence[InspectionRow]
    measures: Sequence[LedgerRow]


def photo_parts(
    attachments: AttachmentService, found: Found, texts: Mapping[str, str], a_page: int
) -> tuple[list[Part], tuple[str, ...]]:
    """Photos of every inspection, and of all measures; and sentences about what is missing.

    Args:
        attachments: Where they lie.
        found: Whose.
        texts: What the criteria ask, by their codes.
        a_page: 2 or 4.
    """
    shelf = _Shelf(attachments, PIXELS[a_page])
    parts: list[Part] = []
    for row in found.inspections:
        shown = [
            shelf.shown(one, _of_inspection(found.branch, row, one, texts))
            for one in attachments.of_inspection(row.id)
            if one.kind is AttachmentKind.PHOTO
        ]
        kind = "复查" if row.follow_up_of is not None else ""
        parts += _part(f"{PHASE_NAMES[row.phase]}{kind}照片", shown, a_page, row)
    shown = [
        shelf.shown(one, _of_measure(found.branch, line, one))
        for line in found.measures
        if line.photos
        for one in attachments.of_measure(line.row.id)
        if shelf.is_photo(one)
    ]
    return [*parts, *_part("整改佐证照片", shown, a_page, None)], shelf.missing()


def _part(
    name: str, shown: Sequence[ShownPhoto], a_page: int, row: InspectionRow | None
) -> list[Part]:
    if not shown:
        return []
    title = f"{name}（{len(shown)}张）"
    document = photo_document(title, shown, a_page)
    return [
        Part(
            Group.PHOTOS,
            title,
            (document,),
            maker=row.inspector if row else "",
            day=row.visited_on if row else None,
        )
    ]


class _Shelf:
    """Reads photos, and remembers what could not be read."""

    def __init__(self, attachments: AttachmentService, pixels: int) -> None:
        self._attachments = attachments
        self._pixels = pixels
        self._lost: list[str] = []
        self._materials: list[str] = []

    def is_photo(self, row: AttachmentRow) -> bool:
        """Materials are files that are not printed here; they are named at the end."""
        if row.kind is AttachmentKind.PHOTO:
            return True
        self._materials.append(row.name)
        return False

    def shown(self, row: AttachmentRow, lines: tuple[str, ...]) -> ShownPhoto:
        """The photo, or what became of it."""
        if not row.here:
            self._lost.append(row.name)
            return ShownPhoto(lines, missing=f"“{row.name}”不在这台电脑上：{row.elsewhere}")
        try:
            made = self._attachments.on_paper(row, self._pixels)
        except FileError as error:
            self._lost.append(row.name)
            return ShownPhoto(lines, missing=error.message.rstrip("。"))
        return ShownPhoto(lines, made.data, made.width, made.height)

    def missing(self) -> tuple[str, ...]:
        """Sentences for 备考表."""
        said = []
        if self._lost:
            names = names_text(self._lost)
            said.append(f"有 {len(self._lost)} 张照片没有印出（{names}），页面上留有位置。")
        if self._materials:
            names = names_text(self._materials)
            said.append(f"整改材料 {len(self._materials)} 份为电子文件（{names}），没有装入本卷。")
        return tuple(said)


def _of_inspection(
    branch: RoundBranchRow, row: InspectionRow, one: AttachmentRow, texts: Mapping[str, str]
) -> tuple[str, ...]:
    day = one.taken_at.date() if one.taken_at else row.visited_on
    what = f"{one.criterion} {_short(texts.get(one.criterion, ''))}".strip()
    return (_place(branch, day), what, one.caption)


def _of_measure(branch: RoundBranchRow, line: LedgerRow, one: AttachmentRow) -> tuple[str, ...]:
    day = one.taken_at.date() if one.taken_at else line.row.done_on
    what = f"{line.row.criterion} {_short(line.row.measure or line.row.asked)}"
    return (_place(branch, day), what, one.caption)


def _place(branch: RoundBranchRow, day: date | None) -> str:
    where = branch.name if branch.name.startswith(branch.township) else (
        f"{branch.township}{branch.name}"
    )  # fmt: skip
    return f"{where}　{date_text(day)}" if day else where


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
