"""``jyguide certificate issue``."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import click

from jyguide.app import Application
from jyguide.certificate.design import Design
from jyguide.certificate.kinds import TITLES, CertificateKind
from jyguide.certificate.occasion import DUTY, Occasion
from jyguide.certificate.row import CertificateRow
from jyguide.certificate.service.batch import Batch
from jyguide.cli.session import Counted, json_option, opened, say_json, say_table
from jyguide.cli.training import DAY
from jyguide.errors import RuleError
from jyguide.ids import ExamId, SessionId

_OF_SESSIONS = (CertificateKind.COMPLETION, CertificateKind.EXAM_PASS)


@click.command(help="给符合条件而尚无证书的人发证：一期培训、一场单独的考试，或已批复上岗的人。")
@click.argument("session", type=click.UUID, required=False)
@click.option("--exam", type=click.UUID, default=None, help="不属于培训的考试，发合格证书。")
@click.option("--duty", is_flag=True, help="给已批复在岗的指导员发上岗证。")
@click.option(
    "--kind",
    type=click.Choice([kind.value for kind in _OF_SESSIONS]),
    default=CertificateKind.COMPLETION.value,
    show_default=True,
    help="培训发哪种证书。",
)
@click.option("--design", default="", help="样式名称（见 certificate design list）；不写用默认。")
@click.option("--date", "issued", type=DAY, default=None, help="发证日期；不写即今天。")
@json_option
@click.pass_context
def issue(context: click.Context, /, *, as_json: bool, **asked: Any) -> None:
    """Issue to everybody who is ready."""
    occasion = _occasion(
        asked["session"], asked["exam"], CertificateKind(asked["kind"]), duty=asked["duty"]
    )
    issued: datetime | None = asked["issued"]
    with opened(context) as app:
        people = app.certificates.occasions.recipients(occasion)
        ready = tuple(one.person_id for one in people if one.ready)
        chosen = named_design(app, asked["design"], occasion.kind) if asked["design"] else None
        day = (issued or app.clock()).date()
        rows = app.certificates.issue_batch(Batch(occasion, ready, day, chosen), Counted())
    say_certificates(rows, as_json=as_json)


def _occasion(
    session: uuid.UUID | None, exam: uuid.UUID | None, kind: CertificateKind, *, duty: bool
) -> Occasion:
    if sum((session is not None, exam is not None, duty)) != 1:
        raise click.UsageError("请指定一期培训、--exam 或 --duty 其中之一。")
    if duty:
        return DUTY
    if exam is not None:
        return Occasion(CertificateKind.EXAM_PASS, exam=ExamId(exam))
    return Occasion(kind, SessionId(session) if session else None)


def named_design(app: Application, name: str, kind: CertificateKind) -> Design:
    """The design of this name that suits a kind.

    Raises:
        RuleError: there is none.
    """
    for row in app.certificate_designs.designs():
        if row.name == name and row.suits(kind):
            return row.design
    raise RuleError(
        f"没有名为“{name}”、可用于{TITLES[kind]}的样式，没有发放任何证书。",
        hint="用 certificate design list 看有哪些样式。",
    )


def say_certificates(rows: list[CertificateRow], *, as_json: bool) -> None:
    """List certificates, for people or for programs."""
    if as_json:
        say_json([certificate_json(row) for row in rows])
        return
    say_table(
        ("编号", "姓名", "种类", "名称", "发证日期"),
        [(row.number, row.name, TITLES[row.kind], row.subject, row.issued_on) for row in rows],
    )


def certificate_json(row: CertificateRow) -> dict[str, Any]:
    """What programs are told of a certificate."""
    return {
        "number": row.number,
        "name": row.name,
        "kind": row.kind.value,
        "subject": row.subject,
        "issued_on": row.issued_on.isoformat(),
    }
