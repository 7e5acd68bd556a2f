"""A certificate is revoked in the register, and checked as somebody at the desk does it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from db.models import Certificate
from jyguide.certificate.kinds import CertificateKind, RevocationCause
from jyguide.documents.qr import qr_png
from jyguide.errors import FileError
from ui.certificate.revoke_dialog import RevokeDialog
from ui.printing.preview import PrintPreview
from ui.widgets.date_field import DateField

LEFT = Qt.MouseButton.LeftButton
DAY = date(2026, 11, 20)


@pytest.fixture
def issued(app, room):
    keys, session_id = room
    return app.certificates.issue(session_id, CertificateKind.COMPLETION, keys[:3], DAY)


def seal_of(app, row):
    with app._store.read() as session:
        return session.get_one(Certificate, row.id).wording["seal"]


@pytest.fixture
def at(qtbot, issued, page, alerts, rest, tmp_path):
    """Everything that a walk through the page needs."""
    return SimpleNamespace(
        qtbot=qtbot,
        app=page._app,
        issued=issued,
        page=page,
        alerts=alerts,
        rest=rest,
        folder=tmp_path,
    )


def test_the_register_is_revoked_in_written_and_printed(at):
    at.page.tabs.setCurrentWidget(at.page.register_tab)
    row = revoke_the_first(at)
    assert (row.revoked.cause, row.revoked.note) == (RevocationCause.WRONG, "name misspelt")
    write_the_register(at, row)
    revoke_what_is_void(at)


def revoke_the_first(at):
    tab, qtbot = at.page.register_tab, at.qtbot
    button = tab.findChild(QPushButton, "revoke_certificates")
    assert not button.isEnabled()
    tab.table.view.selectRow(0)
    qtbot.mouseClick(button, LEFT)
    dialog = at.page.findChild(RevokeDialog)
    assert at.issued[0].number in dialog.findChild(QLabel, "question").text()
    assert dialog.focusWidget().objectName() == "cause"
    qtbot.keyClick(dialog.findChild(QComboBox, "cause"), Qt.Key.Key_Down)
    qtbot.keyClicks(dialog.findChild(QLineEdit, "revoke_note"), "name misspelt")
    day = dialog.findChild(DateField, "revoked_on")
    day.set_day(DAY + timedelta(days=1))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible(), "tomorrow is refused"
    day.set_day(DAY)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    at.rest()
    at.rest()
    assert not button.isEnabled(), "it counts no longer"
    return at.app.certificates.certificates()[0]


def write_the_register(at, row):
    target = at.folder / "登记.xlsx"
    at.alerts.files = [target]
    menu = at.page.register_tab.findChild(QPushButton, "register_files").menu()
    menu.findChild(QAction, "register_excel").trigger()
    at.rest()
    cells = {cell.value for line in load_workbook(target).active.iter_rows() for cell in line}
    assert cells >= {row.number, row.mark, "已作废", "信息有误", "name misspelt"}
    menu.findChild(QAction, "register_print").trigger()
    at.rest()
    preview = at.page.findChild(PrintPreview)
    at.rest()
    assert "已作废 1 份" in preview.pages[0].text
    preview.reject()


def revoke_what_is_void(at):
    tab = at.page.register_tab
    tab.show_rows([replace(one, result_void=True) for one in at.app.certificates.certificates()])
    at.qtbot.mouseClick(tab.findChild(QPushButton, "revoke_void"), LEFT)
    asked = at.page.findChildren(RevokeDialog)[-1]
    assert asked.findChild(QPushButton, "confirm").text() == "作废 2 份"
    assert asked.findChild(QComboBox, "cause").currentText() == "成绩作废"
    asked.reject()


def test_a_scanner_a_number_and_a_picture_are_checked(at):
    at.app.revocations.revoke([at.issued[2].id], RevocationCause.LOST, DAY)
    at.page.tabs.show_tab("certificate_verify")
    tab = at.page.tabs.shown()
    check_by_keyboard(at, tab)
    check_as_scanners_are_set(at, tab)
    check_pictures(at, tab)


def check_by_keyboard(at, tab):
    scan, mark = (tab.findChild(QLineEdit, name) for name in ("scan", "mark"))
    verdict, qtbot, (first, second, third) = tab.findChild(QLabel, "verdict"), at.qtbot, at.issued
    assert scan.hasFocus()
    qtbot.keyClicks(scan, seal_of(at.app, first).lower())  # caps lock turned it round
    qtbot.keyClick(scan, Qt.Key.Key_Return)
    at.rest()
    assert (verdict.text(), scan.text()) == ("有效", ""), "ready for the next one"
    qtbot.keyClicks(scan, second.number)
    assert mark.isVisible()
    qtbot.keyClick(scan, Qt.Key.Key_Return)
    assert mark.hasFocus()
    qtbot.keyClicks(mark, "0000 0000")
    qtbot.keyClick(mark, Qt.Key.Key_Return)
    at.rest()
    assert verdict.text() == "核验不通过"
    assert (scan.text(), mark.text()) == (second.number, "0000 0000"), "to be put right"
    qtbot.keyClick(scan, Qt.Key.Key_Backspace)
    assert (scan.text(), mark.text()) == ("", "")
    qtbot.keyClicks(scan, f"{third.number} {third.mark}")
    qtbot.mouseClick(tab.findChild(QPushButton, "check"), LEFT)
    at.rest()
    assert verdict.text() == "已作废"
    assert "原因：遗失" in tab.findChild(QLabel, "outcome").text()


def check_as_scanners_are_set(at, tab):
    """Tab or two line ends after a code, two codes in one go, a code of something else."""
    scan, qtbot, before = tab.asking.scan, at.qtbot, len(tab.table.rows())
    one, two = (seal_of(at.app, row) for row in at.issued[:2])
    for typed, keys in (
        (one, (Qt.Key.Key_Tab,)),
        (two, (Qt.Key.Key_Return, Qt.Key.Key_Return)),
        (one + two, (Qt.Key.Key_Return,)),
        ("JYR1:7K3M9-QXT40", (Qt.Key.Key_Return,)),
        (at.issued[0].mark, (Qt.Key.Key_Return,)),
    ):
        scan.setText(typed)
        for key in keys:
            qtbot.keyClick(scan, key)
        at.rest()
        assert scan.hasFocus()
        assert not tab.findChild(QLabel, "scan_problem").isVisible()
    found = [row.check for row in reversed(tab.table.rows())][before:]
    assert [check.is_valid for check in found] == [True, True, True, True, False, False]
    assert "“纸面核对”" in found[4].hint
    assert "请先输入证书编号" in found[5].hint


def check_pictures(at, tab):
    blank = at.folder / "空白.png"
    QImage(300, 300, QImage.Format.Format_RGB32).save(str(blank))
    at.alerts.files = [sheet(at.folder, *(seal_of(at.app, row) for row in at.issued)), blank]
    choose = tab.findChild(QPushButton, "choose_picture")
    at.qtbot.mouseClick(choose, LEFT)
    at.rest()
    shown = [(row.check.name, row.check.is_valid) for row in tab.table.rows()]
    assert len(shown) == 12
    assert (at.issued[0].name, True) in shown
    tab.table.select_rows(lambda row: row.check.number == at.issued[2].number)
    assert tab.findChild(QLabel, "verdict").text() == "已作废"
    at.qtbot.mouseClick(choose, LEFT)
    at.rest()
    error = at.alerts.take_error()
    assert isinstance(error, FileError)
    assert "没有核验" in error.message
    codes = [f"JYC1{number}" for number in range(51)]
    with (
        patch("jyguide.certificate.service.verifying.codes_in", return_value=codes),
        at.qtbot.waitSignal(tab.said) as told,
    ):
        tab.check_picture(b"")
    assert "只核验了前 50 个" in told.args[0]  # and not that all 51 were


def sheet(folder: Path, *texts):
    """Codes one under the other, as on a scan."""
    codes = [QImage.fromData(qr_png(text)).scaledToWidth(420) for text in texts]
    paper = QImage(600, 460 * len(codes), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    for at, code in enumerate(codes):
        painter.drawImage(90, 460 * at + 20, code)
    painter.end()
    target = folder / "扫描.png"
    paper.save(str(target))
    return target
