"""What the city itself does: papers and rounds before the stations work, lists after it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from db.keys import fixed_key, new_key
from db.models import (
    AppraisalScore,
    AppraisalSubject,
    BallotBatch,
    Inspection,
    StandardRound,
)
from jyguide.app import Application
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.rows import AppraisalFacts
from jyguide.exam.paper import Paper
from jyguide.generate.exams import PLAN
from jyguide.generate.keys import MadeClock, at
from jyguide.generate.rounds import Inspectors, Round, shipped_lists
from jyguide.generate.station import Years
from jyguide.generate.work import StationWork
from jyguide.generate.writing import Deed, Row, Writer, row
from jyguide.ids import AppraisalId, RoundId
from jyguide.standard.kinds import Phase

_SPOT = 0.1
_RATERS = (
    (Source.INTERNAL, "互评组", 40),
    (Source.SUPERIOR, "镇党委书记", 60),
    (Source.SUPERIOR, "镇纪委", 50),
    (Source.COMPOSITE, "", 80),
)
"""Source, who rates, and how far points lie apart, tenths."""
_VOTERS = 32


class CityWork:
    """The city's own office.

    Args:
        app: Its folder, opened.
        clock: Of that folder.
        years: Those that lie behind.
        seed: What it draws from.
    """

    def __init__(self, app: Application, clock: MadeClock, years: Years, seed: str) -> None:
        self._app = app
        self._clock = clock
        self._years = years
        self._chance = random.Random(f"{seed}/city")  # noqa: S311 - made-up data, not a secret
        self._writer = Writer(app, clock)

    @property
    def count(self) -> int:
        """Rows added in bulk so far."""
        return self._writer.count

    def papers(self) -> dict[int, Paper]:
        """One a year, drawn from the bank that ships."""
        found = {}
        for year in self._years.all:
            self._clock.now = at(date(year, 1, 4))
            key = self._app.papers.draw(PLAN, f"{year}年统一考试", self._chance.getrandbits(31))
            found[year] = self._app.papers.paper(key)
        return found

    def rounds(self) -> list[Round]:
        """One that is over since last year, and one that is under way."""
        last = self._years.last
        asked = shipped_lists()
        found = []
        for year, begins in (
            (last.year - 1, date(last.year - 1, 3, 3)),
            (last.year, last - timedelta(days=110)),
        ):
            self._clock.now = at(begins)
            found.append(Round(new_key(), year, asked, begins, last))
        rows = [one.row() for one in found]
        self._writer.keep(
            Deed("新建轮次", at(one.begins, 7), {StandardRound: [kept]})
            for one, kept in zip(found, rows, strict=True)
        )
        return found

    def conclude(self, rounds: Sequence[Round], works: Sequence[StationWork]) -> None:
        """Spot checks, and the lists of what is over: of branches, and of secretaries."""
        for one in rounds:
            taken = [row for work in works for row in work.taken(one)]
            self._spot_check(one, taken)
        closed = rounds[0]
        taken_part = any(work.taken(closed) for work in works)
        if taken_part:
            on = date(closed.year, 12, 25)
            self._clock.now = at(on)
            self._app.ratings.publish(RoundId(closed.key), f"澄组〔{closed.year}〕88号", on)
        for year in self._years.all[:-1]:
            self._appraise(year)

    def _spot_check(self, round_: Round, taken: Sequence[Row]) -> None:
        chosen = [one for one in taken if self._chance.random() < _SPOT]
        inspectors = Inspectors(round_, self._chance)
        found, _ = inspectors.look(Phase.SPOT_ACCEPTANCE, chosen, ("抽查一组", "抽查二组"))
        if found:
            day = max(one["visited_on"] for one in found)
            self._writer.keep([Deed("完成抽查", at(day, 18), {Inspection: found})])

    def _appraise(self, year: int) -> None:
        """In January, of the year that is over."""
        self._clock.now = at(date(year + 1, 1, 6))
        facts = AppraisalFacts(f"{year}年度村书记考核", year)
        key = self._app.appraisals.lay_down(facts, everybody=True)
        subjects = list(self._subjects(key))
        if not subjects:
            return
        rows = {
            AppraisalScore: [row for one in subjects for row in self._scores(one, year)],
            BallotBatch: [self._ballots(one, year) for one in subjects],
        }
        self._writer.keep([Deed("导入考核得分和票数", at(date(year + 1, 1, 12)), rows)])
        on = date(year + 1, 1, 20)
        self._clock.now = at(on)
        self._app.appraisal_lists.publish(key, f"澄组〔{on.year}〕6号", on)

    def _subjects(self, key: AppraisalId) -> Iterator[object]:
        with self._app._store.read() as session:  # noqa: SLF001 - whoever fills a folder
            wanted = select(AppraisalSubject.id).where(AppraisalSubject.appraisal_id == key)
            yield from session.scalars(wanted.order_by(AppraisalSubject.position)).all()

    def _scores(self, subject: object, year: int) -> Iterator[Row]:
        worth = self._chance.gauss(880, 50)
        for source, rater, apart in _RATERS:
            points = round(self._chance.gauss(worth, apart))
            yield row(
                AppraisalScore,
                id=fixed_key("appraisal_score", subject, source.value, rater),
                subject_id=subject,
                source=source.value,
                rater=rater,
                points=min(1000, max(400, points)),
                rated_on=date(year + 1, 1, 8),
            )

    def _ballots(self, subject: object, year: int) -> Row:
        returned = _VOTERS - self._chance.randrange(4)
        excellent = self._chance.randrange(returned // 3, returned)
        basic = self._chance.randrange(0, (returned - excellent) // 3 + 1)
        counts = {Grade.EXCELLENT: excellent, Grade.BASIC: basic}
        counts[Grade.QUALIFIED] = returned - excellent - basic
        return row(
            BallotBatch,
            id=fixed_key("ballot_batch", subject, Source.GRASSROOTS.value, "党员代表"),
            subject_id=subject,
            source=Source.GRASSROOTS.value,
            batch="党员代表",
            voters=_VOTERS,
            issued=_VOTERS,
            returned=returned,
            invalid=0,
            counts={grade.value: counts.get(grade, 0) for grade in Grade},
            counted_on=date(year + 1, 1, 4),
            counted_by="计票人",
            pool=1,
        )
