"""Papers of a branch's year made up without a data folder, for volumes."""

from __future__ import annotations

import io
import uuid
from datetime import date
from typing import cast

from PIL import Image

from jyguide.documents.page import Document
from jyguide.ids import ChecklistId, InspectionId, MeasureId, RoundBranchId, RoundId
from jyguide.standard.form_code import FormKeys
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.ledger import LedgerRow
from jyguide.standard.measure import MeasureState
from jyguide.standard.printing.checklist import SheetAnswers, SheetHead, filled_document
from jyguide.standard.printing.ledger import ledger_document
from jyguide.standard.printing.notice import NoticeItem, NoticeText, notice_document
from jyguide.standard.printing.volume.part import Group, Part, VolumeHead
from jyguide.standard.printing.volume.photos import ShownPhoto, photo_document
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Score
from jyguide.standard.shipped import read_checklists

DAY = date(2026, 6, 30)
LONG = "江阴高新技术产业开发区阿卜杜拉·买买提网络科技有限公司联合党支部"
FINDING = "三月、五月、八月没有会议记录；签到表缺 3 人，主题党日没有照片。"
_KEY = uuid.UUID(int=7)


def head(**changes: object) -> VolumeHead:
    facts: dict[str, object] = {
        "branch": LONG,
        "township": "高新区",
        "kind": "两新组织",
        "office": "高新区基层党建工作指导站",
        "year": 2026,
        "round_label": "2026年党支部标准化规范化建设",
        "number": 12,
        "bound_on": DAY,
        "first_day": date(2026, 3, 1),
        "last_day": DAY,
    }
    return VolumeHead(**(facts | changes))  # type: ignore[arg-type]


def checklist(conclusion: str = "") -> Document:
    """The shipped checklist for villages, scored, with findings."""
    shipped = read_checklists()[0]
    scores = {
        one.code: Score(0, finding=FINDING) if at % 5 == 0 else Score(one.points)
        for at, one in enumerate(shipped.criteria)
    }
    keys = FormKeys(RoundId(_KEY), RoundBranchId(_KEY), ChecklistId(_KEY))
    over = SheetHead(
        shipped.name, head().round_label, BranchKind.VILLAGE, keys, "交叉互查", LONG, "高新区",
        "阿卜杜拉·买买提", DAY,
    )  # fmt: skip
    return filled_document(over, shipped.criteria, SheetAnswers(scores, 823, conclusion, "王伟"))


def ledger(count: int) -> Document:
    rows = [LedgerRow(_measure(at), MeasureState.OPEN) for at in range(count)]
    return ledger_document("2026年建设", "高新区基层党建工作指导站", DAY, rows)


def _measure(at: int) -> MeasureRow:
    return MeasureRow(
        MeasureId(_KEY), None, RoundId(_KEY), RoundBranchId(_KEY), LONG, "高新区",
        InspectionId(_KEY), Phase.SELF_INSPECTION, f"B{at:02}", "每月开会。", 0, 20, FINDING,
        "补开会议，专人记录，月底检查。" * (at % 4), "王伟", DAY,
    )  # fmt: skip


def notice(count: int) -> Document:
    office, basis = "高新区基层党建工作指导站", "支部条例 第十一条"
    items = tuple(
        NoticeItem(f"B{at:02}", "摸底自查", FINDING, basis, "补开会议", DAY, "王伟", 5)
        for at in range(count)
    )
    number, label = "整改〔2026〕1号", head().round_label
    text = NoticeText(LONG, number, label, "摸底自查", office, city=False, on=DAY, items=items)
    return notice_document(text)


def photos(count: int, a_page: int = 2) -> Document:
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), (30, 90, 160)).save(drawn, "JPEG")
    shown = [ShownPhoto(("甲村　2026年6月30日", "A01 换届"), drawn.getvalue(), 60, 40)] * count
    gone = ShownPhoto(("甲村", "A02 分工"), missing="“活动.jpg”不在这台电脑上")
    return photo_document("照片（6张）", [gone, *shown], a_page)


def parts() -> list[Part]:
    """One of each, the ledger over several pages across, the rest upright; not in their order."""
    return [
        Part(Group.PHOTOS, "照片（6张）", (photos(5),)),
        Part(
            Group.CHECKLISTS, "交叉互查检查记录", (checklist(),), maker="阿卜杜拉·买买提", day=DAY
        ),
        Part(Group.MEASURES, "整改通知书", (notice(9),), "整改〔2026〕1号", "高新区", DAY),
        Part(Group.MEASURES, "整改台账", (ledger(30),), day=DAY, remark="未收到"),
    ]


def numbers_of(documents: tuple[Document, ...]) -> list[int]:
    """What each page is numbered as, 0 where it has no number: counted as renderers count."""
    found, last = [], 0
    for one in cast("tuple[Document, ...]", documents):
        running = [line for line in (one.header, one.footer) if line and line.text == "{page}"]
        last = last + 1 if one.continues else 1
        found.append(last if running else 0)
    return found
