"""The last two steps of bringing a roster in: what would be written, and what was."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jyguide.exchange.refusal import Refusal
from jyguide.people.names import search_text
from jyguide.people.roster_import import RosterLine, RosterPlan
from jyguide.people.service.rosters import ImportResult
from ui.people.columns import REFUSED_COLUMNS, line_columns, line_verdict
from ui.theme import SPACE, Tone
from ui.widgets import Banner, EmptyText, RowTable, StatTile

_NOBODY = EmptyText("没有可以导入的人员", "原因见“被拒绝的行”。", icon_name="bad")
_ALL_GOOD = EmptyText("没有被拒绝的行", "文件里的每一行都看懂了。", icon_name="good")


class Counts(QWidget):
    """Four figures of an import.

    Object names: `count_new`, `count_updated`, `count_same`, `count_refused`.
    """

    def __init__(self, words: tuple[str, str, str, str]) -> None:
        super().__init__()
        names = ("new", "updated", "same", "refused")
        self._tiles = [StatTile(word) for word in words]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        for tile, name in zip(self._tiles, names, strict=True):
            tile.setObjectName(f"count_{name}")
            row.addWidget(tile, 1)

    def show_counts(self, new: int, updated: int, same: int, refused: int) -> None:
        """Show how many people, and how many rows were refused."""
        figures = (
            (f"{new} 人", Tone.GOOD if new else Tone.NEUTRAL),
            (f"{updated} 人", Tone.INFO if updated else Tone.NEUTRAL),
            (f"{same} 人", Tone.NEUTRAL),
            (f"{refused} 行", Tone.BAD if refused else Tone.NEUTRAL),
        )
        for tile, (text, tone) in zip(self._tiles, figures, strict=True):
            tile.show_value(text, tone=tone)


class PreviewPane(QWidget):
    """Object names: `preview_notes`, `preview_tabs`, `lines`, `refused`, and those of `Counts`."""

    def __init__(self) -> None:
        super().__init__()
        self._counts = Counts(("新增", "更新已有人员", "没有变化", "被拒绝，不导入"))
        self._notes = Banner()
        self._notes.setObjectName("preview_notes")
        self._lines: RowTable[RosterLine] = RowTable(
            line_columns(),
            unit="人",
            search_hint="姓名、拼音、首字母",
            search_text=_line_text,
            empty=_NOBODY,
        )
        self._lines.setObjectName("lines")
        self._lines.add_choice("verdict", "全部处理", line_verdict)
        self._refused = refused_table()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("preview_tabs")
        self._tabs.addTab(_padded(self._lines), "")
        self._tabs.addTab(_padded(self._refused), "")
        _stack(self, self._counts, self._notes, self._tabs)

    def show_plan(self, plan: RosterPlan) -> None:
        """Show what importing would do; what needs a person is in front."""
        self._counts.show_counts(
            len(plan.new), len(plan.updates), plan.unchanged, plan.refused_rows
        )
        self._notes.say(_notes(plan), Tone.WARN)
        self._lines.clear_conditions()
        self._lines.set_rows(plan.lines)
        several = len({line.sheet for line in plan.lines}) > 1
        self._lines.view.setColumnHidden(0, not several)
        self._refused.clear_conditions()
        self._refused.set_rows(plan.refused)
        self._tabs.setTabText(0, f"可以导入（{len(plan.lines)} 人）")
        self._tabs.setTabText(1, f"被拒绝的行（{plan.refused_rows} 行）")
        self._tabs.setCurrentIndex(0 if plan.lines else 1)


class DonePane(QWidget):
    """Object names: `done_sentence`, `refused`, and those of `Counts`."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Banner()
        self._sentence.setObjectName("done_sentence")
        self._counts = Counts(("已新增", "已更新", "没有变化", "没有导入"))
        self._refused = refused_table()
        _stack(self, self._sentence, self._counts, self._refused)

    def show_result(self, plan: RosterPlan, result: ImportResult) -> None:
        """Say what was written, and list what was not."""
        how_on = "下面的行没有导入：请保存错误清单，改正后再导入它。" if plan.refused else ""
        self._sentence.say(f"“{plan.source.name}”已导入。{how_on}", Tone.GOOD)
        self._counts.show_counts(
            result.imported, result.updated, result.unchanged, plan.refused_rows
        )
        self._refused.set_rows(plan.refused)

    def show_undone(self) -> None:
        """Say that everything is as it was before."""
        self._sentence.say("本次导入已撤销，人员名单恢复到导入之前的样子。", Tone.INFO)
        self._counts.show_counts(0, 0, 0, len({(f.sheet, f.row) for f in self._refused.rows()}))


def refused_table() -> RowTable[Refusal]:
    """A table of rows that were refused; one with several faults has several lines."""
    table: RowTable[Refusal] = RowTable(
        REFUSED_COLUMNS, unit="处", search_hint="列名或原因", empty=_ALL_GOOD
    )
    table.setObjectName("refused")
    table.add_choice("column", "全部列", _column)
    return table


def _column(fault: Refusal) -> str:
    return fault.column


def _line_text(line: RosterLine) -> str:
    return search_text(line.facts.name)


def _notes(plan: RosterPlan) -> str:
    said = []
    if plan.file.hidden_sheets:
        said.append(f"隐藏的工作表没有读入：{'、'.join(plan.file.hidden_sheets)}。")
    if not (plan.new or plan.updates):
        said.append("这个文件里没有要写入的内容。")
    return "".join(said)


def _stack(pane: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.m)
    for part in parts:
        column.addWidget(part)
    column.setStretch(len(parts) - 1, 1)


def _padded(content: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, SPACE.m, 0, 0)
    column.addWidget(content)
    return page
