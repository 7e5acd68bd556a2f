"""The list of backups: what stands in its columns."""

from __future__ import annotations

from jyguide.backup.row import BackupRow
from ui.theme import Tone
from ui.widgets import RIGHT, Column


def size_text(size: int) -> str:
    """Bytes as people say them."""
    mega = size / (1 << 20)
    return f"{mega / 1024:.1f} GB" if mega >= 1024 else f"{max(mega, 0.1):.1f} MB"  # noqa: PLR2004


def moment_text(row: BackupRow) -> str:
    """When it was made; of one that says nothing what it is called."""
    made = row.manifest
    return f"{made.moment:%Y-%m-%d %H:%M:%S}" if made else row.backup.name.replace("-", ":")


def backup_columns() -> list[Column[BackupRow]]:
    """Left to right; what a small screen has no room for is what is asked for least."""
    return [
        Column("时间", moment_text, sort_key=lambda row: row.backup.name, width=152),
        Column("原因", lambda row: row.manifest.reason_text if row.manifest else "", width=110),
        Column(
            "人员",
            lambda row: f"{row.manifest.people} 人" if row.manifest else "",
            sort_key=lambda row: row.manifest.people if row.manifest else 0,
            align=RIGHT,
            width=90,
        ),
        Column("位置", lambda row: row.where, width=150),
        Column(
            "状态",
            lambda row: row.state,
            tone=lambda row: Tone.BAD if row.backup.problem else Tone.GOOD,
            mark=lambda row: "bad" if row.backup.problem else "good",
            width=160,
        ),
        Column(
            "大小",
            lambda row: size_text(row.manifest.size) if row.manifest else "",
            sort_key=lambda row: row.manifest.size if row.manifest else 0,
            align=RIGHT,
            width=90,
        ),
        Column("电脑", _pc, width=110),
    ]


def _pc(row: BackupRow) -> str:
    if row.manifest is None:
        return ""
    return f"{row.manifest.letter} 机" if row.own else f"{row.manifest.letter} 机（别的）"
