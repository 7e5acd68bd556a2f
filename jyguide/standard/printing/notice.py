"""整改通知书: an official letter to one branch (GB/T 9704), with all that was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text, tenths_text
from jyguide.documents.numbering import Section
from jyguide.documents.official import Annex, OfficialPaper, Signature, official_document
from jyguide.documents.page import Document, Table
from jyguide.standard.printing.measure_table import measure_table

_HEADS = ("序号", "问题", "依据", "整改要求", "期限", "责任人")
_COLUMNS = (10.0, 40.0, 30.0, 36.0, 22.0, 18.0)
"""``11月24日`` fits into its column."""
_ASKED = (
    "请对照上述事项逐项落实整改措施、责任人和完成期限，能立即改的立行立改，"
    "需要一段时间的明确步骤、按期完成。{reply}"
)
_SEEN = (
    "整改完成后，由我{us}派人到支部核验，核验人不由责任人或完成整改的人担任。"
    "核验通过的，按规定复评；未通过的，写明原因退回继续整改。"
)


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One finding.

    Attributes:
        finding: What was found; where nobody wrote it down, what was asked.
        basis: The regulations it rests on.
        wanted: What is to be done.
        due_on: None where the branch says so itself.
    """

    code: str
    phase: str
    finding: str
    basis: str
    wanted: str
    due_on: date | None
    owner: str
    lost: int


@dataclass(frozen=True, slots=True)
class NoticeText:
    """What a notice says.

    Attributes:
        round_label: ``2026 年党支部标准化规范化建设``.
        phases: In which it was found, ``摸底自查``.
        office: Who issues it.
        city: Whether that is the city, which speaks of itself as 部 and not 站.
        reply_by: Till when the answer is wanted; None leaves it to the days in the table.
    """

    branch: str
    number: str
    round_label: str
    phases: str
    office: str
    city: bool
    on: date
    items: tuple[NoticeItem, ...]
    reply_by: date | None = None


def notice_document(text: NoticeText) -> Document:
    """The letter; the table may run over several pages."""
    us = "部" if text.city else "站"
    paper = OfficialPaper(
        title="整改通知书",
        content=(
            _opening(text),
            Section("整改事项", (_table(text.items, text.on),)),
            Section("整改要求", (_ASKED.format(reply=_reply(text, us)),)),
            Section("核验和复评", (_SEEN.format(us=us),)),
        ),
        number=text.number,
        addressee=text.branch,
        annexes=(Annex("整改回执"),),
        signature=Signature(text.office, text.on),
        name=f"整改通知书（{text.branch}）",
    )
    return official_document(paper)


def _opening(text: NoticeText) -> str:
    lost = sum(item.lost for item in text.items)
    return (
        f"在{text.round_label}的{text.phases}中，发现你支部有 {len(text.items)} 项不符合要求，"
        f"失分 {tenths_text(lost)} 分。现将整改事项通知如下。"
    ).replace(" ", "")


def _reply(text: NoticeText, us: str) -> str:
    if text.reply_by is None:
        return f"整改完成后，请填写整改回执报我{us}。"
    return f"请于{date_text(text.reply_by)}前完成整改，并填写整改回执报我{us}。"


def _table(items: Sequence[NoticeItem], on: date) -> Table:
    several = len({item.phase for item in items}) > 1
    rows = [
        (
            str(place),
            f"{item.finding}（{_where(item, several=several)}，失{tenths_text(item.lost)}分）",
            item.basis,
            item.wanted,
            short_day(item.due_on, on),
            item.owner,
        )
        for place, item in enumerate(items, 1)
    ]
    return measure_table(_HEADS, _COLUMNS, rows, centred=(0, 4, 5))


def _where(item: NoticeItem, *, several: bool) -> str:
    return f"{item.phase}，{item.code}" if several else item.code


def short_day(day: date | None, on: date | None) -> str:
    """``3月5日`` as it stands in a narrow column; nothing where it is to be filled in.

    Of another year than the paper's, or on a paper without a day, it has its year.
    """
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if on and on.year == day.year else date_text(day)
