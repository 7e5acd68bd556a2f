"""What a returned form comes to: scores by our own sums, and a sentence for everything odd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jyguide.documents.dates import tenths_text
from jyguide.exchange.cell import CellValue, cell_text, compact
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.form_answers import read_answer
from jyguide.standard.form_layout import FormColumn
from jyguide.standard.form_reading import FormRow, ReturnedForm
from jyguide.standard.scoring import Score, Tally, tally
from jyguide.standard.visit import obstacles


class Weight(StrEnum):
    """What a remark means for the file."""

    REFUSED = "refused"
    OPEN = "open"
    NOTE = "note"


WEIGHT_NAMES = {Weight.REFUSED: "不能收", Weight.OPEN: "待补充", Weight.NOTE: "提示"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be said about a file.

    Attributes:
        place: A cell or a row of the sheet; empty where it is about the whole file.
    """

    weight: Weight
    sentence: str
    place: str = ""
    code: str = ""

    @property
    def text(self) -> str:
        """The sentence with its place before it."""
        place = " ".join(part for part in (self.code, self.place) if part)
        return f"{place}：{self.sentence}" if place else self.sentence


@dataclass(frozen=True, slots=True)
class Judged:
    """A form read against its checklist.

    Attributes:
        visited_on: None where no day is given, or none that could be read.
        complete: Whether it may be closed as it is.
    """

    scores: dict[str, Score]
    tally: Tally
    visited_on: date | None
    remarks: tuple[Remark, ...]

    complete: bool


def judge(form: ReturnedForm, criteria: Criteria, today: date) -> Judged:
    """Match rows to criteria by code and take what they say."""
    judging = _Judging(form, criteria)
    judging.take_rows()
    judging.find_missing()
    day, wrong = _day(form.day, today)
    if wrong:
        judging.remarks.append(Remark(Weight.NOTE, wrong))
    found = tally(criteria, judging.scores)
    judging.compare_sums(found)
    missing = obstacles(criteria, judging.scores)
    if missing and not missing[0].code:  # nothing applies: no criterion is at fault
        judging.remarks.append(Remark(Weight.OPEN, missing[0].sentence))
    return Judged(judging.scores, found, day, tuple(judging.remarks), complete=not missing)


class _Judging:
    """One form being gone through."""

    def __init__(self, form: ReturnedForm, criteria: Criteria) -> None:
        self._form = form
        self._criteria = criteria
        self._asked = {one.code.upper(): one for one in criteria}
        self.scores: dict[str, Score] = {}
        self.remarks: list[Remark] = []
        self._wrong: set[str] = set()
        self._seen: dict[str, FormRow] = {}
        self._changed_sums: list[str] = []

    def take_rows(self) -> None:
        for row in self._form.rows:
            one = self._asked.get(row.code)
            if one is None:
                self._note_stranger(row)
            elif one.code in self._seen:
                self._compare_twins(one, row)
            else:
                self._seen[one.code] = row
                self._take(one, row)

    def find_missing(self) -> None:
        """Say of each criterion that is open why, in the order of the checklist."""
        gone = [one.code for one in self._criteria if one.code not in self._seen]
        if gone:
            self._say(
                Weight.OPEN,
                f"表里缺了 {len(gone)} 项（{_listed(gone)}），多半是删了行；这些项按没有填处理",
            )
        for one in self._criteria:
            row = self._seen.get(one.code)
            if row is not None and one.code not in self._wrong:
                self._ask(one, row, self.scores.get(one.code, Score()))

    def compare_sums(self, found: Tally) -> None:
        """Sums in the sheet that are not ours; they are never taken."""
        if self._changed_sums:
            self._say(
                Weight.NOTE,
                f"“{FormColumn.POINTS}”列有 {len(self._changed_sums)} 格与所填的不符"
                f"（{_listed(self._changed_sums)}），公式多半被改过；得分都由本程序重新计算",
            )
        shown = _tenths(self._form.total)
        if shown is not None and shown != found.total and not self._wrong:
            self._say(
                Weight.NOTE,
                f"表里的总得分是 {tenths_text(shown)}，按所填的应为 {tenths_text(found.total)}，"
                "以后者为准",
            )

    def _take(self, one: Criterion, row: FormRow) -> None:
        answer = read_answer(one, row.given, row.applies, row.finding)
        problem = answer.problem or ("公式没有算出结果" if row.unknown else "")
        if answer.score != Score():
            self.scores[one.code] = answer.score
        if problem:
            self._wrong.add(one.code)
            place = self._form.cell(row, FormColumn.GIVEN)
            self._say(Weight.OPEN, f"{problem}；这一项没有收下得分", place, one.code)
        elif answer.score.points is not None:
            self._compare_points(row, answer.score.points)
        if row.text and compact(one.text) not in compact(row.text):
            place = self._form.cell(row, FormColumn.TEXT)
            self._say(Weight.NOTE, "检查内容的文字被改过，仍按检查表原文计", place, one.code)

    def _compare_points(self, row: FormRow, points: int) -> None:
        shown = _tenths(row.points)
        if shown is not None and shown != points:
            self._changed_sums.append(self._form.cell(row, FormColumn.POINTS))

    def _note_stranger(self, row: FormRow) -> None:
        said = any(compact(cell) for cell in (row.given, row.applies, row.finding))
        if said or re.fullmatch(r"[A-Z]\d{1,3}", row.code):
            place = f"第 {row.number} 行"
            self._say(Weight.NOTE, f"编号“{row.code[:20]}”不在检查表里，这一行没有收", place)

    def _compare_twins(self, one: Criterion, row: FormRow) -> None:
        """A code that stands twice: harmless where the second is empty or says the same."""
        again = read_answer(one, row.given, row.applies, row.finding).score
        first = self._seen[one.code]
        before = self.scores.get(one.code, Score())
        if again in (Score(), before):
            return
        if before == Score() and one.code not in self._wrong:
            # it was moved by copying, and its old place is empty
            self._seen[one.code] = row
            self._take(one, row)
            return
        self.scores.pop(one.code, None)
        self._wrong.add(one.code)
        place = f"第 {first.number}、{row.number} 行"
        self._say(Weight.OPEN, "同一编号有两行，填的不一样，这一项没有收下得分", place, one.code)

    def _ask(self, one: Criterion, row: FormRow, said: Score) -> None:
        if not said.said:
            place = self._form.cell(row, FormColumn.GIVEN)
            self._say(Weight.OPEN, "没有填", place, one.code)
        elif said.applies and said.points != one.points and not said.finding:
            place = self._form.cell(row, FormColumn.FINDING)
            self._say(Weight.OPEN, "失了分，没有写发现的问题", place, one.code)

    def _say(self, weight: Weight, sentence: str, place: str = "", code: str = "") -> None:
        self.remarks.append(Remark(weight, f"{sentence}。", place, code))


_DAY = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def _day(given: CellValue, today: date) -> tuple[date | None, str]:
    """The day in a cell, and what is odd about it."""
    if isinstance(given, datetime):
        found: date | None = given.date()
    elif isinstance(given, date):
        found = given
    else:
        text = compact(given)
        if not text:
            return None, "没有填自查日期，按收表的日期记。"
        match = _DAY.fullmatch(text) or _EIGHT.fullmatch(text)
        found = _date_of(match) if match else None
    if found is None:
        return None, f"自查日期“{cell_text(given)}”看不懂，按收表的日期记。"
    if found > today:
        return None, f"自查日期“{cell_text(given)}”在今天之后，按收表的日期记。"
    return found, ""


def _date_of(match: re.Match[str]) -> date | None:
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _tenths(shown: CellValue) -> int | None:
    """Points as a spreadsheet program shows them; None for everything else."""
    if isinstance(shown, (int, float)) and not isinstance(shown, bool) and abs(shown) < 1e6:  # noqa: PLR2004 - far from any sum
        return round(shown * 10)
    return None


_MOST_NAMED = 8


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 处" if len(names) > _MOST_NAMED else ""
    return "、".join(names[:_MOST_NAMED]) + more


def open_sentence(found: Tally) -> str:
    """What a form still lacks, in a few words; empty where nothing is missing."""
    return "，".join(_lacks(found))


def _lacks(found: Tally) -> Iterator[str]:
    if found.unsaid:
        yield f"{len(found.unsaid)} 项没有填"
    if found.unexplained:
        yield f"{len(found.unexplained)} 处失分没有写问题"
