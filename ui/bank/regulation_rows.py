"""How regulations, and what rests on them, are listed."""

from __future__ import annotations

import re
from datetime import date

from jyguide.bank.recall_notice import items_text
from jyguide.bank.regulation import CertifiedPerson, ClauseRow, RegulationRow, UsedPaper
from jyguide.bank.row import STATUS_NAMES, ItemRow
from jyguide.bank.titles import bare_title
from ui.bank.columns import kind_name, natural, one_line
from ui.theme import Tone
from ui.widgets import RIGHT, Column

SUPERSEDED = "已被取代"
IN_FORCE = "现行"


def state_name(row: RegulationRow) -> str:
    """现行 or 已被取代."""
    return IN_FORCE if row.in_force else SUPERSEDED


def short_title(row: RegulationRow) -> str:
    """The title without its issuer, by which people know it."""
    return re.sub("^(?:中国共产党|中华人民共和国)", "", row.title)


def _title(row: RegulationRow) -> str:
    return f"《{row.title}》\n{row.edition}"


def day_text(day: date | None) -> str:
    """``2026-05-11``, or a dash where the day is not known."""
    return f"{day:%Y-%m-%d}" if day else "—"


REGULATIONS: tuple[Column[RegulationRow], ...] = (
    Column("法规", short_title, lambda row: bare_title(row.title), width=168, tip=_title),
    Column("版本", lambda row: row.edition, width=168),
    Column(
        "状态",
        state_name,
        width=80,
        tone=lambda row: Tone.GOOD if row.in_force else Tone.NEUTRAL,
    ),
    Column("题数", lambda row: str(row.items), lambda row: row.items, align=RIGHT, width=52),
    Column(
        "需复核",
        lambda row: str(row.recalled or ""),
        lambda row: row.recalled,
        align=RIGHT,
        width=68,
        tone=lambda _row: Tone.WARN,
    ),
)

CLAUSES: tuple[Column[ClauseRow], ...] = (
    Column("原条款", lambda row: row.mark.article or "全部条款", width=110),
    Column("新条款", lambda row: row.mark.new_article or "—", width=110),
    Column("需复核", lambda row: str(row.items), lambda row: row.items, align=RIGHT, width=68),
    Column("变化", lambda row: row.mark.note, width=200, tip=lambda row: row.mark.note),
)

ITEMS: tuple[Column[ItemRow], ...] = (
    Column(
        "题号",
        lambda row: row.short_name,
        lambda row: (not row.unified, natural(row.number)),
        width=96,
    ),
    Column("题型", kind_name, width=68),
    Column("条款", lambda row: row.content.article, width=96),
    Column("状态", lambda row: STATUS_NAMES[row.status], width=56),
    Column("题干", lambda row: one_line(row.content.stem), width=220),
)

PAPERS: tuple[Column[UsedPaper], ...] = (
    Column("试卷", lambda row: row.title, width=130),
    Column("考试", lambda row: row.exam or "没有用于考试", width=120),
    Column("培训", lambda row: row.session, width=110),
    Column("日期", lambda row: day_text(row.held_on), width=96),
    Column("涉及题目", lambda row: items_text(row.items), width=110),
)

PEOPLE: tuple[Column[CertifiedPerson], ...] = (
    Column("姓名", lambda row: row.name, width=76, names=True),
    Column("所在站", lambda row: row.station, width=84),
    Column("证书编号", lambda row: row.number, width=140),
    Column("考试日期", lambda row: day_text(row.sat_on), width=96),
    Column("涉及题目", lambda row: items_text(row.items), width=110),
)
