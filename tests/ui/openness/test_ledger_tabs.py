"""Assets, co-operatives and deals used as at the desk: by clicks and keys, refused, undone."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from jyguide.cli.root import cli
from jyguide.openness.cooperative import CooperativeFacts
from jyguide.openness.deal import DealFacts
from jyguide.openness.kinds import CooperativeKind, DealKind
from tests.jyguide.builders import a_roster
from tests.jyguide.openness.villages import add_villages
from ui.importing.wizard import ImportWizard
from ui.openness.deals import listing, paged_table
from ui.openness.deals import tab as deals_tab
from ui.openness.page import OpennessPage
from ui.printing.preview import PrintPreview
from ui.widgets import Banner
from ui.widgets.listed import Scope

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def rest(qtbot, jobs):
    return lambda: qtbot.waitUntil(lambda: not jobs.busy)


@pytest.fixture
def open_tab(app, desk, qtbot, rest):
    def opened(name):
        page = OpennessPage(desk, app)
        qtbot.addWidget(page)
        desk.changes.changed.connect(page.note_change)
        page.resize(1142, 600)
        page.tabs.show_tab(f"openness_{name}")
        with qtbot.waitExposed(page):
            page.show()
        rest()
        tab = page.tabs.shown()
        assert page.height() == 600  # nothing asks for more than a low window has
        return page, tab

    return opened


def press(inside, name):
    button = inside.findChild(QPushButton, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, LEFT)


def dialog(page, name):
    (found,) = [one for one in page.findChildren(QDialog, name) if one.isVisible()]
    return found


def fill(form, **texts):
    for name, text in texts.items():
        form.findChild(QLineEdit, name).setText(text)


def choose(form, name, words):
    combo = form.findChild(QComboBox, name)
    combo.setCurrentIndex(next(at for at in range(combo.count()) if words in combo.itemText(at)))


def choose_village(form, rest):
    """By initials and Enter, as at the keyboard."""
    rest()
    field = form.findChild(QLineEdit, "organisation")
    QTest.keyClicks(field, "hdc")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "红豆村" in field.text()


def text(inside, name):
    return inside.findChild(QLabel, name).text()


def undo(rest, said):
    said[-1].action()
    rest()


def delete(qtbot, table, rest, alerts):
    """By key, and agreed to."""
    with qtbot.waitActive(table.window()):
        table.window().activateWindow()
    table.view.setFocus()
    alerts.answers.append(True)
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    rest()


def told(page):
    notices = []
    page.notice.connect(notices.append)
    return notices


def enter_asset(page, tab, rest):
    """From what is empty; a form that says too little stays open."""
    QTest.mouseClick(tab.table.findChild(QPushButton, "empty_action"), LEFT)
    form = dialog(page, "asset_dialog")
    press(form, "confirm")
    assert form.isVisible()
    choose_village(form, rest)
    fill(form, asset_name="厂房", opening="260万元")
    QTest.keyClick(form.findChild(QLineEdit, "opening"), Qt.Key.Key_Return)
    rest()
    assert "资产 1 项，年末 260.00 万元" in text(tab, "assets_sum")
    tab.table.choose_first()
    rest()


def test_an_asset_from_nothing_to_its_printed_ledger(app, qtbot, open_tab, rest, alerts):
    add_villages(app)
    page, tab = open_tab("assets")
    said = told(page)
    enter_asset(page, tab, rest)
    press(tab, "change_add")
    form = dialog(page, "change_dialog")
    choose(form, "change_kind", "减少")
    fill(form, amount="300万元", reason="处置", document="1号")
    press(form, "confirm")
    rest()
    assert "不够减少 3,000,000.00 元" in alerts.take_error().message
    choose(form, "change_kind", "清查")
    fill(form, amount="2500000")
    assert "登记后 2,500,000.00 元" in form.form._rows["amount"].note
    press(form, "confirm")
    rest()
    assert [one.balance for one in tab.detail.changes.rows()] == [250_000_000, 260_000_000]
    tab.detail.changes.choose_first()
    delete(qtbot, tab.detail.changes, rest, alerts)
    assert len(tab.detail.changes.rows()) == 1
    undo(rest, said)
    assert len(tab.detail.changes.rows()) == 2
    tab.findChild(QAction, "assets_print").trigger()
    rest()
    page.findChild(PrintPreview).reject()


def tell_year(page, tab, rest):
    """A year by keys; what is no figure is said at its field."""
    press(tab, "year_set")
    form = dialog(page, "year_dialog")
    fill(form, members="甲")
    press(form, "confirm")
    assert "不是数字" in form.form._rows["members"].problem
    fill(form, members="100", shares="200.5", income="1万元", dividend="2万元")
    assert "每股 99.75 元，每人 200.00 元。分红" in form.form._rows["dividend"].note
    QTest.keyClick(form.findChild(QLineEdit, "dividend"), Qt.Key.Key_Return)
    rest()


def test_a_cooperative_tells_its_years_and_what_a_share_brought(app, open_tab, rest, alerts):
    keys = add_villages(app)
    name = "阿卜杜拉·买买提葡萄专业合作社"
    facts = CooperativeFacts(
        keys["红豆村"], "红豆村", name, CooperativeKind.FARMERS, founded_on=date(2023, 5, 1)
    )
    app.cooperatives.add(facts)
    page, tab = open_tab("cooperatives")
    said = told(page)
    tab.table.choose_first()
    banner = tab.findChild(Banner, "cooperative_warnings")
    assert "缺 2023–2025 年的数据" in text(banner, "sentence")
    tell_year(page, tab, rest)
    assert "分红 2.00 万元" in text(tab, "cooperatives_sum")
    choose(tab, "cooperatives_year", "2024")
    assert "1 家还没有填报" in text(tab, "cooperatives_sum")
    tab.detail.years.choose_first()
    alerts.answers.append(True)
    press(tab, "year_remove")
    rest()
    assert tab.detail.years.rows() == []
    undo(rest, said)
    assert [one.year for one in tab.detail.years.rows()] == [2025]
    press(tab, "cooperatives_edit")
    form = dialog(page, "cooperative_dialog")
    rest()
    fill(form, code="N1")
    press(form, "confirm")
    rest()
    assert tab.table.rows()[0].facts.code == "N1"


def enter_deals(app, page, tab, rest, keys):
    """One in the form, three more behind it."""
    QTest.mouseClick(tab.table.findChild(QPushButton, "empty_action"), LEFT)
    form = dialog(page, "deal_dialog")
    choose_village(form, rest)
    fill(form, subject="水田", area="12.5", price="10万元", number="J9")
    choose(form, "deal_kind", "流转")
    press(form, "confirm")
    rest()
    for at, price in enumerate((300, 100, 200)):
        day = date(2026, 1, 1 + at)
        app.property_deals.add(
            DealFacts(keys["𠮷田村"], "𠮷田村", day, DealKind.WORKS, f"修路{at}", price)
        )
    page.refresh()
    rest()


def export(tab, rest, alerts, target):
    alerts.files.append(target)
    tab.findChild(QAction, "deals_export").trigger()
    rest()
    return load_workbook(target).worksheets[0].max_row - 1


def go_through(tab, rest, alerts, tmp_path):
    """Pages, order and search are the database's; what is asked for is what goes out."""
    press(tab, "page_on")
    rest()
    assert [row.facts.subject for row in tab.table.model.rows] == ["修路1", "修路0"]
    tab.table.view.sortByColumn(5, Qt.SortOrder.AscendingOrder)
    rest()
    assert [row.facts.price for row in tab.table.model.rows] == [100, 200]
    view = tab.table.view
    assert view.head_menu(5).findChild(QAction, "head_rising").isChecked()
    assert view.head_menu(2).findChild(QAction, "head_rising") is None  # by villages nobody sorts
    view.head_menu(5).findChild(QAction, "head_hide").trigger()
    assert 5 not in view.columns_on_screen()
    search = tab.findChild(QLineEdit, "search")
    search.setText("修路2")
    tab.table.restart()
    rest()
    QTest.keyClick(search, Qt.Key.Key_Down)
    tab.table.copy()
    assert "修路2" in QGuiApplication.clipboard().text()
    assert export(tab, rest, alerts, tmp_path / "交易.xlsx") == 1
    leaving = tab.table.listed()
    assert [row.facts.subject for row in leaving.read(Scope.SHOWN)] == ["修路2"]
    assert [row.facts.price for row in leaving.read(Scope.ALL)] == [100, 200, 300, 10_000_000]


@pytest.fixture
def two_a_page(monkeypatch):
    for module in (paged_table, deals_tab):
        monkeypatch.setattr(module, "PAGE", 2)
    monkeypatch.setattr(listing, "_PIECE", 2)


@pytest.mark.usefixtures("two_a_page")
def test_deals_come_page_by_page_and_sum_whatever_is_asked_for(
    app, qtbot, open_tab, rest, alerts, tmp_path
):
    keys = add_villages(app)
    page, tab = open_tab("deals")
    said = told(page)
    enter_deals(app, page, tab, rest, keys)
    assert text(tab, "count") == "共 4 笔，第 1 / 2 页（第 1–2 笔）"
    whole = "4 笔，成交价合计 10.00 万元，面积合计 12.50 亩（折 8,333.33 平方米）"
    assert whole in text(tab, "deals_sum")
    go_through(tab, rest, alerts, tmp_path)
    delete(qtbot, tab.table, rest, alerts)
    QTest.mouseClick(tab.findChild(QPushButton, "nothing_found_action"), LEFT)
    rest()
    assert text(tab, "count").startswith("共 3 笔")
    undo(rest, said)
    assert text(tab, "count").startswith("共 4 笔")
    press(tab, "deals_totals")
    rest()
    assert "2026 年：4 笔" in text(dialog(page, "totals_dialog"), "totals_sum")


HEADS = ("村", "类别", "名称", "日期", "变动", "金额", "事由", "文号")
BOOK = (
    ("红豆村", "资金", "账户", "2025.12.1", "", "12.5万元", "", ""),
    ("红豆村", "资金", "账户", "2026.6.1", "减少", "50000元", "支出", "1号"),
    ("红豆村", "资金", "账户", "2026.7.1", "增加", 800, "收入", "2号"),  # 元 or 万元?
)


def take_in(page, tab, rest, source):
    """What can be read comes in; whoever wrote a bare sum hears of it."""
    press(tab, "assets_import")
    (wizard,) = [one for one in page.findChildren(ImportWizard) if one.isVisible()]
    wizard.read(source)
    for step in ("next_step", "import_now"):
        rest()
        press(wizard, step)
    rest()
    kept = wizard.result_kept
    assert (kept.imported, [one.row for one in kept.refused]) == (2, [4])
    wizard.reject()
    assert "资金 1 项，年末 7.50 万元" in text(tab, "assets_sum")


def correct(page, tab, rest):
    tab.table.choose_first()
    rest()
    tab.detail.changes.choose_first()
    press(tab, "change_edit")
    form = dialog(page, "change_dialog")
    fill(form, amount="4万元")
    press(form, "confirm")
    rest()
    assert "资金 1 项，年末 8.50 万元" in text(tab, "assets_sum")


def begin(page, rest, ledger, form_name):
    """The form of what is empty, its village chosen."""
    page.tabs.show_tab(f"openness_{ledger}")
    rest()
    tab = page.tabs.shown()
    QTest.mouseClick(tab.table.findChild(QPushButton, "empty_action"), LEFT)
    form = dialog(page, form_name)
    choose_village(form, rest)
    return tab, form


def enter_cooperative_and_deal(page, rest):
    tab, form = begin(page, rest, "cooperatives", "cooperative_dialog")
    fill(form, cooperative_name="红豆合作社")
    press(form, "confirm")
    rest()
    tab.table.choose_first()
    tell_year(page, tab, rest)
    _, form = begin(page, rest, "deals", "deal_dialog")
    fill(form, subject="水田", area="12.5", price="10万元")
    press(form, "confirm")
    rest()


def report(app, year, target):
    """The rows of each sheet under its heads, as Excel has them."""
    words = ["report", "openness", "--year", year, "--xlsx", target]
    told = CliRunner().invoke(cli, ["--data", *map(str, (app.place.folder, *words))])
    assert told.exit_code == 0, told.output
    return {
        sheet.title: list(sheet.iter_rows(min_row=3, values_only=True))
        for sheet in load_workbook(target)
    }


def test_a_year_from_the_accountants_list_to_the_report(app, open_tab, rest, tmp_path):
    add_villages(app)
    page, tab = open_tab("assets")
    take_in(page, tab, rest, a_roster(tmp_path / "三资.xlsx", BOOK, HEADS))
    correct(page, tab, rest)
    enter_cooperative_and_deal(page, rest)
    found = report(app, 2026, tmp_path / "统计.xlsx")
    assert found["集体三资"][0] == ("资金", "万元", 1, 12.5, 0, 4, 0, 8.5)  # figures, no texts
    assert found["产权交易按类别"][0] == ("集体资产租赁", 1, 10, 12.5, 8333.33)
    before = report(app, 2025, tmp_path / "统计.xlsx")
    assert before["合作社"][0][1:] == (1, 1, 100, 200.5, 0, 1, 2)
