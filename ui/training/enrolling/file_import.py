"""What the import wizard is told of the list of a session."""

from __future__ import annotations

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import SessionId
from jyguide.training.roll_table import SPEC


def roll_import(app: Application, session_id: SessionId) -> TableImport:
    """Lists of trainees for this session, with how they attended where it is said."""
    return TableImport(
        SPEC,
        app.roll_files(session_id),
        ImportWords(
            "导入培训名单和考勤",
            "培训名单",
            known="已在名单上的人",
            search_hint="搜索姓名",
            drop="把名单或考勤表拖到这里",
            told="名单已导入",
        ),
        Changed.SESSIONS,
    )
