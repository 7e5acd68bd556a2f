"""Files in a data folder that are none of the program's."""

from __future__ import annotations

from pathlib import Path

from jyguide.attachment.opened import FOLDER as OPENED
from jyguide.attachment.shelf import FOLDER as SHELF
from jyguide.backup.rack import BACKUPS
from jyguide.bad_luck.at_work import FOLDER as LOCK
from jyguide.bad_luck.leftovers import TEMPORARY
from jyguide.documents.part_notes import PART
from jyguide.place import ADDRESS, DATABASE
from jyguide.sync.keys import KEY_FILE
from jyguide.vault.key_file import KEYS

LOGS = "logs"
"""Where the window keeps its logs, in which nobody is named."""

LET_GO = "如含个人信息，请移走或删除。"
"""What to do with them."""

_OURS = {KEYS, KEY_FILE, ADDRESS, SHELF, BACKUPS, OPENED, TEMPORARY, LOCK, LOGS}
_STEM = f"{Path(DATABASE).stem}."
_NAMED = 5


def strangers(folder: Path) -> list[str]:
    """Their names; nothing shuts them, and they are left alone: another program may need them."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.name not in _OURS
        and not path.name.startswith(_STEM)
        and not PART.fullmatch(path.name)
    )


def told_of_strangers(folder: Path) -> str:
    """What to say of them in a folder that is shut; "" where there are none."""
    names = strangers(folder)
    if not names:
        return ""
    some = "、".join(names[:_NAMED])
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    return f"数据文件夹里的“{some}”{more}不是本程序的文件，没有加密。"
