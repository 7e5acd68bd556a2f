"""What an item has said over time: each revision, why, by whom, and what it changed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jyguide.bank.revision import FieldChange, Piece, RevisionRow, difference
from jyguide.ids import ItemId
from ui.theme import PALETTE, SPACE, Tone
from ui.widgets import Badge, make_label

SHIPPED = "随程序发放"
FIRST = "最初的内容"
PRESENT = "现在的内容"
UNDONE = "已撤销，没有采用"
UNCHANGED = "内容没有变化"
_GONE_STYLE = f"color:{PALETTE.bad}; text-decoration:line-through"
_NEW_STYLE = f"color:{PALETTE.good}; text-decoration:underline"


class RevisionsView(QWidget):
    """Built for one history and thrown away with it.

    Object names: `revision` (each), and inside `revision_head`, `reason`, `asked`, `merged_from`,
    `undone`, `field_change` (each).
    """

    def __init__(self, item_id: ItemId, revisions: Sequence[RevisionRow]) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE.m)
        for at, row in enumerate(revisions):
            older = revisions[at + 1] if at + 1 < len(revisions) else None
            before = older if older is not None and older.item_id == row.item_id else None
            self.column.addWidget(_revision(row, before, _badge(item_id, revisions, at)))


def _badge(item_id: ItemId, revisions: Sequence[RevisionRow], at: int) -> Badge | None:
    """What a revision is beside being old; newer than the present one, it was not kept."""
    row = revisions[at]
    if row.item_id != item_id:
        made = Badge(f"合并自：{row.name}", Tone.INFO)
        made.setObjectName("merged_from")
        return made
    if row.present:
        return Badge(PRESENT, Tone.GOOD)
    later = revisions[at + 1 :]
    if any(one.present and one.item_id == item_id for one in later):
        made = Badge(UNDONE, Tone.WARN)
        made.setObjectName("undone")
        return made
    return None


def _revision(row: RevisionRow, before: RevisionRow | None, badge: Badge | None) -> QFrame:
    frame = QFrame()
    frame.setObjectName("revision")
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    column.addLayout(_head(row, badge))
    if row.reason:
        column.addWidget(make_label(f"原因：{row.reason}", name="reason", wrap=True))
    if row.asked:
        column.addWidget(make_label(f"出现在 {row.asked} 份试卷上", "small", "asked"))
    for part in _changes(row, before):
        column.addWidget(part)
    rule = QFrame()
    rule.setProperty("role", "rule")
    rule.setFixedHeight(1)
    column.addSpacing(SPACE.xs)
    column.addWidget(rule)
    return frame


def _head(row: RevisionRow, badge: Badge | None) -> QHBoxLayout:
    when = f"{row.made_at:%Y-%m-%d %H:%M}" if row.made_at else SHIPPED
    said = f"{when}　{row.made_by}" if row.made_by else when
    head = QHBoxLayout()
    head.setSpacing(SPACE.s)
    head.addWidget(make_label(said, "key", "revision_head"))
    if badge is not None:
        head.addWidget(badge)
    head.addStretch()
    return head


def _changes(row: RevisionRow, before: RevisionRow | None) -> list[QWidget]:
    if before is None:
        first = f"{FIRST}：{row.content.stem}"
        return [make_label(first, "hint", "first", wrap=True)]
    changes = difference(before.content, row.content)
    if not changes:
        return [make_label(UNCHANGED, "hint")]
    return [_change(change) for change in changes]


def _change(change: FieldChange) -> QLabel:
    """A field with what went struck through and what came underlined, whoever sees no colour."""
    made = QLabel(f"{escape(change.name)}：{pieces_html(change)}")
    made.setObjectName("field_change")
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def pieces_html(change: FieldChange) -> str:
    """The text of a change as rich text; everything that people wrote is escaped."""
    return "".join(_piece(*piece) for piece in change.pieces)


def _piece(what: Piece, text: str) -> str:
    shown = escape(text).replace("\n", "<br>").replace("  ", "&nbsp; ")
    if what is Piece.SAME:
        return shown
    style = _GONE_STYLE if what is Piece.GONE else _NEW_STYLE
    return f'<span style="{style}">{shown}</span>'
