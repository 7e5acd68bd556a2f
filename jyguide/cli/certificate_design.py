"""``jyguide certificate design``."""

from __future__ import annotations

from pathlib import Path

import click

from jyguide.app import Application
from jyguide.certificate.design import DesignRow, new_word
from jyguide.certificate.fields import FIELDS
from jyguide.certificate.kinds import DESIGN_FORM_NAMES, TITLES, CertificateKind
from jyguide.cli.session import FILE, json_option, opened, say_json, say_table
from jyguide.errors import RuleError

_KIND = click.Choice([kind.value for kind in CertificateKind])


@click.group(help="证书样式：内置的、本单位 Word 模板、套打的空白证书。")
def design() -> None:
    """Designs of certificates."""


@design.command("list", help="列出样式。")
@json_option
@click.pass_context
def list_(context: click.Context, *, as_json: bool) -> None:
    """List the office's designs and those that ship."""
    with opened(context) as app:
        rows = app.certificate_designs.designs()
    if as_json:
        say_json([_design(row) for row in rows])
        return
    say_table(
        ("样式", "方式", "适用", "默认用于"),
        [
            (
                row.name,
                DESIGN_FORM_NAMES[row.design.form],
                TITLES[row.kind] if row.kind else "全部种类",
                "、".join(TITLES[kind] for kind in row.defaults),
            )
            for row in rows
        ],
    )


@design.command("fields", help="列出 Word 模板里可以用的字段。")
def fields() -> None:
    """List all named fields."""
    say_table(
        ("字段", "含义", "例子"),
        [(f"{{{{{one.name}}}}}", one.meaning, one.example) for one in FIELDS],
    )


@design.command("example", help="写出一份示例模板（.docx），改好后再上传。")
@click.argument("target", type=FILE)
@click.pass_context
def example(context: click.Context, target: Path) -> None:
    """Write the example of a template."""
    with opened(context) as app:
        app.certificate_designs.write_example(target)
    click.echo(f"已写出示例模板：{target}")


@design.command("upload", help="上传本单位的 Word 模板。")
@click.argument("template", type=FILE)
@click.option("--name", required=True, help="样式名称。")
@click.option("--kind", type=_KIND, default=None, help="只用于这种证书；不写则都能用。")
@click.pass_context
def upload(context: click.Context, template: Path, *, name: str, kind: str | None) -> None:
    """Take in an office's Word file."""
    blank = new_word()
    row = DesignRow(blank.design, name, CertificateKind(kind) if kind else None)
    with opened(context) as app:
        app.certificate_designs.keep(row, template)
    click.echo(f"已保存样式“{name}”。")


@design.command("choose", help="这种证书以后默认用这个样式。")
@click.argument("name")
@click.argument("kind", type=_KIND)
@click.pass_context
def choose(context: click.Context, name: str, kind: str) -> None:
    """Take a design where nobody chooses another."""
    with opened(context) as app:
        app.certificate_designs.choose(_named(app, name), CertificateKind(kind))
    click.echo(f"{TITLES[CertificateKind(kind)]}以后默认用“{name}”。")


@design.command("remove", help="删除一个样式；用它发的证书仍可重印。")
@click.argument("name")
@click.pass_context
def remove(context: click.Context, name: str) -> None:
    """Take a design from the list."""
    with opened(context) as app:
        app.certificate_designs.remove(_named(app, name))
    click.echo(f"已删除样式“{name}”。")


def _named(app: Application, name: str) -> DesignRow:
    for row in app.certificate_designs.designs():
        if row.name == name:
            return row
    raise RuleError(
        f"没有名为“{name}”的样式，没有改动。", hint="用 certificate design list 看有哪些样式。"
    )


def _design(row: DesignRow) -> dict[str, object]:
    return {
        "name": row.name,
        "form": row.design.form.value,
        "kind": row.kind.value if row.kind else None,
        "default_for": [kind.value for kind in row.defaults],
    }
