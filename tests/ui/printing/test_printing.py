"""From the preview to the printer."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox

from jyguide.documents.page import Document, Placed, paragraph
from tests.ui.printing.previewing import DOCUMENTS, Desk, button, opened, press, said, settled
from ui.printing.preview import PrintPreview, choose_printer
from ui.printing.sheet_view import SheetView


def test_printing_goes_to_the_printer_that_was_chosen(qtbot, jobs, tmp_path):
    target = tmp_path / "printed.pdf"

    def choose(_parent, printer, pages):
        assert pages == 4
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return True

    preview = opened(qtbot, jobs, choose=choose)
    press(qtbot, preview, "print_button")
    settled(qtbot, jobs)
    assert target.read_bytes().startswith(b"%PDF")
    assert "已送往打印机：4 页" in said(preview)

    asked = []
    preview.for_printer = lambda name: asked.append(name) or DOCUMENTS[:1]
    press(qtbot, preview, "print_button")
    settled(qtbot, jobs)
    assert "已送往打印机：1 页" in said(preview)
    assert asked == [QPrinter().printerName()]


def test_a_print_of_very_many_pages_is_asked_about(qtbot, jobs, tmp_path):
    def choose(_parent, printer, _pages):
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        return True

    desk = Desk()
    preview = opened(qtbot, jobs, desk, documents=DOCUMENTS[:1] * 301, choose=choose)
    press(qtbot, preview, "print_button")
    assert not jobs.busy
    assert desk.asked == [("共 301 页，要打印吗？", "打印")]
    press(qtbot, preview, "print_button")
    settled(qtbot, jobs)
    assert "已送往打印机：301 页" in said(preview)


def test_a_layout_that_was_stopped_is_gone_on_with_before_printing(qtbot, jobs):
    counts = []
    preview = PrintPreview(
        DOCUMENTS * 5, jobs, Desk(), "结业证书", choose=lambda *given: counts.append(given[2])
    )
    qtbot.addWidget(preview)
    view = preview.findChild(SheetView)
    view.page_changed.connect(lambda _page: button(preview, "stop_button").click())
    preview.show()
    settled(qtbot, jobs)
    assert view.current_page == 1
    if not preview.pages:  # else the layout was faster than the click
        assert "排版已停下" in said(preview)
    press(qtbot, preview, "print_button")
    qtbot.waitUntil(lambda: counts == [20])
    assert [page.text for page in preview.pages] == [f"正文{n}" for n in range(4)] * 5


def test_other_paper_is_previewed_and_printed(qtbot, jobs, tmp_path):
    asked = []

    def choose(_parent, printer, _pages):
        asked.append(printer.pageLayout().pageSize().size(QPageSize.Unit.Millimeter).toTuple())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "a.pdf"))
        return True

    preview = opened(qtbot, jobs, choose=choose)
    view, paper = preview.findChild(SheetView), preview.findChild(QComboBox, "paper")
    usual = view.scale
    qtbot.keyClicks(paper, "A3")
    assert preview.findChild(QComboBox, "fit").currentText() == "按纸张缩放"
    assert view.scale == pytest.approx(usual * 297 / 420)  # of larger paper as much is seen
    scaled = view.grab().toImage()
    preview.findChild(QComboBox, "fit").setCurrentText("实际大小")
    assert view.grab().toImage() != scaled
    assert "印不出来" not in said(preview)
    paper.setCurrentText("A5 纸")
    assert "A5 纸比文件小，超出的部分印不出来" in said(preview)
    paper.setCurrentText("A3 纸")
    qtbot.keyClick(preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, jobs)
    assert asked == [pytest.approx((297, 420), abs=1)]
    assert re.search(rb"/MediaBox \[0 0 8[34]\d[.\d]* 119", (tmp_path / "a.pdf").read_bytes())


def test_what_is_measured_on_a_blank_keeps_its_size(qtbot, jobs):
    fixed = Placed(paragraph("张三"), 30, 40, 50)
    preview = opened(qtbot, jobs, documents=[Document("证", (), placed=(fixed,))])
    assert preview.findChild(QComboBox, "fit").currentText() == "实际大小"


def test_a_pc_without_a_printer_is_told_the_way_out(qtbot, jobs, monkeypatch):
    monkeypatch.setattr("ui.printing.preview.printers", list)
    desk = Desk()
    preview = opened(qtbot, jobs, desk, choose=choose_printer)
    press(qtbot, preview, "print_button")
    (problem,) = desk.reported
    assert "没有安装打印机" in problem.message.replace("还", "")
    assert "导出 PDF" in problem.hint
    assert button(preview, "print_button").isEnabled()
    assert button(preview, "pdf_button").hasFocus()
