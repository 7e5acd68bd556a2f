"""Renders everything the program prints to PDF and PNG: ``make gallery``, in gallery-out/.

A page of each is looked at before a release, as a careful clerk would. The command fails where a
document of the program stands in none of them, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import sample_extras
import sample_ledgers
import sample_round
import sample_year
from gallery_certificates import word_certificate
from gallery_pages import PRINTABLES, SENT_UP, Printable
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from jyguide.app import Application, open_application
from jyguide.demo.run import STATION, run_demo
from jyguide.documents.page import Document
from jyguide.place import CITY_CODE
from jyguide.state import STATE_VARIABLE
from ui.file_name import file_name
from ui.printing.layout import lay_out_all
from ui.printing.paint import paint_page
from ui.printing.pdf import graphics_application, write_pages, write_pdf
from ui.printing.shapes import UNITS_PER_MM, Page

OUT = Path("gallery-out")
SEED = 20261120
DOTS_PER_MM = 100 / 25.4
ROOT = Path(__file__).parents[1]
NOT_ALONE = {
    "jyguide.documents.booklet",  # folds what others make
    "jyguide.exchange.word.text",  # a bank as a text file to be worked on, no paper
}
"""Modules that make documents which are shown as part of another, or are no paper."""


def main(out: Path = OUT) -> int:
    """Render all; gives what the shell is told."""
    application = graphics_application()
    made_by = _watched()
    with TemporaryDirectory() as folder:
        os.environ[STATE_VARIABLE] = str(Path(folder) / "state")
        stations = _stations(Path(folder))
        try:
            shown = [_rendered(one, stations[one.station], out) for one in PRINTABLES]
            shown.append(_from_word(stations["demo"], out))
        finally:
            for app in stations.values():
                app.close()
    (out / "index.html").write_text(_index(shown), "utf-8")
    application.quit()
    pages = sum(len(one) for _, one in shown)
    sys.stdout.write(f"{len(shown)} 种文件，{pages} 页，在 {out} 里；从 index.html 看起。\n")
    forgotten = sorted(set(_makers()) - made_by - NOT_ALONE)
    for name in forgotten:
        sys.stdout.write(f"没有样张：{name}\n")
    return 1 if forgotten else 0


def _stations(room: Path) -> dict[str, Application]:
    """The sample stations and their city, filled and open."""
    run_demo(room / "demo", SEED, write_pdf)
    sample_year.fill(room / "demo" / "station", date.today())  # noqa: DTZ011 - the day on the wall
    sample_round.fill_station(room / "round", STATION)
    sample_ledgers.fill_station(room / "ledgers", STATION)
    folders = {"demo": room / "demo" / "station", "round": room / "round"}
    folders |= {"ledgers": room / "ledgers", "city": room / "demo" / "city"}
    stations = {name: open_application(folder) for name, folder in folders.items()}
    sample_extras.fill(*(stations[one] for one in ("demo", "round", "ledgers", "city")))
    stations["demo"].sync.export(CITY_CODE, room / "demo" / SENT_UP)
    return stations


def _rendered(one: Printable, app: Application, out: Path) -> tuple[str, list[str]]:
    """Write its PDF and a picture of each page; gives the name and the pictures."""
    pages = lay_out_all(one.make(app))
    out.mkdir(parents=True, exist_ok=True)
    name = f"{PRINTABLES.index(one) + 1:02d} {file_name(one.name)}"
    write_pages(pages, out / f"{name}.pdf", one.name)
    pictures = []
    for number, page in enumerate(pages, 1):
        pictures.append(f"{name}-{number:02d}.png")
        _picture(page).save(str(out / pictures[-1]))
    return one.name, pictures


def _from_word(app: Application, out: Path) -> tuple[str, list[str]]:
    """A certificate made from a Word file; pictures only where LibreOffice is installed."""
    name = f"{len(PRINTABLES) + 1:02d} 证书 Word 模板"
    made = word_certificate(app, out / f"{name}.docx")
    if which("soffice") is None or which("pdftoppm") is None:
        return made.name, []
    pdf, dots = made.with_suffix(".pdf"), str(round(DOTS_PER_MM * 25.4))
    _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(out), str(made))
    _run("pdftoppm", "-r", dots, "-png", str(pdf), str(out / name))
    return made.stem, [one.name for one in sorted(out.glob(f"{name}-*.png"))]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - files of our own


def _picture(page: Page) -> QImage:
    size = (round(page.setup.width * DOTS_PER_MM), round(page.setup.height * DOTS_PER_MM))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_page(painter, page, DOTS_PER_MM / UNITS_PER_MM)
    painter.end()
    return image


def _index(shown: Sequence[tuple[str, list[str]]]) -> str:
    """One page with all pictures, small."""
    parts = ["<!doctype html><meta charset=utf-8><title>暨阳指导 样张</title>"]
    parts.append("<style>body{font-family:sans-serif;background:#888}img{height:340px;margin:4px}")
    parts.append("h2{color:#fff;margin:16px 4px 4px}</style>")
    for name, pictures in shown:
        parts.append(f"<h2>{escape(name)}（{len(pictures)} 页）</h2>")
        parts += [f'<a href="{escape(one)}"><img src="{escape(one)}"></a>' for one in pictures]
    return "\n".join(parts)


def _makers() -> Iterator[str]:
    """Modules of the program in which a document is put together."""
    for path in sorted((ROOT / "jyguide").rglob("*.py")):
        called = (
            node.func
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        )
        if any(isinstance(name, ast.Name) and name.id == "Document" for name in called):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _watched() -> set[str]:
    """A set into which each module falls that makes a document from here on."""
    makers: set[str] = set()
    plain: Callable[..., None] = Document.__init__

    def noting(self: Document, *args: object, **named: object) -> None:
        makers.add(sys._getframe(1).f_globals["__name__"])  # noqa: SLF001 - who calls
        plain(self, *args, **named)

    Document.__init__ = noting  # type: ignore[method-assign, assignment]
    return makers


if __name__ == "__main__":
    sys.exit(main())
