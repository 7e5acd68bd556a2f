"""What is to be exported, and writing it; knows no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from jyguide.place import CITY_CODE
from jyguide.progress import CancelToken, Progress
from jyguide.sync.file_name import free_path
from jyguide.sync.row import ExportReport, OfficeRow
from jyguide.sync.service import SyncService
from jyguide.sync.stick import DOWNWARDS, UPWARDS, folder_on


@dataclass(frozen=True, slots=True)
class Order:
    """For whom files are to be written.

    Attributes:
        offices: Those let in; everyone: whether they are all of them.
        full: With everything, whatever the other side has confirmed.
    """

    offices: tuple[OfficeRow, ...]
    everyone: bool = False
    full: bool = False

    @property
    def alone(self) -> bool:
        """Whether it is one file."""
        return len(self.offices) == 1

    @property
    def title(self) -> str:
        """Of the window."""
        if self.offices[0].code == CITY_CODE:
            return "导出给市级"
        return (
            f"导出给{self.offices[0].name}" if self.alone else f"导出给 {len(self.offices)} 个站"
        )

    @property
    def way(self) -> str:
        """The folder on a stick."""
        return UPWARDS if self.offices[0].code == CITY_CODE else DOWNWARDS


@dataclass(frozen=True, slots=True)
class Target:
    """Where to: a stick, a folder, or for one office a file."""

    path: Path
    is_stick: bool = False
    is_file: bool = False


def let_in(offices: Iterable[OfficeRow]) -> tuple[OfficeRow, ...]:
    """Those for whom a file can be written."""
    return tuple(office for office in offices if office.devices)


def write_files(
    sync: SyncService, order: Order, target: Target, progress: Progress, cancel: CancelToken
) -> list[ExportReport]:
    """Write the files; those before a failure or a cancel are whole and stay.

    Raises:
        RuleError: an office has not been let in.
        FileError: a file cannot be written.
        Cancelled: the user pressed cancel.
    """
    if target.is_file:
        code = order.offices[0].code
        return [sync.export(code, target.path, progress, cancel, full=order.full)]
    folder = folder_on(target.path, order.way) if target.is_stick else target.path
    if order.everyone and not order.full:
        return sync.export_all(folder, progress, cancel)
    reports = []
    for office in order.offices:
        cancel.check()
        path = free_path(folder, sync.suggested_name(office.code))
        reports.append(sync.export(office.code, path, progress, cancel, full=order.full))
    return reports
