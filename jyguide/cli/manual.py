"""``jyguide manual``: what stands behind F1 on every page, bound as one paper."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.cli.session import FILE, sentences, write_documents
from jyguide.clock import system_clock
from jyguide.help.chapters import chapters
from jyguide.help.manual import manual as bound
from jyguide.release import release


@click.command(help="把使用手册写成一个文件，结尾是 .pdf 或 .docx；不需要数据文件夹。")
@click.option("--out", "file", type=FILE, required=True, help="写到哪里。")
def manual(file: Path) -> None:
    """Write the manual."""
    documents = bound(chapters(), release(), system_clock().date())
    with sentences():
        write_documents(documents, file)
    click.echo(f"使用手册已写入“{file}”。")
