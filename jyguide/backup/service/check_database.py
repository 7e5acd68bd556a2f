"""Whether the database is sound, and as this release expects it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect

from db.dialect import SQLITE
from db.driver import FileAddress
from db.engine import Address
from db.models import whole_metadata
from db.soundness import damage_while_open
from db.upgrade import HEAD, revision
from jyguide.backup.finding import Line, Part, fault, fine

_PART = Part.DATABASE
_GO_BACK = "请不要继续录入，先把数据文件夹复制一份，再用最近一次完好的备份恢复。"


def check_file(address: Address) -> Line:
    """Whether every page can be read and is what was written."""
    if not isinstance(address, FileAddress):
        return fine(_PART, "数据在数据库服务器上，由服务器检查。")
    if found := damage_while_open(address):
        return fault(_PART, f"数据库文件已损坏（{found[:80]}）。", _GO_BACK)
    return fine(_PART, "数据库文件完好，每一页都读得出。")


def check_schema(connection: Connection) -> Iterator[Line]:
    """Whether the tables are this release's, and whatever a row points at is there."""
    if revision(connection) != HEAD:
        yield fault(_PART, "数据库的版本与程序不一致。", "请用最新版的程序打开一次数据文件夹。")
    known = inspect(connection)
    odd = [
        table.name
        for table in whole_metadata().sorted_tables
        if not known.has_table(table.name)
        or {column["name"] for column in known.get_columns(table.name)}
        != {column.name for column in table.columns}
    ]
    if odd:
        yield fault(_PART, f"数据库的表与程序要求的不同：{'、'.join(odd[:5])}。", _GO_BACK)
    elif connection.dialect.name == SQLITE:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            tables = "、".join(sorted({str(row[0]) for row in broken})[:5])
            yield fault(_PART, f"有 {len(broken)} 条记录所指的内容不在了（{tables}）。", _GO_BACK)
        else:
            yield fine(_PART, "表的结构正确，记录之间的联系完整。")
