"""What leaves the printer: many certificates, the first page of a long list, and their memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from docxtpl import DocxTemplate
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from jyguide.certificate.document import certificate_document
from jyguide.certificate.template_check import check_template
from jyguide.certificate.word_template import WordTemplate
from jyguide.documents.page import (
    PAGE_NUMBER,
    Cell,
    Document,
    PageSetup,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.word import write_word
from jyguide.progress import CancelToken, Silent
from tests.bench import floors
from tests.bench.certificates import text_of
from tests.bench.memory import peak_kilobytes
from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit, Ratio, bare, compare_seconds, seconds
from ui.alerts import DialogAlerts
from ui.jobs import JobRunner
from ui.printing.layout import lay_out
from ui.printing.pdf import graphics_application, write_pdf
from ui.printing.preview import PrintPreview
from ui.printing.sheet_view import SheetView

COUNT = 1000
ROSTER_PAGES = 300
_ROWS_A_PAGE = 21
_HEADS = ("序号", "姓名", "性别", "出生年月", "单位", "职务", "学历", "备注")
_WIDTHS = (12, 20, 12, 22, 46, 26, 20, 18)


class Certificates(Sequence[Document]):
    """Each is made when it is asked for, as the program does."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Document]: ...
    def __getitem__(self, place: int | slice) -> Document | Sequence[Document]:
        if isinstance(place, slice):
            return [self[number] for number in range(self._count)[place]]
        return certificate_document(text_of(range(self._count)[place]))


def roster(pages: int) -> Document:
    """A list of as many pages, of which each says how many there are."""
    look, shape = Style(size=10.5), Shape(line=16)

    def row(*texts: str) -> Row:
        return Row(tuple(Cell((paragraph(text, look, shape),)) for text in texts), 8)

    station = "周庄镇基层党建工作指导站"
    lines = (
        row(f"{number}", "欧阳建国", "女", "1988-03", station, "村党组织书记", "大学本科", "")
        for number in range(1, pages * _ROWS_A_PAGE + 1)
    )
    table = Table(_WIDTHS, (row(*_HEADS), *lines), header_rows=1)
    return Document("花名册", (table,), PageSetup(left=17, right=17), footer=PAGE_NUMBER)


def run() -> Iterator[Ratio | Limit]:
    """Six lines; peak memory is that of processes of their own."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(["bench"])
    with tempfile.TemporaryDirectory() as name:
        yield _certificates_to_pdf(Path(name))
        yield _certificates_to_word(Path(name))
    yield _first_page(application)
    yield from _memory()


def growth() -> Iterator[Growth]:
    """A file of two hundred certificates, and one of two thousand."""
    drawing = graphics_application()
    few = 2 * COUNT // TEN
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "all.pdf"
        one, many = (
            bare(lambda count=count: write_pdf(Certificates(count), target), "s", 3)
            for count in (few, 2 * COUNT)
        )
    del drawing
    yield Growth("证书写成一个 PDF", one, many, few, 2 * COUNT)


def _certificates_to_pdf(folder: Path) -> Limit:
    target = folder / "all.pdf"
    write_pdf(Certificates(20), target)
    taken = seconds(lambda: write_pdf(Certificates(COUNT), target))
    said = text_of(0)
    lines = (said.name, said.sex, said.subject, said.number, said.issuer, *("兹证明",) * 3)
    plain = bare(floors.painted(folder / "bare.pdf", COUNT, lines), rounds=1) / COUNT
    return Limit(f"{COUNT} 份证书写成一个 PDF，每份", taken * 1000 / COUNT, "ms", 20, plain)


def _certificates_to_word(folder: Path) -> Ratio:
    """All of them into one file from the office's template, against a file each by docxtpl."""
    made = folder / "template.docx"
    fields = replace(text_of(0), name="{{ 姓名 }}", subject="{{ 培训 }}", number="{{ 编号 }}")
    write_word(certificate_document(fields), made)
    template = WordTemplate(check_template(made.read_bytes(), made.name), made.name)
    texts = [text_of(number) for number in range(COUNT)]

    def rendered() -> None:
        for text in texts:
            filling = DocxTemplate(made)
            filling.render({"姓名": text.name, "培训": text.subject, "编号": text.number})
            filling.save(io.BytesIO())

    return compare_seconds(
        f"{COUNT} 份证书按 Word 模板写成一个文件，对照 docxtpl",
        lambda: seconds(lambda: template.filled_together(texts, Silent(), CancelToken())),
        lambda: seconds(rendered),
        allowed=0.7,
        rounds=2,
    )


def _first_page(application: QApplication) -> Limit:
    document = roster(ROSTER_PAGES)
    pages = len(lay_out(document))
    taken = sorted(_until_seen(document, application) for _ in range(6))[2]
    plain = bare(lambda: _laid_out_by_qt(document), rounds=2)
    return Limit(f"{pages} 页花名册预览，第一页", taken * 1000, "ms", 300, plain)


def _laid_out_by_qt(document: Document) -> None:
    """The same table as Qt's own rich text, laid out on pages: a document's way to a preview."""
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    cells = ("".join(f"<td>{runs_of(cell)}</td>" for cell in row.cells) for row in table.rows)
    text = QTextDocument()
    text.setPageSize(QSizeF(595, 842))
    text.setHtml(f"<table>{''.join(f'<tr>{one}</tr>' for one in cells)}</table>")
    assert text.pageCount() > ROSTER_PAGES // 2


def runs_of(cell: Cell) -> str:
    """The bare text of a cell."""
    return "".join(run.text for block in cell.blocks for run in block.runs)


def _until_seen(document: Document, application: QApplication) -> float:
    """Seconds from opening the preview to a page in it, which is drawn by then."""
    jobs = JobRunner()
    begin = time.perf_counter()
    preview = PrintPreview([document], jobs, DialogAlerts(), "花名册")
    preview.show()
    view = preview.findChild(SheetView)
    assert isinstance(view, SheetView)
    while view.current_page == 0:
        application.processEvents()  # the window draws while its user waits
    taken = time.perf_counter() - begin
    preview.close()
    while jobs.busy:
        application.processEvents()  # the rest is stopped, and says so, before the next round
    jobs.shutdown()
    return taken


def _memory() -> Iterator[Limit]:
    """Of a single long list its description takes most; what drawing it adds is looked at."""
    for kind in ("PDF", "Word"):
        yield _compared(f"{kind} 证书 2000 页对照 200 页", _peak(kind, 2000), _peak(kind, 200))
    drawn, described = (_peak(kind, 2000) for kind in ("list", "description"))
    yield _compared("一份花名册 PDF 2000 页对照只有其内容", drawn, described)


def _compared(name: str, one: int, other: int) -> Limit:
    peaks = f"{one / 1024:.0f} MB 比 {other / 1024:.0f} MB"
    return Limit(f"内存峰值：{name}（{peaks}）", one / other, "倍", 1.2)


def _peak(kind: str, pages: int) -> int:
    code = f"from tests.bench.printing import write\nwrite({kind!r}, {pages})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
    )
    return int(done.stdout.split()[-1])


def write(kind: str, pages: int) -> None:
    """Write so many pages and print the peak; run in a process of its own."""
    application = graphics_application()
    described = roster(pages) if kind in ("list", "description") else Certificates(pages)
    with tempfile.TemporaryDirectory() as name:
        target = Path(name) / "all"
        match kind:
            case "PDF" | "list":
                write_pdf(described, target)
            case "Word":
                write_word(described, target)
            case _:
                write_pdf(Certificates(1), target)
    del application
    sys.stdout.write(f"{peak_kilobytes()}\n")
