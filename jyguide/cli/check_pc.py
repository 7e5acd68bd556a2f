"""``jyguide check-pc``: the look at this PC without a window."""

from __future__ import annotations

from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jyguide.cli.entry import Given, entry
from jyguide.cli.session import FILE, Counted, sentences, write_document
from jyguide.clock import system_clock
from jyguide.data_folder import data_folder
from jyguide.errors import EXPLAINED
from jyguide.folder import look_closely
from jyguide.place import holds_station
from jyguide.progress import CancelToken
from jyguide.self_test.facts import ShownFacts
from jyguide.self_test.finding import Level
from jyguide.self_test.findings import findings
from jyguide.self_test.gathering import Look
from jyguide.self_test.sheet import checkup_document, checkup_text, write_text
from ui.screen import has_screen

if TYPE_CHECKING:
    from jyguide.app import Application


@click.command(
    "check-pc",
    help="电脑体检：字体、打印机、时间、硬盘、备份、屏幕、内存、数据库，一项一行。\n\n"
    "写到文件时按后缀存成 PDF、Word 或文本（.pdf、.docx、.txt）；有问题时退出码是 1。"
    "加密的数据没有登录时不看里面。",
)
@click.option("--out", type=FILE, help="把体检单写到这个文件。")
@click.pass_context
def check_pc(context: click.Context, out: Path | None) -> None:
    """Look at this PC; exits with 1 where something is wrong."""
    folder = data_folder(context.obj.data)
    app, fault = _opened(folder, context.obj)
    moment = system_clock()
    with closing(app) if app is not None else nullcontext():
        look = Look(folder, system_clock, app, fault)
        found = findings(look.facts(_shown(), Counted(), CancelToken()), moment)
        office, letter = (
            (app.place.office, app.place.device_letter) if app else ("（未登录）", "—")
        )
    text = checkup_text(found, office, letter, moment)
    click.echo(text, nl=False)
    if out is not None:
        with sentences():
            if out.suffix.lower() == ".txt":
                write_text(text, out)
            else:
                write_document(checkup_document(found, office, letter, moment), out)
    if any(one.level is Level.BAD for one in found):
        context.exit(1)


def _opened(folder: Path, given: Given) -> tuple[Application | None, str]:
    """The folder opened where that can be; why it cannot is a finding like any other."""
    from jyguide.app import open_application  # noqa: PLC0415 - the look goes on without it
    from jyguide.vault.key_file import is_protected  # noqa: PLC0415 - as above

    if not holds_station(folder) or (is_protected(folder) and given.key_file is None):
        return None, ""
    try:
        login = entry(folder, given)
        look_closely(folder, login)
        return open_application(folder, login=login), ""
    except EXPLAINED as error:
        return None, error.message


def _shown() -> ShownFacts:
    """What Qt tells, where there is one; of a screen only where somebody looks at it."""
    try:
        from ui.printing.pdf import graphics_application  # noqa: PLC0415 - only with Qt
        from ui.self_test.shown import own_screen, shown_facts  # noqa: PLC0415 - as above
    except ImportError:
        return ShownFacts()
    seen = has_screen()
    application = graphics_application()
    facts = shown_facts(own_screen() if seen else None)
    del application  # it had to live until here
    return facts
