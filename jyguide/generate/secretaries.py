"""Ledgers of village secretaries: measures, talks, adjustments, insurance, selection, mentors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import (
    DossierEntry,
    InsuranceYear,
    MentorMeeting,
    MentorPair,
    SecretaryAdjustment,
    SecretaryFiling,
    SecretaryMeasure,
    SecretaryTalk,
    SelectionCandidate,
)
from jyguide.generate.keys import at
from jyguide.generate.names import made_name
from jyguide.generate.people import People
from jyguide.generate.station import Station
from jyguide.generate.writing import Deed, Row, row
from jyguide.secretary.kinds import (
    AdjustmentKind,
    DossierKind,
    FilingDecision,
    FilingKind,
    MeasureOrigin,
    PairOutcome,
    SelectionOutcome,
    TalkKind,
)

_PROBLEMS = ("集体收入连续两年下降", "三务公开不及时", "组织生活会走过场", "矛盾纠纷化解不力")
_TOPICS = ("履职情况和廉洁自律", "村级集体经济", "信访积案化解", "班子团结")
_SELECTED = 0.07
_PUPILS = 8
"""Every eighth secretary has a mentor."""


class Ledgers:
    """What was written down of one station's secretaries."""

    def __init__(self, station: Station, people: People) -> None:
        self._station = station
        self._people = people.secretaries
        self._chance = station.chance("secretaries")

    def deeds(self) -> list[Deed]:
        """In the order of days."""
        if not self._people:
            return []
        found = [*self._mentoring(), self._filed()]
        for year in self._station.years.all:
            found += self._of_year(year)
        return sorted(found, key=lambda one: one.at)

    def _of_year(self, year: int) -> Iterator[Deed]:
        years, figures = self._station.years, self._station.figures
        end = min(date(year, 12, 20), years.last)
        talks = [self._talk(year) for _ in range(figures.talks)]
        measures = [self._measure(year) for _ in range(figures.measures)]
        moved = [self._adjustment(year) for _ in range(figures.adjustments)]
        rows = {SecretaryTalk: talks, SecretaryMeasure: measures, SecretaryAdjustment: moved}
        yield Deed(f"登记{year}年书记台账", at(end, 10), rows)
        rows = {InsuranceYear: [self._insurance(one, year) for one in self._people]}
        yield Deed(f"导入{year}年保险和年金", at(end, 11), rows)
        yield Deed(f"登记{year}年纪实", at(end, 12), {DossierEntry: self._noted(year)})
        count = round(len(self._people) * _SELECTED)
        if count and year < years.last.year:
            some = self._chance.sample(self._people, count)
            rows = {SelectionCandidate: [self._selected(one, year) for one in some]}
            yield Deed(f"{year}年选拔", at(end, 13), rows)

    def _who(self) -> Row:
        return self._chance.choice(self._people)

    def _day(self, year: int) -> date:
        return self._station.years.day(self._chance, year)

    def _talk(self, year: int) -> Row:
        kind = self._chance.choices(list(TalkKind), (60, 25, 12, 3))[0]
        return row(
            SecretaryTalk,
            id=new_key(),
            person_id=self._who()["id"],
            year=year,
            kind=kind.value,
            talked_on=self._day(year),
            place=f"{self._station.name}党委",
            talker="镇党委书记",
            topics=self._chance.choice(_TOPICS),
            reply="认识到不足，表示马上整改",
        )

    def _measure(self, year: int) -> Row:
        """Those of former years are nearly all confirmed; some of this year are overdue."""
        found, last = self._day(year), self._station.years.last
        due = found + timedelta(days=self._chance.randrange(20, 120))
        done = found + timedelta(days=self._chance.randrange(10, 130))
        confirmed = done + timedelta(days=self._chance.randrange(1, 15))
        is_done = done <= last and self._chance.random() < 0.95  # noqa: PLR2004 - most
        is_confirmed = is_done and confirmed <= last
        return row(
            SecretaryMeasure,
            id=new_key(),
            person_id=self._who()["id"],
            year=year,
            origin=self._chance.choice(list(MeasureOrigin)).value,
            problem=self._chance.choice(_PROBLEMS),
            found_on=found,
            measure="制定整改方案，每月报告进度",
            owner="本人",
            due_on=due,
            done_on=done if is_done else None,
            done_note="已落实" if is_done else "",
            confirmed_on=confirmed if is_confirmed else None,
            confirmed_by="镇党委组织委员" if is_confirmed else "",
        )

    def _adjustment(self, year: int) -> Row:
        person = self._who()
        return row(
            SecretaryAdjustment,
            id=new_key(),
            person_id=person["id"],
            year=year,
            kind=self._chance.choice(list(AdjustmentKind)).value,
            decided_on=self._day(year),
            organisation=person["organisation"],
            post=person["post"],
            reason="年度考核基本合格",
            document=f"镇委〔{year}〕{self._chance.randrange(1, 60)}号",
            successor=made_name(self._chance),
        )

    def _insurance(self, person: Row, year: int) -> Row:
        under_way = year == self._station.years.last.year
        return row(
            InsuranceYear,
            id=fixed_key("insurance_year", person["id"], year),
            person_id=person["id"],
            year=year,
            base=self._chance.randrange(4_900, 9_800) * 100,
            months=self._station.years.last.month - 1 if under_way else 12,
            annuity_unit=None if under_way else self._chance.randrange(4_000, 9_000) * 100,
            annuity_own=None if under_way else self._chance.randrange(1_000, 3_000) * 100,
        )

    def _noted(self, year: int) -> list[Row]:
        return [
            row(
                DossierEntry,
                id=new_key(),
                person_id=one["id"],
                kind=self._chance.choices(list(DossierKind), (30, 3, 15, 45, 7))[0].value,
                happened_on=self._day(year),
                title="村级重点工作推进",
                detail="按期完成",
            )
            for one in self._people
            if self._chance.random() < 0.4  # noqa: PLR2004 - two of five
        ]

    def _selected(self, person: Row, year: int) -> Row:
        outcome = self._chance.choice(
            (SelectionOutcome.SELECTED, SelectionOutcome.REJECTED, SelectionOutcome.REJECTED)
        )
        return row(
            SelectionCandidate,
            id=fixed_key("selection_candidate", person["id"], year),
            person_id=person["id"],
            year=year,
            confirmed={},
            outcome=outcome.value,
            decided_on=date(year, 12, 15),
        )

    def _filed(self) -> Deed:
        """What every appointment began with."""
        first = self._station.years.first
        rows = []
        for one in self._people:
            day = first + timedelta(days=20 + self._chance.randrange(40))
            rows.append(
                row(
                    SecretaryFiling,
                    id=new_key(),
                    person_id=one["id"],
                    kind=FilingKind.APPOINT.value,
                    organisation=one["organisation"],
                    post=one["post"],
                    proposed_on=day,
                    proposed_by=f"中共{self._station.name}委员会",
                    reason="村级换届",
                    filed_on=day + timedelta(days=3),
                    filing_number=f"备〔{day.year}〕{self._chance.randrange(1, 400)}号",
                    decision=FilingDecision.APPROVED.value,
                    decided_on=day + timedelta(days=10),
                )
            )
        return Deed("登记事前备案", at(first + timedelta(days=75)), {SecretaryFiling: rows})

    def _mentoring(self) -> Iterator[Deed]:
        pupils = self._people[::_PUPILS]
        veterans = [one for one in self._people if one not in pupils]
        if not veterans:
            return
        began = date(self._station.years.last.year - 1, 3, 1)
        pairs = [self._pair(one, self._chance.choice(veterans), began) for one in pupils]
        meetings = [
            _meeting(pair, began + timedelta(days=30 * number + self._chance.randrange(25)))
            for pair in pairs
            for number in range(12)
        ]
        rows = {MentorPair: pairs, MentorMeeting: meetings}
        yield Deed("登记导师结对", at(began + timedelta(days=366)), rows)

    def _pair(self, pupil: Row, mentor: Row, began: date) -> Row:
        ended = began + timedelta(days=365)
        return row(
            MentorPair,
            id=new_key(),
            person_id=pupil["id"],
            mentor_key=mentor["id"],
            mentor=mentor["name"],
            mentor_post=f"{mentor['organisation']}{mentor['post']}",
            began_on=began,
            ends_on=ended,
            goals=["学会主持四议两公开", "带一个项目走完全程"],
            ended_on=ended,
            outcome=PairOutcome.COMPLETED.value,
            report="期满，目标基本达到",
        )


def _meeting(pair: Row, day: date) -> Row:
    return row(
        MentorMeeting,
        id=new_key(),
        pair_id=pair["id"],
        met_on=day,
        place="村党群服务中心",
        topics="村务公开、项目推进",
        agreed="下月前把台账补齐",
    )
