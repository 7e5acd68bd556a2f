"""What hangs on a board, in words: title, period, basis, how long, where to object. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jyguide.documents.dates import date_text
from jyguide.masking import numbers_masked
from jyguide.openness.item import ItemRow, Origin
from jyguide.openness.kinds import PERIOD_NAMES, Affairs, PlaceKind
from jyguide.openness.notice import NoticeRow


class Paper(StrEnum):
    """The page of a board."""

    A4 = "a4"
    A4_ACROSS = "a4-landscape"
    A3 = "a3"
    A3_ACROSS = "a3-landscape"


PAPER_NAMES = {
    Paper.A4: "A4 竖排",
    Paper.A4_ACROSS: "A4 横排",
    Paper.A3: "A3 竖排",
    Paper.A3_ACROSS: "A3 横排",
}
_TITLES = {Affairs.PARTY: "党务公开栏", Affairs.FINANCE: "财务公开栏"}


@dataclass(frozen=True, slots=True)
class BoardText:
    """One posting to be printed.

    Attributes:
        township: In which the place lies.
        contact: Where objections are taken, in the office's own words; "" says whom the law
            names.
    """

    notice: NoticeRow
    item: ItemRow
    township: str = ""
    contact: str = ""

    @property
    def title(self) -> str:
        """村务公开栏, 居务公开栏, 党务公开栏, 财务公开栏."""
        kind = self.item.facts.place_kind
        usual = "村务公开栏" if kind is PlaceKind.VILLAGE else "居务公开栏"
        return _TITLES.get(self.item.facts.affairs, usual)

    @property
    def paragraphs(self) -> list[str]:
        """The text line by line; numbers of people in it are hidden, whoever wrote them."""
        lines = numbers_masked(self.notice.facts.text).splitlines()
        return [line.replace("\t", "\u3000").strip() for line in lines if line.strip()]

    @property
    def hanging(self) -> str:
        """Since when it hangs, and how long it will at least."""
        days = self.item.facts.posted_days
        on = self.notice.facts.posted_on
        if on is None:
            return f"公布日期：＿＿＿年＿＿月＿＿日　张贴不少于 {days} 天"
        until = on + timedelta(days=days)
        return f"公布日期：{date_text(on)}　张贴不少于 {days} 天，至 {date_text(until)}"

    @property
    def objecting(self) -> str:
        """Where to go with doubts: never somebody's own telephone."""
        if self.contact.strip():
            return f"有异议的，请联系：{numbers_masked(self.contact.strip())}"
        village = self.item.facts.place_kind is PlaceKind.VILLAGE
        watch = "村务" if village else "居务"
        above = f"{self.township}人民政府" if self.township.endswith(("镇", "乡")) else ""
        if not village:
            above = f"{self.township}办事处" if self.township.endswith("街道") else ""
        office = above or "市人民政府及其有关主管部门"
        return f"有异议的，可以向{watch}监督委员会提出，也可以向{office}反映。"

    @property
    def basis(self) -> str:
        """The rule, and what of it is law and what is not."""
        facts = self.item.facts
        parts = [f"依据：{facts.basis}" if facts.basis else "依据：本单位自行规定。"]
        period, days = self.item.period_origin, self.item.days_origin
        law = self.item.law
        usual = law is not None and law.facts.period is facts.period and period is Origin.LAW
        where = f"（{law.only_where}）" if law and usual and law.only_where else ""
        told = (
            f"{PERIOD_NAMES[facts.period]}公布{where}为{_word(period)}，张贴天数为{_word(days)}。"
        )
        return "".join((*parts, told))


def _word(origin: Origin) -> str:
    """As the board says it: nothing that is no law is taken for one."""
    return {
        Origin.LAW: "法定",
        Origin.STRICTER: "本地从严规定",
        Origin.PROPOSAL: "建议",
        Origin.OWN: "本地规定",
    }[origin]


def board_name(text: BoardText, on: date) -> str:
    """A title for the file."""
    when = text.notice.facts.when or date_text(on)
    return f"{text.notice.organisation} {text.item.facts.name} {when}"
