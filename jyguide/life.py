"""Notices that a database was restored or copied, and begins a new life before its first write.

A mark of how far the journal had come is kept outside the database, with the user's own state on
this PC. A database that is behind its mark was restored; one that was marked and finds no mark
has come from another PC (sync.md, 5.8).
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.lives import EPOCH, new_life, new_name, put_setting, setting
from db.models import Action, JournalEntry
from db.uow import Store
from db.upgrade import HEAD as SCHEMA
from jyguide.state import state_folder

NOTICE = "life_notice"
ROOT = "root"
"""The setting that holds the city's public key, once the city has let this PC in."""
CAUGHT_UP = "caught_up"
"""The setting that names the schema for which held changes were last taken up."""
RESTORED = "restored"
"""The setting that names the life which a restored backup has begun before it came into use."""
_DATABASE = "database"
_DEVICE = "device"
_RECENT = 300

SET_BACK = (
    "本机的数据曾恢复到较早的样子（或数据文件夹被复制过），已启用新的编号，先前送达的内容已随这次导入补回。"
    "请再与市级各导出、导入一次。"
)
TWICE = (
    "发现另一台电脑用着和本机相同的编号（数据文件夹可能被复制过）。两边的内容都已保留，"
    "本机已启用新的编号；请检查是否有重复的证书编号。"
)
_MOVED = "这份数据来自另一台电脑或另一个位置，已为它启用新的编号。请与市级各导出、导入一次。"
_RESTORED = (
    "这台电脑的数据恢复到了 {:%Y-%m-%d %H:%M} 的样子。"
    "请与市级各导出、导入一次；此前已送达的内容会自动回来。"
)


def notice(session: Session) -> str:
    """What must be read about this PC's own data, or ""."""
    return setting(session, NOTICE) or ""


def say(session: Session, sentence: str) -> None:
    """Keep a sentence that must be read; "" once it has been heeded."""
    if notice(session) != sentence:
        put_setting(session, NOTICE, sentence)


def check_life(store: Store) -> None:
    """At the start, before anything is written: is this still the life it was?"""
    with store.read() as session:
        name = setting(session, _DATABASE)
        reached = _reached(session)
        begun, current = setting(session, RESTORED), setting(session, EPOCH)
    if not name:
        _name_it(store)
        return
    if begun and begun == current:
        _keep_begun(store)
        return
    mark = _read_mark(name)
    if mark is not None and reached >= mark:
        return
    if mark is None and store.shared:  # a second clerk's PC, which is new to the one database
        write_mark(store)
        return
    with store.begin_unasked("启用新的编号") as uow:
        last = uow.session.scalar(select(func.max(Action.at)))
        new_life(uow.session)
        moment = datetime.fromtimestamp((last or 0) / 1000).astimezone()
        say(uow.session, _MOVED if mark is None else _RESTORED.format(moment))
        uow.commit()
    write_mark(store)


def _keep_begun(store: Store) -> None:
    """The life is new already, and how far another one had come is nothing to it."""
    with store.begin_unasked("恢复备份") as uow:
        put_setting(uow.session, RESTORED, "")
        uow.commit()
    write_mark(store)


def unname(store: Store) -> None:
    """Let whoever opens it next name this database: it was made here and lives elsewhere."""
    with store.begin_unasked("留给下一台电脑") as uow:
        put_setting(uow.session, _DATABASE, "")
        uow.commit()


def last_kept(store: Store) -> datetime | None:
    """When this database last kept anything of its own making; None where it never did.

    Of the last few hundred changes the latest counts, whatever their order: a clock that was set
    back is still told after its first entries, and one that was years ahead is forgotten in time.
    """
    latest = (
        select(JournalEntry.at)
        .where(JournalEntry.merge_id.is_(None))
        .order_by(JournalEntry.no.desc())
        .limit(_RECENT)
        .subquery()
    )
    with store.read() as session:
        at = session.scalar(select(func.max(latest.c.at)))
    return None if at is None else datetime.fromtimestamp(at / 1000).astimezone()


def needs_catching_up(store: Store) -> bool:
    """Whether this release has not yet looked at what an older one could not understand."""
    with store.read() as session:
        return setting(session, CAUGHT_UP) != SCHEMA


def has_root(store: Store) -> bool:
    """Whether the city's key is known here."""
    with store.read() as session:
        return setting(session, ROOT) is not None


def write_mark(store: Store) -> None:
    """Note how far the journal has come; what cannot be noted is only noticed later."""
    with store.read() as session:
        name, reached = setting(session, _DATABASE), _reached(session)
        device = setting(session, _DEVICE) or ""
    if not name:
        return
    target = _place(name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_text(json.dumps({"reached": reached, "device": device}), "utf-8")
        part.replace(target)
    except OSError:
        return


def marked(device: str) -> int | None:
    """How far the journal of this PC's device had come at least, from the marks outside it.

    For a database that cannot be read any more; None where no mark speaks of it.
    """
    found = []
    for path in (state_folder() / "marks").glob("*.json"):
        try:
            mark = json.loads(path.read_text("utf-8"))
            if mark.get("device") == device:
                found.append(int(mark["reached"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue
    return max(found, default=None)


def _name_it(store: Store) -> None:
    with store.begin_unasked("登记数据库") as uow:
        put_setting(uow.session, _DATABASE, new_name())
        uow.commit()
    write_mark(store)


_REACHED = select(func.max(JournalEntry.__table__.c.no))


def _reached(session: Session) -> int:
    return session.connection().scalar(_REACHED) or 0


def _read_mark(name: str) -> int | None:
    try:
        return int(json.loads(_place(name).read_text("utf-8"))["reached"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _place(name: str) -> Path:
    return state_folder() / "marks" / f"{name}.json"
