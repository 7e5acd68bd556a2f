"""Somebody who may only look walks through every page: no line and no button there writes."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from jyguide.access.permits import Permits
from jyguide.access.role import Role
from tests.jyguide.builders import a_plan, add_people
from ui.access.allowed import limit
from ui.page import Page
from ui.pages import PAGES
from ui.widgets import EmptyState, RowTable, make_button
from ui.widgets.button_row import ButtonRow
from ui.widgets.fitting_dialog import FittingDialog
from ui.widgets.lazy_tabs import LazyTabs
from ui.widgets.offered import NOT_OFFERED, is_withheld
from ui.widgets.row_model import Column

LOOKING = frozenset(
    (
        *("复制", "复制（含表头）", "全选", "导出…", "导出表格…", "修改记录…", "打开", "打开…"),
        *("存为视图…", "恢复默认", "复制图片", "另存为 PNG…", "另存为 SVG…", "复制数据"),
        *("隐去号码中间几位…", "完整的身份证号和手机号…", "整个组织树…", "选中的组织和它的下级…"),
        *("下载模板…", "下载 Excel 模板…", "下载导入模板…", "下载示例模板…", "保存导入模板…"),
        "另存为…",
        *("选中的人…", "选中的在岗人员…", "全部在岗人员…", "查重…", "体检…", "法规与修订…"),
        *("报错处理…", "题库版本…", "打印全部个人单…", "打印回执表", "打印评委记分表…"),
        *("报名与签到", "打开检查", "打开自查", "打开来处", "查看名单", "走访记录…"),
        *("他的走访记录…", "看是哪些支部", "看依据", "可以用的字段…", "勾选 / 取消勾选"),
        *("预览证书", "预览样张…", "打印预览…", "打印试卷…", "打印答案…", "打印自查记录…"),
        *("打印列出的台账…", "打印登记簿…", "打印台账…", "打印公开栏…", "打印答复单…"),
        *("导出口答记录（Word）…", "重印通知书", "打印全部结果单…", "本人的单子…"),
        *("导出记录…",),
        *("导出 Excel…", "导出 PDF（合成一个文件）…", "导出 Word（合成一个文件）…"),
        *("导出 Word（每份一个文件）…", "导出 Word（征求意见稿）…", "导出选中…"),
        *("四张名单 Word（征求意见稿）…", "四张名单 Excel…", "导出全部网格…", "导出选中的网格…"),
        *("导出这一年…", "全部品牌 Excel…", "全部数字存为 Excel…", "存为 Word…", "存为 Excel…"),
        *("标准化建设情况（打印、Word、PDF）…", "所选年份的专题统计（Excel 或 Word）："),
        *("培训统计…", "村书记管理统计…", "四级网格和月联季访统计…", "党建品牌和雁阵计划统计…"),
        *("三务公开和集体三资统计…", "A4 横向…", "A3 横向…", "质量分析报告…"),
        *("个人答卷分析（选中）…", "个人答卷分析（全部）…", "核对抽题编号", "按种子重抽核对"),
        *("装订成册…", "考核办法…", "月联季访规则…", "“1+10+N”的人数…", "下载得分模板…"),
        *("本期小结（Word、打印）", "摸底自查评分…", "交叉互查评分…", "抽查验收评分…"),
        *("签到表（带二维码）", "签到条（每人一张）", "另选备份位置…", "恢复…"),
    )
)
"""Lines that show, print or hand out; those of rules open a form without 保存."""


def reader(role=Role.READ_ONLY):
    return Permits(uuid4(), "阿卜杜拉·买买提", role, city=False)


@pytest.fixture
def walked(qtbot, desk, request):
    """Gives a page with all its tabs, as somebody who may only look has it."""

    def walk(app, make):
        page = make(desk, app)
        qtbot.addWidget(page)
        limit(page, reader())
        for tabs in iter(lambda: unseen_tabs(page), []):
            for at in range(tabs[0].count()):
                tabs[0].setCurrentIndex(at)
            tabs[0].setProperty("walked", True)
        page.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return page

    return walk


def unseen_tabs(page):
    return [one for one in page.findChildren(LazyTabs) if not one.property("walked")]


def lines_of(page):
    """The lines of its menus, and what has keys without a menu."""
    for part in page.findChildren(QWidget):
        if hasattr(part, "make_menu"):
            yield from part.make_menu().actions()
        if isinstance(part, QPushButton) and part.menu() is not None and not part.isHidden():
            part.menu().aboutToShow.emit()
            yield from part.menu().actions()
    yield from (one for one in page.findChildren(QAction) if not one.shortcut().isEmpty())


def writing_words(page):
    """What it offers although it writes, or although nobody has said that it does not.

    Empty states ask when they are shown; `test_allowed` has them.
    """
    shown = {one.text().partition("\t")[0] for one in lines_of(page) if one.isVisible()}
    lines = {one for one in shown if one and re.sub(r"（\d+ 人）", "", one) not in LOOKING}
    states = {one for state in page.findChildren(EmptyState) for one in state.children()}
    for button in set(page.findChildren(QPushButton)) - states:
        if not button.isHidden() and button.isEnabled() and is_withheld(button, button.text()):
            lines.add(f"{button.objectName()} {button.text()}")
    return lines


def test_no_line_and_no_button_of_a_page_writes(walked, app):
    asking = ("access",)  # with `allow`, button by button
    pages = {entry[0]: walked(app, entry[-1]) for entry in PAGES if entry[0] not in asking}
    found = {name: writing_words(page) for name, page in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}
    for page in pages.values():  # a walk that sees nothing finds nothing
        page.setProperty(NOT_OFFERED, ["打"])
    assert sum(len(writing_words(page)) > 0 for page in pages.values()) > len(pages) // 3


def test_a_session_is_only_looked_at(walked, qtbot, desk, app):
    session = app.training.plan(a_plan())
    app.training.enrol(session, add_people(app, 2))
    page = walked(app, next(entry[-1] for entry in PAGES if entry[0] == "training"))
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    sessions = page.findChild(RowTable, "sessions")
    sessions.activated.emit(sessions.rows()[0])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    for tabs in iter(lambda: unseen_tabs(page), []):
        for at in range(tabs[0].count()):
            tabs[0].setCurrentIndex(at)
            qtbot.waitUntil(lambda: not desk.jobs.busy)
        tabs[0].setProperty("walked", True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert page.findChild(RowTable, "attendance") is not None
    assert writing_words(page) == set()


def test_in_the_city_neither(walked, city):
    entries = [entry for entry in PAGES if entry[0] in {"sync", "report"}]
    assert [writing_words(walked(city, entry[-1])) for entry in entries] == [set(), set()]


def dialog_over(qtbot, page, *labels):
    dialog = FittingDialog(page)
    dialog.setLayout(ButtonRow(*map(make_button, labels), leave=make_button("取消")))
    dialog.show()
    return [one.text() for one in dialog.findChildren(QPushButton) if one.isVisible()]


def a_page(qtbot, name, role):
    page = type("APage", (Page,), {"name": name})()
    qtbot.addWidget(page)
    limit(page, reader(role))
    page.show()
    return page


def test_a_dialog_keeps_its_buttons_that_only_show(qtbot):
    page = a_page(qtbot, "grid", Role.READ_ONLY)
    assert dialog_over(qtbot, page, "保存", "打印…") == ["打印…", "取消"]
    assert dialog_over(qtbot, a_page(qtbot, "grid", Role.INSTRUCTOR), "保存") == ["保存", "取消"]


def test_who_invigilates_marks_and_cannot_change_the_paper(qtbot):
    page = a_page(qtbot, "exam", Role.INVIGILATOR)
    assert dialog_over(qtbot, page, "保存并到下一份") == ["保存并到下一份", "取消"]
    assert dialog_over(qtbot, page, "保存试卷") == ["取消"]
    assert is_withheld(a_page(qtbot, "exam", Role.READ_ONLY), "开始答题")
    assert not is_withheld(page, "解锁…")


def test_keys_of_a_line_that_is_withheld_do_nothing(qtbot):
    page, pressed = a_page(qtbot, "grid", Role.READ_ONLY), []
    table = RowTable([Column("名称", str)])
    page.layout_.addWidget(table)
    table.set_rows(["甲"])
    table.add_action("删除", lambda: pressed.append("删除"))
    table.add_action("打印…", lambda: pressed.append("打印"))
    table.choose_first()
    for key in ("Delete", "Ctrl+P"):
        qtbot.keyClick(table.view, *key_of(key))
    assert pressed == ["打印"]


def key_of(text):
    combination = QKeySequence(text)[0]
    return combination.key(), combination.keyboardModifiers()
