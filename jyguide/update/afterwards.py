"""What came of an update, told by the program that starts next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jyguide.installed import Installed, program_folder
from jyguide.release import release
from jyguide.update.note import Note, forget_note, kept_note
from jyguide.update.swapping import old_programs, settle
from jyguide.update.taking import clear, updates_folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """An update that was begun, and whether the new program runs now.

    Attributes:
        old: Former programs that may be removed.
    """

    note: Note
    arrived: bool
    old: tuple[Path, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened."""
        if self.arrived:
            return f"已更新到 {self.note.after}。"
        return f"更新没有装上，程序还是 {self.note.before}，数据没有改动。"

    @property
    def hint(self) -> str:
        """What to do next, or ""."""
        if self.arrived:
            return ""
        log = f"安装时系统说的话在“{self.note.log}”。" if self.note.log else ""
        return f"{log}请再装一次；还是不行，就请管理员手工安装。"


def outcome() -> Outcome | None:
    """What came of the last update, to be told once; None where there was none, or it waits."""
    note = kept_note()
    if note is None or (note.by_hand and release() == note.before):
        return None
    forget_note()
    clear(updates_folder())
    program = program_folder()
    arrived = release() == note.after
    if arrived and program is not None and note.kind == Installed.PORTABLE:
        settle(program, note.before, note.after)
    return Outcome(note, arrived, former_programs())


def former_programs() -> tuple[Path, ...]:
    """Former portable programs beside this one."""
    program = program_folder()
    return tuple(old_programs(program, release())) if program is not None else ()


def is_after_update() -> bool:
    """Whether this is the first start of a new release that came by a file."""
    note = kept_note()
    return note is not None and note.after == release()


def way_back() -> tuple[str, str] | None:
    """What to say when the new program cannot open the data: how to return to the former one.

    Migrations work on a copy, so that the data is as the former program left it.
    """
    note = kept_note()
    if note is None or note.after != release():
        return None
    old = (
        f"请打开旧程序“{note.old}”"
        if note.old
        else f"请用 {note.before} 的安装程序把旧程序装回来（数据会原样保留）"
    )
    backup = f"“{note.backup}”" if note.backup else ""
    return (
        f"这是更新到 {note.after} 以后第一次打开，数据还是更新前的样子，没有改动。",
        f"要回到更新前：{old}，就能照常打开数据；打不开时，就恢复更新前的备份{backup}。",
    )
