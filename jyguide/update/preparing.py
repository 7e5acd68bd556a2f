"""All that comes before an update is put in place: the copy, the check, the unpacking."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from jyguide.errors import RuleError
from jyguide.installed import Installed
from jyguide.progress import CancelToken, Progress
from jyguide.update.handing_over import Prepared
from jyguide.update.looking import Look
from jyguide.update.note import note_of
from jyguide.update.taking import clear, take, updates_folder
from jyguide.update.this_pc import ThisPc
from jyguide.update.unpacking import unpack_beside

BackUp = Callable[[], str]
"""Makes a backup of the open folder and gives its name."""


def prepare(
    look: Look,
    pc: ThisPc,
    folder: Path | None,
    back_up: BackUp,
    progress: Progress,
    cancel: CancelToken,
) -> Prepared:
    """Everything short of changing the program; the stick is not needed any more afterwards.

    Args:
        look: What was looked at.
        pc: Where it goes.
        folder: The data folder; None where none is open.
        back_up: Called once the copy is whole.
        progress: Told in bytes.
        cancel: Asked between blocks.

    Raises:
        RuleError: it does not fit this PC.
        FileError: it cannot be copied, or is not what was signed; nothing is left of it.
        Cancelled: somebody wanted it; nothing is left of it.
    """
    if look.obstacle is not None:
        raise look.obstacle
    if pc.program is None:
        raise RuleError(
            "没有找到程序自己的文件夹，没有安装，程序和数据没有改动。", hint="请手工安装新版本。"
        )
    if pc.kind is Installed.PORTABLE and folder is not None:
        _refuse_within(folder, pc.program)
    payload, part = take(look, progress, cancel), None
    try:
        if pc.kind is Installed.PORTABLE:
            release = look.manifest.release
            part = unpack_beside(payload, pc.program, release, progress, cancel)
        note = note_of(look.manifest, pc.release, back_up(), folder)
    except BaseException:
        give_up(part)
        raise
    digest = look.manifest.digest
    return Prepared(payload, digest, note, pc.program, part, shutil.which("pkexec") or "")


def _refuse_within(folder: Path, program: Path) -> None:
    """The program's folder is renamed as a whole: data in it would be gone from its place."""
    if folder.resolve().is_relative_to(program.resolve()):
        raise RuleError(
            f"数据文件夹“{folder}”在程序文件夹里，换程序时会被一起移走，没有安装，"
            "程序和数据没有改动。",
            hint="请关闭程序，把数据文件夹移到程序文件夹外面，从那里打开，再安装更新。",
        )


def give_up(part: Path | None) -> None:
    """Remove what was prepared: somebody thought better of it."""
    clear(updates_folder())
    if part is not None:
        shutil.rmtree(part, ignore_errors=True)
