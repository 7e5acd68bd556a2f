"""The tab 图表, walked through by clicks and keys over a real round."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from jyguide.standard.insight import Grouping
from jyguide.standard.scoring import Score
from tests.jyguide.standard.visiting import all_well, inspected, lay_round
from ui.printing.preview import PrintPreview
from ui.standard.insights.branches_dialog import BranchesDialog

LOST = {"B01": Score(50, (3,), finding="缺三次记录。"), "E01": Score(0, finding="没有活动。")}


def test_from_a_cell_to_its_branches_and_from_a_criterion_to_who_lost(
    open_page, app, qtbot, rest, alerts, tmp_path
):
    page = open_page(app, "round_insights")
    tab = page.tabs.shown()
    assert tab.findChild(QLabel, "no_insight_round_title").isVisible()

    laid = lay_round(app)
    page.refresh()
    rest()
    assert tab.findChild(QLabel, "no_insights_title").isVisible(), "nothing is scored"
    inspected(app, laid, 0)
    inspected(app, laid, 1, all_well() | LOST)
    page.refresh()
    rest()
    _walk_heat_map(qtbot, tab)
    tab.panes.setCurrentIndex(1)
    rest()
    _walk_failed(qtbot, tab)
    alerts.files.append(tmp_path / "数字.xlsx")
    menu = {action.objectName(): action for action in tab.report.menu().actions()}
    menu["export_figures"].trigger()
    rest()
    assert (tmp_path / "数字.xlsx").stat().st_size > 5000
    menu["show_report"].trigger()
    rest()
    (preview,) = tab.findChildren(PrintPreview)
    assert len(preview.pages) == 2
    preview.reject()


def _walk_heat_map(qtbot, tab):
    heat = tab.heat.view
    assert [line.name for line in heat.chart.lines] == [
        "山泉村党支部", "华宏村党支部", "稷山村党支部",
    ]  # fmt: skip
    assert heat.chart.lines[1].values == (1000, 250, 1000, 1000, 0, 1000, 750)
    assert heat.chart.lines[2].values == (None,) * 7
    tab.heat.order.setCurrentIndex(2)
    assert [line.name[0] for line in heat.chart.lines] == ["华", "山", "稷"], "B first"
    tab.heat.order.setCurrentIndex(0)

    _click(qtbot, heat, 1, 0)
    assert tab.bar.chosen.branch.name == "华宏村党支部", "a single branch is looked at at once"
    assert tab.one.radar.view.chart.lines[0].values[1] == 250
    tab.bar.view_choice.setCurrentText("交叉互查")
    names = [line.name for line in tab.one.radar.view.chart.lines]
    assert names == ["交叉互查 75.0 分", "周庄镇平均（2 个支部） 87.5 分"], "each phase once"
    tab.bar.view_choice.setCurrentIndex(0)
    tab.bar.grouping_choice.setCurrentIndex(list(Grouping).index(Grouping.TOWNSHIP))
    _click(qtbot, heat, 0, 4)
    dialog = tab.findChild(BranchesDialog)
    assert [(row.figure, row.said) for row in dialog.table.shown_rows()] == [
        (1000, ""),
        (0, ""),
        (None, "没有得分"),
    ]
    qtbot.keyClick(dialog.table.view, Qt.Key.Key_Return)
    assert tab.bar.chosen.branch.name == "山泉村党支部"


def _walk_failed(qtbot, tab):
    lines = tab.failed.table.shown_rows()
    assert [line.now.code for line in lines] == ["B01", "E01"]
    assert tab.failed.findChild(QLabel, "failed_told").text() == "B01 常见问题：缺三次记录（1）"
    qtbot.keyClick(tab.failed.table.view, Qt.Key.Key_Return)
    dialog = tab.findChildren(BranchesDialog)[-1]
    assert [row.said for row in dialog.table.shown_rows()] == ["缺三次记录。"]
    dialog.reject()


def _click(qtbot, heat, line, column):
    cells = heat.cells
    where = cells._drawing.place(cells._room, line, column).center().toPoint()
    qtbot.mouseClick(cells, Qt.MouseButton.LeftButton, pos=QPoint(where))
