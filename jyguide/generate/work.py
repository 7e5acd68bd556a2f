"""All that one made-up station did in its years, in the order of days."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from datetime import timedelta
from operator import attrgetter

from db.models import Inspection, Organisation, RectificationMeasure, RoundBranch
from jyguide.exam.paper import Paper
from jyguide.generate.brands import brand_deeds
from jyguide.generate.exams import Examiner
from jyguide.generate.grid import made_grid
from jyguide.generate.keys import at
from jyguide.generate.openness import asset_deeds, cooperative_deeds, deal_deeds, notice_deeds
from jyguide.generate.people import made_people, people_deeds
from jyguide.generate.posts import Posts
from jyguide.generate.rounds import Inspectors, Round
from jyguide.generate.secretaries import Ledgers
from jyguide.generate.station import Station
from jyguide.generate.training import Training
from jyguide.generate.tree import made_tree
from jyguide.generate.visits import handover_deeds, matter_deeds, visit_deeds
from jyguide.generate.writing import Deed, Edit, Row
from jyguide.standard.kinds import Phase


class StationWork:
    """One station with its people, its grid and its years.

    Args:
        station: Which.
        rounds: Of the city, in which its branches take part.
        papers: Of the city, by year.
    """

    def __init__(
        self, station: Station, rounds: Sequence[Round], papers: dict[int, Paper]
    ) -> None:
        self.station = station
        self._rounds = rounds
        self._papers = papers
        self._tree = made_tree(station)
        self._people = made_people(station, self._tree)
        self._grid = made_grid(station, self._tree, self._people)

    def taken(self, round_: Round) -> list[Row]:
        """Its branches as they take part in a round."""
        return round_.taken(self.station.key, self.station.name, self._tree.branches)

    def deeds(self) -> Iterator[Deed | Edit]:
        """Everything, each with its moment."""
        station, tree = self.station, self._tree
        parts: list[Iterator[Deed | Edit]] = [
            self._founding(),
            people_deeds(station, self._people),
            self._training(),
            iter(Ledgers(station, self._people).deeds()),
            self._grid.deeds(station.years.first),
            visit_deeds(station, self._grid),
            handover_deeds(station, self._grid),
            matter_deeds(station, self._grid),
            notice_deeds(station, tree),
            asset_deeds(station, tree),
            cooperative_deeds(station, tree),
            deal_deeds(station, tree),
            brand_deeds(station, tree),
            *(self._standard(one) for one in self._rounds),
        ]
        return heapq.merge(*parts, key=attrgetter("at"))

    def _founding(self) -> Iterator[Deed]:
        if self._tree.rows:
            began = at(self.station.years.first + timedelta(days=4))
            yield Deed("导入组织", began, {Organisation: self._tree.rows})

    def _training(self) -> Iterator[Deed]:
        training = Training(self.station, self._people)
        examiner = Examiner(self.station, self._papers)
        posts = Posts(self.station, self._people)
        found = [training.lecturers(), *training.elsewhere()]
        for held, deed in training.sessions():
            found.append(deed)
            if held.exam and held.attended:
                exam, results, sitting = examiner.examine(held)
                found += [sitting, *posts.after(held, exam, results)]
        yield from sorted(found, key=attrgetter("at"))

    def _standard(self, round_: Round) -> Iterator[Deed]:
        """Taken in, inspected by its own people, inspected by those of others."""
        taken = self.taken(round_)
        if not taken:
            return
        yield Deed(f"{round_.year}年参加轮次", at(round_.begins, 8), {RoundBranch: taken})
        chance = self.station.chance(f"round {round_.year}")
        inspectors = Inspectors(round_, chance)
        names = [one["name"] for one in self._people.instructors] or ["样例检查员"]
        for phase in (Phase.SELF_INSPECTION, Phase.CROSS_INSPECTION):
            inspections, measures = inspectors.look(phase, taken, names)
            if inspections:
                day = max(one["visited_on"] for one in inspections)
                rows = {Inspection: inspections, RectificationMeasure: measures}
                yield Deed("完成检查", at(day, 18), rows)
