"""One file on its way through the import wizard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from jyguide.ids import ActionId
from jyguide.sync.bundle import DAMAGED, NEWER
from jyguide.sync.row import ImportReport, SyncStatus
from jyguide.sync.stick import TRUNCATED, FoundBundle, find_bundles, look_at
from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks for files: the code of its office, and this PC before the city knows it None."""

    office: str
    device: UUID | None
    status: SyncStatus


@dataclass(frozen=True, slots=True)
class Entry:
    """A file, and what has become of it so far.

    Attributes:
        report: Of its rehearsal, then of what was done.
        trouble: Why it is not accepted.
        undone: Whether what was done has been taken back.
    """

    path: Path
    report: ImportReport | None = None
    trouble: str = ""
    undone: bool = False

    @property
    def ready(self) -> bool:
        """Whether it has been rehearsed and can be taken in."""
        return self.report is not None and self.report.rehearsal and not self.trouble

    @property
    def done(self) -> bool:
        """Whether it was taken in and not taken back."""
        return self.report is not None and not self.report.rehearsal and not self.undone

    @property
    def action(self) -> ActionId | None:
        """What takes it back, while it is done."""
        return self.report.action_id if self.report is not None and self.done else None

    @property
    def state(self) -> tuple[str, Tone]:
        """In a word."""
        if self.trouble:
            return "不能导入", Tone.BAD
        if self.undone:
            return "已撤销", Tone.WARN
        if self.done:
            return "已导入", Tone.GOOD
        return ("预演，还没有写入", Tone.INFO) if self.ready else ("", Tone.NEUTRAL)


def in_order(paths: Iterable[Path]) -> list[Path]:
    """Files as they are best taken in: by office and number, the unknown last."""
    return sorted(paths, key=_place)


def _place(path: Path) -> tuple[bool, str, int]:
    found = look_at(path)
    line = found.line if found else None
    return (False, line.office, line.number) if line else (True, path.name, 0)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file found on a stick, and what it is to this office."""

    found: FoundBundle
    state: str
    tone: Tone

    @property
    def wanted(self) -> bool:
        """Whether it brings something not seen yet."""
        return self.state == NEW


NEW = "新的"
_PROBLEMS = {
    DAMAGED: "已损坏",
    TRUNCATED: "不完整",
    NEWER: "由更新版本的程序写出",
}


def find_files(folders: Iterable[Path], reader: Reader) -> list[FoundFile]:
    """What lies on the sticks, newest first."""
    return [FoundFile(one, *_state(one, reader)) for one in find_bundles(folders)]


def _state(found: FoundBundle, reader: Reader) -> tuple[str, Tone]:
    line = found.line
    if line is None or found.problem:
        return _PROBLEMS.get(found.problem, "已损坏"), Tone.BAD
    if line.office == reader.office and line.to_office != reader.office:
        return f"本单位发给{line.to_name}的", Tone.NEUTRAL
    if line.to_office != reader.office:
        return f"给{line.to_name}的", Tone.NEUTRAL
    if reader.device is not None and reader.device.hex not in line.to:
        return "给本单位另一台电脑的", Tone.NEUTRAL
    return ("已收过", Tone.NEUTRAL) if _received(found, reader) else (NEW, Tone.GOOD)


def _received(found: FoundBundle, reader: Reader) -> bool:
    line = found.line
    office = next((one for one in reader.status.offices if line and one.code == line.office), None)
    if line is None or office is None:
        return False
    return line.number <= office.last_in and line.number not in office.missing_in
