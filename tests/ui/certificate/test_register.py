import errno
import os
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from jyguide.access.permits import Permits
from jyguide.access.role import Role
from jyguide.certificate.kinds import CertificateKind
from jyguide.errors import FileError
from tests.ui.conftest import clock
from ui.access.allowed import limit
from ui.certificate.page import CertificatePage
from ui.printing.preview import PrintPreview
from ui.shell import Shell

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def issued(app, room):
    keys, session_id = room
    return app.certificates.issue(
        session_id, CertificateKind.COMPLETION, keys[:5], date(2026, 11, 20)
    )


@pytest.fixture
def tab(issued, page):
    page.tabs.setCurrentWidget(page.register_tab)
    return page.register_tab


@pytest.fixture
def press(qtbot, page):
    return lambda name: qtbot.mouseClick(page.findChild(QPushButton, name), LEFT)


@pytest.fixture
def everything(qtbot, tab):
    """All certificates selected; the register's tab."""
    qtbot.keyClick(tab.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    return tab


@pytest.fixture
def folder(tmp_path, alerts):
    """The folder the user will choose."""
    made = tmp_path / "证书"
    made.mkdir()
    alerts.files = [made]
    return made


@pytest.fixture
def locked(folder, monkeypatch):
    """That folder, in which nothing can be put."""

    def refuse(*_):
        raise PermissionError(errno.EACCES, "locked")

    monkeypatch.setattr(os, "replace", refuse)
    return folder


def test_an_empty_register_leads_to_issuing(qtbot, page, room, press):
    page.tabs.setCurrentWidget(page.register_tab)
    qtbot.mouseClick(page.register_tab.findChild(QPushButton, "empty_action"), LEFT)
    assert page.issue_tab.isVisible()


def test_search_by_initials_and_reprint_by_keyboard(qtbot, tab, page, issued, rest):
    qtbot.keyClicks(tab.findChild(QLineEdit, "search"), "lxm")
    qtbot.waitUntil(lambda: len(tab.table.shown_rows()) == 1)
    qtbot.keyClick(tab.findChild(QLineEdit, "search"), Qt.Key.Key_Return)
    qtbot.keyClick(tab.table.view, Qt.Key.Key_Return)
    rest()
    preview = page.findChild(PrintPreview)
    rest()
    assert issued[2].number in preview.pages[0].text
    assert issued[2].number in preview.windowTitle()
    preview.reject()


def test_several_are_reprinted_in_one_preview(everything, page, press, rest):
    assert everything.findChild(QPushButton, "reprint").text() == "打印预览（5）"
    press("reprint")
    rest()
    preview = page.findChild(PrintPreview)
    rest()
    assert len(preview.pages) == 5
    preview.reject()


def test_nothing_selected_nothing_to_do(tab):
    for name in ("reprint", "export_word", "export_pdf"):
        assert not tab.findChild(QPushButton, name).isEnabled()


def test_reprint_spends_no_number(app, everything, page, press, rest):
    press("reprint")
    rest()
    page.findChild(PrintPreview).reject()
    assert len(app.certificates.certificates()) == 5


def test_word_files_land_in_the_folder(qtbot, everything, page, press, folder):
    with qtbot.waitSignal(page.notice) as told:
        press("export_word")
    assert len(list(folder.glob("*.docx"))) == 5
    assert told.args[0].sentence.startswith("已导出 5 个 Word 文件")


def test_one_pdf_holds_them_all(qtbot, everything, page, alerts, press, tmp_path):
    alerts.files = [tmp_path / "证书.pdf"]
    with qtbot.waitSignal(page.notice):
        press("export_pdf")
    assert (tmp_path / "证书.pdf").read_bytes().startswith(b"%PDF")
    assert alerts.suggested == ["结业证书 5份.pdf"]


def test_a_pdf_is_told_of_by_its_certificates_not_its_pages(
    qtbot, monkeypatch, everything, page, alerts, press
):
    monkeypatch.setattr("ui.certificate.page.write_pdf", lambda *_: 1)  # cards: ten to a page
    alerts.files = [Path("证书.pdf")]
    with qtbot.waitSignal(page.notice) as told:
        press("export_pdf")
    assert told.args[0].sentence == "已把 5 份证书保存到 证书.pdf"


def test_thinking_better_of_it_writes_nothing(everything, alerts, press, desk):
    alerts.files = [None, None]
    press("export_word")
    press("export_pdf")
    assert not desk.jobs.busy


def test_word_into_a_locked_folder_is_a_sentence(everything, locked, alerts, press, rest):
    press("export_word")
    rest()
    expect_refusal(alerts, locked)


def test_pdf_into_a_locked_folder_is_a_sentence(everything, locked, alerts, press, rest):
    alerts.files = [locked / "证书.pdf"]
    press("export_pdf")
    rest()
    expect_refusal(alerts, locked)


def expect_refusal(alerts, folder):
    error = alerts.take_error()
    assert isinstance(error, FileError)
    assert "没有保存" in error.message
    assert list(folder.iterdir()) == []


class _Held:
    """Stands in for the exporting method: waits at the first file until it is cancelled."""

    def __init__(self, write):
        self.write = write

    def __call__(self, keys, folder: Path, progress, cancel):
        progress.step(1, len(keys), "第一份")
        cancel._event.wait(20)
        return self.write(keys, folder, progress, cancel)


@pytest.fixture
def shell(qtbot, tab, desk, alerts, monkeypatch):
    """The page in the window, and exports that wait to be cancelled."""
    page = tab.window()
    held = _Held(page._certificates.write_word)
    monkeypatch.setattr(page._certificates, "write_word", held)
    window = Shell("暨阳指导", "周庄镇", desk.jobs, alerts, desk.changes)
    window.add_page(page)
    qtbot.addWidget(window)
    window.show()
    return window


def test_an_export_is_cancelled_from_the_window_and_leaves_nothing(
    qtbot, shell, everything, press, folder, rest
):
    rest()
    press("export_word")
    cancel = shell.findChild(QPushButton, "job_cancel")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.waitUntil(lambda: "第一份" in shell.findChild(QLabel, "job_text").text())
    qtbot.mouseClick(cancel, LEFT)
    rest()
    assert list(folder.iterdir()) == []
    assert everything.findChild(QPushButton, "export_word").isEnabled()


def chosen_from_menu(tab, name):
    """The entry of the table's menu, as a right click offers it."""
    return next(one for one in tab.table.findChildren(QAction) if one.text() == name)


def test_one_certificate_is_reissued_and_shown(app, tab, issued, page, alerts, rest):
    alerts.answers = [True]
    tab.table.view.selectRow(0)
    chosen_from_menu(tab, "换发新编号…").trigger()
    rest()
    rows = {row.number: row for row in app.certificates.certificates()}
    (old,) = [row for row in rows.values() if row.replaced_by]
    assert old.id == issued[0].id
    assert rows[old.replaced_by].name == old.name
    rest()
    preview = page.findChild(PrintPreview)
    assert old.replaced_by in preview.windowTitle()
    preview.reject()
    assert not tab.table.view.isColumnHidden(7)


def test_nothing_is_reissued_without_agreeing(app, tab, issued, alerts, rest):
    alerts.answers = [False]
    tab.table.view.selectRow(0)
    chosen_from_menu(tab, "换发新编号…").trigger()
    rest()
    assert len(app.certificates.certificates()) == len(issued)
    assert tab.table.view.isColumnHidden(7)


def test_whoever_may_only_look_is_offered_nothing_that_writes(qtbot, app, desk, rest, monkeypatch):
    reader = Permits(uuid4(), "阿卜杜拉·买买提", Role.READ_ONLY, city=False)
    monkeypatch.setitem(vars(app), "permits", reader)
    page = CertificatePage(desk, app, clock)
    qtbot.addWidget(page)
    limit(page, reader)
    page.show()
    rest()
    for name in ("issue", "tick_all", "tick_none", "revoke_certificates", "revoke_void"):
        assert page.findChild(QPushButton, name).isHidden()
    assert not page.findChild(QPushButton, "reprint").isHidden()
    for words in ("换发新编号…", "作废…"):
        assert not chosen_from_menu(page.register_tab, words).isVisible()
    page.tabs.show_tab("certificate_designs")
    rest()
    for name in ("add_word", "add_blank", "choose_design", "edit_design"):
        assert not page.findChild(QPushButton, name).isVisible()
    page.tabs.show_tab("certificate_verify")
    assert not page.tabs.shown().findChild(QPushButton, "check").isHidden()
