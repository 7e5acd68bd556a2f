"""Files of a session or a person as pages and other areas see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jyguide.attachment.kind import AttachmentKind
from jyguide.ids import ActionId, AttachmentId

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
_LONGEST = 22
"""Signs of a file's name in a sentence."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file.

    Attributes:
        size: Bytes.
        width: Pixels as it is looked at, turned upright; 0 where it is no picture.
        sha256: Of the bytes, by which they are found in the data folder.
        here: Whether the bytes are on this PC; the row may have come alone.
        where: Whose PC has them, for the sentence that says so.
        criterion: The code of what it shows, of an inspection's photo; else "".
        version: Changes with every change of what is kept about it; says nothing else.
    """

    id: AttachmentId
    kind: AttachmentKind
    name: str
    caption: str
    media: str
    size: int
    width: int
    height: int
    taken_at: datetime | None
    sha256: str
    here: bool
    where: str
    criterion: str = ""
    version: str = field(default="", compare=False, repr=False)

    @property
    def elsewhere(self) -> str:
        """A sentence for who looks for bytes that are not here, or ""."""
        word = "文件" if self.kind is AttachmentKind.MATERIAL else "照片"
        return "" if self.here else f"{word}在“{self.where}”的电脑上"


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken in: its name, a sentence why, and what to do about it."""

    name: str
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files handed over.

    Attributes:
        kept: New ones, in the order given.
        already: Names of those the session had before; they are kept once.
        refused: Those that cannot be kept.
        action_id: What undoes it; None when nothing was written.
    """

    kept: tuple[AttachmentId, ...]
    already: tuple[str, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    action_id: ActionId | None = None


@dataclass(frozen=True, slots=True)
class PrintedPhoto:
    """A photo fit to be put on paper: upright, without what the camera wrote about place and time.

    Attributes:
        data: A JPEG file's content.
        width: Pixels of `data`.
    """

    caption: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep of the data folder took away."""

    files: int
    size: int


def size_text(size: int) -> str:
    """``1.5 MB``, ``320 KB``: as file managers say it."""
    if size >= MEGABYTE:
        return f"{size / MEGABYTE:.1f} MB"
    return f"{max(1, round(size / KILOBYTE))} KB"


def added_sentence(added: Added, unit: str = "张照片", of: str = "本期") -> str:
    """How many were taken in, what was there already, and how many were refused."""
    said = ""
    if added.kept:
        said += f"已加入 {len(added.kept)} {unit}。"
    if added.already:
        said += f"{names_text(added.already)}{of}已有，没有重复保存。"
    if added.refused:
        said += f"有 {len(added.refused)} 个文件没有加入。"
    return said or "没有加入任何文件。"


def refused_text(refused: Sequence[RefusedFile], most: int = 8) -> str:
    """A line for each refused file: why, and what to do."""
    lines = [f"{one.sentence}{one.hint}" for one in refused[:most]]
    if len(refused) > most:
        lines.append(f"另有 {len(refused) - most} 个文件也没有加入。")
    return "\n".join(lines)


def names_text(names: Sequence[str], most: int = 2) -> str:
    """The first names in quotation marks, long ones shortened, and how many more there are."""
    said = "".join(f"“{_shortened(name)}”" for name in names[:most])
    return f"{said}等 {len(names)} 个文件" if len(names) > most else said


def _shortened(name: str) -> str:
    """Beginning and end: the end tells 课件（1） from 课件（2）."""
    return name if len(name) <= _LONGEST else f"{name[:10]}…{name[-9:]}"
