"""An update looked at before anything happens: whose it is, what it brings, whether it fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jyguide.errors import FileError, RuleError
from jyguide.exchange.boundary.limits import UPDATE, size_text
from jyguide.update.fitting import obstacle
from jyguide.update.frame import (
    DAMAGED,
    ENDING,
    FOREIGN,
    NEWER,
    TOO_LARGE,
    FrameError,
    Manifest,
    read_head,
)
from jyguide.update.publisher import PublisherKey, signer_of
from jyguide.update.this_pc import ThisPc

_KEPT = "没有安装，程序和数据没有改动。"
_REASONS = {
    FOREIGN: ("不是本程序的更新文件", "请重新选择：更新文件的名字以 .jyupdate 结尾。"),
    NEWER: (
        "的格式比这一版程序新，读不了",
        "请先要一份能装在这一版上的更新文件，或用安装程序手工安装。",
    ),
    DAMAGED: ("不完整或者已损坏", "请重新拷贝一份；还是不行，就换一个U盘再拷。"),
    TOO_LARGE: (
        f"超过了更新文件的上限 {size_text(UPDATE.file)}",
        "请向发给您的人核实是不是拿错了文件。",
    ),
}


@dataclass(frozen=True, slots=True)
class Look:
    """An update that is truly the publisher's.

    Attributes:
        path: Where it lies.
        payload_at: Where its payload begins.
        signer: Who signed it, as this release names him.
        now: The release that runs.
        obstacle: Why it cannot be put in place here, or None.
    """

    path: Path
    manifest: Manifest
    payload_at: int
    signer: str
    now: str
    obstacle: RuleError | None


def look_at(path: Path, keys: Sequence[PublisherKey], pc: ThisPc, today: date) -> Look:
    """Look at its head; what is in the payload is compared when it is copied.

    Raises:
        FileError: it cannot be read, is damaged, or nobody we trust has signed it.
    """
    try:
        with path.open("rb") as file:
            head = read_head(file, path.stat().st_size)
    except OSError as fault:
        raise unread(path, fault) from fault
    except FrameError as error:
        raise refused(path, error.reason) from error
    signer = signer_of(head, keys, today)
    manifest = head.manifest
    return Look(path, manifest, head.payload_at, signer.name, pc.release, obstacle(manifest, pc))


def refused(path: Path, reason: str) -> FileError:
    """The sentence for a file that is no update."""
    said, hint = _REASONS[reason]
    return FileError(f"“{path.name}”{said}，{_KEPT}", hint=hint)


def unread(path: Path, fault: OSError) -> FileError:
    """The sentence for a file that cannot be read, such as on a stick that was pulled out."""
    return FileError(
        f"“{path.name}”读不出来，{_KEPT}",
        hint="请检查U盘是否插好、文件是否还在，再试一次。",
        detail=str(fault),
    )


def found_on(folders: Iterable[Path]) -> list[Path]:
    """Updates in these folders and those right inside them, by their names' ending."""
    found: dict[Path, None] = {}
    for folder in folders:
        for pattern in (f"*{ENDING}", f"*/*{ENDING}"):
            found.update(dict.fromkeys(_matching(folder, pattern)))
    return list(found)


def _matching(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(one for one in folder.glob(pattern) if one.is_file())
    except OSError:  # pulled out meanwhile
        return []
