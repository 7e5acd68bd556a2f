"""The register of certificates on paper and as a workbook: 发证登记簿."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jyguide.certificate.kinds import REVOCATION_CAUSE_NAMES, TITLES, RevocationCause
from jyguide.certificate.revocation import STATE_NAMES, CertificateState
from jyguide.certificate.row import CertificateRow
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.documents.section_document import report_document
from jyguide.exchange.section_workbook import write_report_workbook
from jyguide.progress import CancelToken, Progress

TITLE = "发证登记簿"
_NOTE = "证件号码已隐去中间几位；作废、换发以本机登记为准。"
_PAPER_NOTE = "已作废、已换发的证书注明日期和原因。"
_IN_DOUBT = "待核对"
_WHY_IN_DOUBT = "成绩已作废，请核对"


def state_text(row: CertificateRow) -> str:
    """How it stands, in a word or two."""
    return _IN_DOUBT if row.in_doubt else STATE_NAMES[row.state]


def remark(row: CertificateRow) -> str:
    """Since when, why, and which one came in its place; "" for one that counts without doubt."""
    if row.in_doubt:
        return _WHY_IN_DOUBT if row.result_void else row.doubt
    if row.revoked is None:
        return f"换发为 {row.successor}" if row.successor else ""
    day, cause = row.revoked.revoked_on, row.revoked.cause
    why = "" if cause is RevocationCause.REPLACED else REVOCATION_CAUSE_NAMES[cause]
    instead = f"换发为 {row.successor}" if row.successor else ""
    return f"{day:%Y-%m-%d} {'，'.join(filter(None, (why, instead)))}".rstrip()


def write_register(
    rows: Sequence[CertificateRow],
    office: str,
    target: Path,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> None:
    """Write a workbook with every column; numbers of people are masked and text.

    Raises:
        FileError: the target cannot be written; it is then as it was before.
        Cancelled: somebody asked to stop; likewise.
    """
    section = ReportSection(
        name=TITLE,
        heads=(
            *("证书编号", "姓名", "身份证号", "证书", "培训或考试", "指导站", "发证日期"),
            *("核验码", "状态", "作废日期", "作废原因", "换发为", "说明"),
        ),
        rows=tuple(
            (
                row.number,
                row.name,
                row.masked_id,
                TITLES[row.kind],
                row.subject,
                row.station,
                row.issued_on,
                row.mark,
                state_text(row),
                row.revoked.revoked_on if row.revoked else None,
                REVOCATION_CAUSE_NAMES[row.revoked.cause] if row.revoked else "",
                row.successor,
                row.revoked.note if row.revoked else "",
            )
            for row in rows
        ),
        widths=(17, 12, 22, 11, 34, 14, 16, 12, 18, 16, 11, 17, 24),
        note=_NOTE,
        names=2,
    )
    write_report_workbook(office, [section], target, progress, cancel)


def register_document(rows: Sequence[CertificateRow], office: str, on: date) -> Document:
    """The same as a ledger on A4 landscape, without what nobody looks for on paper."""
    section = ReportSection(
        name=f"共 {len(rows)} 份{_counted(rows)}",
        heads=("编号", "姓名", "证书", "培训或考试", "发证日期", "核验码", "状态", "作废或换发"),
        rows=tuple(
            (
                row.number,
                row.name,
                TITLES[row.kind],
                row.subject,
                f"{row.issued_on:%Y-%m-%d}",
                row.mark,
                state_text(row),
                remark(row),
            )
            for row in rows
        ),
        widths=(16, 11, 10, 27, 12, 14, 9, 23),
        note=_PAPER_NOTE,
    )
    return report_document(TITLE, office, on, [section])


def _counted(rows: Sequence[CertificateRow]) -> str:
    """``，已作废 2 份，已换发 1 份``; nothing of what there is none of."""
    counts = {
        state: sum(row.state is state for row in rows)
        for state in (CertificateState.REVOKED, CertificateState.REPLACED)
    }
    return "".join(
        f"，{STATE_NAMES[state]} {count} 份" for state, count in counts.items() if count
    )
