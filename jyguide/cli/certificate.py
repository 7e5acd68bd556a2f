"""``jyguide certificate``."""

from __future__ import annotations

import uuid
from pathlib import Path

import click

from jyguide.cli.certificate_check import CHECKING, found_row
from jyguide.cli.certificate_design import design
from jyguide.cli.certificate_issue import issue, say_certificates
from jyguide.cli.session import FILE, json_option, opened, write_pdf
from jyguide.documents.files import file_faults
from jyguide.errors import RuleError
from jyguide.ids import SessionId


@click.group(help="证书：发放、列出、打印、核验、作废。")
def certificate() -> None:
    """Certificates."""


for command in (*CHECKING, issue, design):
    certificate.add_command(command)


@certificate.command("list", help="列出证书。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List every certificate issued."""
    with opened(context) as app:
        rows = app.certificates.certificates()
    say_certificates(rows, as_json=as_json)


@certificate.command(help="换发一份证书（如两台电脑发出了相同的编号）；原来的一份保留。")
@click.argument("number")
@click.option("--name", default="", help="编号相同的有几份时，写明持证人姓名。")
@json_option
@click.pass_context
def reissue(context: click.Context, number: str, name: str, *, as_json: bool) -> None:
    """Issue one certificate anew under a number of its own."""
    with opened(context) as app:
        found = found_row(app.certificates.certificates(), number, name)
        row = app.certificates.reissue(found.id, max(app.clock().date(), found.issued_on))
    say_certificates([row], as_json=as_json)


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
