"""``jyguide certificate verify``, ``revoke`` and ``register``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from jyguide.certificate.kinds import RevocationCause
from jyguide.certificate.register import register_document, remark, state_text, write_register
from jyguide.certificate.revocation import CHOSEN_CAUSES, CertificateState
from jyguide.certificate.row import CertificateRow
from jyguide.certificate.verify import Check
from jyguide.cli.certificate_issue import certificate_json
from jyguide.cli.session import (
    FILE,
    Counted,
    json_option,
    opened,
    say_json,
    say_table,
    write_document,
)
from jyguide.cli.training import DAY
from jyguide.errors import RuleError

_STATES = [state.value for state in CertificateState]


@click.command(help="核验证书：二维码内容、图片，或编号加核验码；有一份不是有效时退出码为 1。")
@click.argument("text", required=False)
@click.option("--picture", type=FILE, help="证书的照片、扫描件或截图。")
@click.option("--number", default="", help="证书编号。")
@click.option("--mark", default="", help="核验码，与 --number 一起用。")
@json_option
@click.pass_context
def verify(
    context: click.Context,
    text: str | None,
    *,
    picture: Path | None,
    number: str,
    mark: str,
    as_json: bool,
) -> None:
    """Check what was given in one of three ways."""
    if sum(map(bool, (text, picture, number))) != 1:
        raise click.UsageError("请给出二维码内容、--picture 或 --number 三者之一。")
    with opened(context) as app:
        if picture is not None:
            checks = app.verification.check_file(picture)
        elif number:
            checks = [app.verification.check_number(number, mark)]
        else:
            checks = app.verification.check_all(text or "")
    if as_json:
        say_json([_check(one) for one in checks])
    else:
        click.echo("\n\n".join(map(_said, checks)))
    if not all(one.is_valid for one in checks):
        context.exit(1)


@click.command(help="作废证书；不能撤销，随数据交换通知各站。")
@click.argument("numbers", nargs=-1, required=True)
@click.option(
    "--cause",
    type=click.Choice([cause.value for cause in CHOSEN_CAUSES]),
    required=True,
    help="原因：lost 遗失，wrong 信息有误，result_void 成绩作废，left 不再任职。",
)
@click.option("--name", default="", help="编号相同的有几份时，写明持证人姓名。")
@click.option("--date", "day", type=DAY, default=None, help="作废日期；不写即今天。")
@click.option("--note", default="", help="说明；只留在本站和市级，市级作废时不能写。")
@click.pass_context
def revoke(
    context: click.Context,
    numbers: tuple[str, ...],
    *,
    cause: str,
    name: str,
    day: datetime | None,
    note: str,
) -> None:
    """Revoke certificates in one action."""
    with opened(context) as app:
        rows = app.certificates.certificates()
        keys = [found_row(rows, number, name).id for number in numbers]
        on = (day or app.clock()).date()
        app.revocations.revoke(keys, RevocationCause(cause), on, note)
    click.echo(f"已作废 {len(set(keys))} 份证书。")


@click.command(help="发证登记簿：列出、导出 Excel、写成 Word。")
@click.option("--state", type=click.Choice(_STATES), default=None, help="只要这种状态的。")
@click.option("--year", type=int, default=None, help="只要这一年发的。")
@click.option("--xlsx", type=FILE, help="导出 Excel。")
@click.option("--docx", type=FILE, help="写成可打印的 Word 登记簿。")
@json_option
@click.pass_context
def register(
    context: click.Context,
    *,
    state: str | None,
    year: int | None,
    xlsx: Path | None,
    docx: Path | None,
    as_json: bool,
) -> None:
    """Say or write the register."""
    with opened(context) as app:
        rows = [
            row
            for row in app.certificates.certificates()
            if state in (None, row.state.value) and year in (None, row.issued_on.year)
        ]
        if xlsx:
            write_register(rows, app.place.office, xlsx, Counted())
        if docx:
            write_document(register_document(rows, app.place.office, app.clock().date()), docx)
    if as_json:
        say_json([_registered(row) for row in rows])
        return
    say_table(
        ("编号", "姓名", "名称", "发证日期", "核验码", "状态", "作废或换发"),
        [
            (
                row.number,
                row.name,
                row.subject,
                row.issued_on,
                row.mark,
                state_text(row),
                remark(row),
            )
            for row in rows
        ],
    )


def found_row(rows: list[CertificateRow], number: str, name: str) -> CertificateRow:
    """The one certificate of this number, and name where it is given, that counts.

    Raises:
        RuleError: there is none, or more than one.
    """
    wanted = [
        row
        for row in rows
        if row.number == number
        and row.name == (name or row.name)
        and row.state is not CertificateState.REPLACED
    ]
    if len(wanted) != 1:
        raise RuleError(
            f"编号为“{number}”的证书有 {len(wanted)} 份，没有改动。",
            hint="请核对编号；编号相同的有几份时，请用 --name 写明持证人。",
        )
    return wanted[0]


def _said(check: Check) -> str:
    lines = [check.in_one_line]
    lines += [f"{name}：{value}" for name, value in check.facts]
    lines += [f"注意：{caution}" for caution in check.cautions]
    return "\n".join([*lines, *filter(None, (check.hint,))])


def _check(check: Check) -> dict[str, Any]:
    revoked = check.revoked
    return {
        "verdict": check.verdict.value,
        "valid": check.is_valid,
        "sentence": check.in_one_line,
        "hint": check.hint,
        "number": check.number,
        "name": check.name,
        "facts": dict(check.facts),
        "cautions": list(check.cautions),
        "as_of": check.as_of.isoformat() if check.as_of else None,
        "revoked_on": revoked.revoked_on.isoformat() if revoked else None,
        "cause": revoked.cause.value if revoked else "",
        "replaced_by": revoked.replaced_by if revoked else "",
    }


def _registered(row: CertificateRow) -> dict[str, Any]:
    return {
        **certificate_json(row),
        "mark": row.mark,
        "state": row.state.value,
        "in_doubt": row.in_doubt,
        "remark": remark(row),
    }


CHECKING = (verify, revoke, register)
