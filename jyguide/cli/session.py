"""What every command shares: the data folder, the output, the one place errors become words."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from jyguide.app import Application, open_application
from jyguide.cli.entry import Given, entry
from jyguide.data_folder import data_folder
from jyguide.documents.chart import Draw
from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.errors import EXPLAINED, DamageError, FileError
from jyguide.folder import look_closely
from jyguide.vault.login import Login


class Refusal(click.ClickException):
    """A command that was refused: the sentences go to stderr, the exit status is 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)


@contextmanager
def sentences() -> Iterator[None]:
    """Turn every failure we can explain into its sentences."""
    try:
        yield
    except EXPLAINED as error:
        raise Refusal("\n".join(filter(None, [error.message, error.hint]))) from error


@contextmanager
def opened(context: click.Context) -> Iterator[Application]:
    """The application over the command's data folder."""
    with sentences():
        given: Given = context.obj
        folder = data_folder(given.data)
        app = _opened(folder, entry(folder, given))
        try:
            app.backups.attend()
            yield app
        finally:
            app.close()


def _opened(folder: Path, login: Login | None) -> Application:
    """Looked at as closely as the window does: no command works on what is damaged."""
    try:
        look_closely(folder, login)
        return open_application(folder, login=login)
    except DamageError as error:
        from jyguide.bad_luck.mending import way_back  # noqa: PLC0415 - seldom needed

        way = way_back(folder, login)
        raise DamageError(error.message, hint=way, detail=error.detail) from error


class Counted:
    """Says on a terminal how far a long command is; Ctrl+C stops it, and leaves nothing half."""

    def step(self, done: int, total: int, text: str = "") -> None:
        if total and sys.stderr is not None and sys.stderr.isatty():
            click.echo(f"\r{text or '进度'} {done}/{total}", nl=done >= total, err=True)


def write_pdf(documents: Sequence[Document], target: Path) -> None:
    """Draw documents into one PDF without a window.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from ui.printing import pdf  # noqa: PLC0415 - only a PDF needs Qt

    application = pdf.graphics_application()
    pdf.write_pdf(documents, target)
    del application  # it had to live until here: fonts are gone with it


def write_folded_pdf(documents: Sequence[Document], target: Path) -> None:
    """Draw A5 documents into one PDF of A4 sides that are folded, without a window.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    from ui.printing import booklet, pdf  # noqa: PLC0415 - only a PDF needs Qt

    application = pdf.graphics_application()
    booklet.write_booklet(documents, target)
    del application  # as above


@contextmanager
def draw_charts() -> Iterator[Draw | None]:
    """What draws charts without a window; None where there is no Qt, and tables have to do."""
    try:
        from ui.printing import pdf  # noqa: PLC0415 - only charts need Qt
        from ui.widgets.charts.pictures import drawn_for_page  # noqa: PLC0415 - as above
    except ImportError:
        yield None
        return
    application = pdf.graphics_application()
    yield drawn_for_page
    del application  # it had to live until here


def text_of(file: TextIO) -> str:
    """What stands in a text file that was given, or is typed.

    Raises:
        FileError: it is no text in UTF-8.
    """
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise FileError(
            f"“{Path(file.name).name}”不是 UTF-8 编码的文本，没有读入任何内容。",
            hint="请在记事本里另存为 UTF-8 编码的文本文件；电子表格请先复制到记事本。",
        ) from error


def say_json(value: Any) -> None:
    """Print the one JSON document of a command; what is an object says where it is practice."""
    from jyguide.documents.practice_mark import PRACTICE  # noqa: PLC0415 - most print none

    if isinstance(value, dict):
        value = PRACTICE.fields() | value
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def say_table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under their heads, separated by tabs."""
    click.echo("\t".join(heads))
    for row in rows:
        click.echo("\t".join("" if cell is None else str(cell) for cell in row))


def write_document(document: Document, file: Path) -> None:
    """Write a document as PDF or Word, as the file is called; see `write_documents`."""
    write_documents([document], file)


def write_documents(documents: Sequence[Document], file: Path) -> None:
    """Write documents into one PDF or Word file, as the file is called.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
    """
    if file.suffix.lower() == ".pdf":
        write_pdf(documents, file)
    else:
        write_word(documents, file)


def together(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options that go together."""

    def put(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return put


json_option = click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 文档。")
"""Shared by every command that prints."""

SEED = click.IntRange(0, 2**63 - 1)
"""What the database keeps as a seed."""

FILE = click.Path(path_type=Path)
"""A path; whether it can be read is for the service to say in a sentence."""
