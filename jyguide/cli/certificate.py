"""``jyguide certificate``."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.row import CertificateRow
from jyguide.cli.certificate_check import CHECKING, found_row
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table, write_pdf
from jyguide.cli.training import DAY
from jyguide.documents.files import file_faults
from jyguide.errors import RuleError
from jyguide.ids import SessionId


@click.group(help="证书：发放、列出、打印、核验、作废。")
def certificate() -> None:
    """Certificates."""


for command in CHECKING:
    certificate.add_command(command)


@certificate.command(help="为一期培训中符合条件而尚无证书的人发证。")
@click.argument("session", type=click.UUID)
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in CertificateKind]),
    default=CertificateKind.COMPLETION.value,
    show_default=True,
    help="证书种类。",
)
@click.option("--date", "issued", type=DAY, default=None, help="发证日期；不写即今天。")
@json_option
@click.pass_context
def issue(
    context: click.Context,
    session: uuid.UUID,
    *,
    kind: str,
    issued: datetime | None,
    as_json: bool,
) -> None:
    """Issue to everybody who is ready."""
    with opened(context) as app:
        people = app.certificates.recipients(SessionId(session), CertificateKind(kind))
        ready = [one.person_id for one in people if one.ready]
        day = (issued or app.clock()).date()
        rows = app.certificates.issue(SessionId(session), CertificateKind(kind), ready, day)
    _say(rows, as_json=as_json)


@certificate.command("list", help="列出证书。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List every certificate issued."""
    with opened(context) as app:
        rows = app.certificates.certificates()
    _say(rows, as_json=as_json)


@certificate.command(help="换发一份证书（如两台电脑发出了相同的编号）；原来的一份保留。")
@click.argument("number")
@click.option("--name", default="", help="编号相同的有几份时，写明持证人姓名。")
@json_option
@click.pass_context
def reissue(context: click.Context, number: str, name: str, *, as_json: bool) -> None:
    """Issue one certificate anew under a number of its own."""
    with opened(context) as app:
        found = found_row(app.certificates.certificates(), number, name)
        row = app.certificates.reissue(found.id, app.clock().date())
    _say([row], as_json=as_json)


@certificate.command(help="把证书写成 Word（每份一个文件）和 PDF（一个文件）。")
@click.option("--session", type=click.UUID, default=None, help="只写这一期培训的。")
@click.option("--word", "folder", type=FILE, help="存放 Word 文件的文件夹。")
@click.option("--pdf", type=FILE, help="PDF 文件。")
@click.pass_context
def write(
    context: click.Context, *, session: uuid.UUID | None, folder: Path | None, pdf: Path | None
) -> None:
    """Write certificates to files."""
    if not (folder or pdf):
        raise click.UsageError("请至少指定 --word 或 --pdf 之一。")
    with opened(context) as app:
        rows = app.certificates.certificates(SessionId(session) if session else None)
        if not rows:
            raise RuleError("没有证书可以写出，没有写任何文件。", hint="请先发放证书。")
        keys = [row.id for row in rows]
        if folder:
            with file_faults(folder):
                folder.mkdir(parents=True, exist_ok=True)
            app.certificates.write_word(keys, folder)
        if pdf:
            write_pdf(app.certificates.documents(keys), pdf)
    click.echo(f"已写出 {len(keys)} 份证书。")


def _say(rows: list[CertificateRow], *, as_json: bool) -> None:
    if as_json:
        say_json([_certificate(row) for row in rows])
        return
    say_table(
        ("编号", "姓名", "种类", "名称", "发证日期"),
        [(row.number, row.name, TITLES[row.kind], row.subject, row.issued_on) for row in rows],
    )


def _certificate(row: CertificateRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "kind": row.kind.value,
        "subject": row.subject,
        "issued_on": row.issued_on.isoformat(),
    }
