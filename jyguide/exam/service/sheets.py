"""Use cases of an exam on paper: printed, its answers typed in, compared, and handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.keying.answers_template import write_answers_template
from jyguide.exam.keying.comparison import KeyedDifference, differences, settled
from jyguide.exam.keying.marks import MarkedRow, marked_row
from jyguide.exam.keying.people import FileRow, Namesake, whose_rows
from jyguide.exam.keying.rows import (
    Entry,
    KeyedPerson,
    KeyedRow,
    Keying,
    KeyingLayout,
    layout_of,
    read_keyed,
)
from jyguide.exam.printing.print_job import PrintWanted, print_job
from jyguide.exam.service import keyed_rows
from jyguide.exam.service.keyed_attempts import (
    AttemptHead,
    closed_people,
    enter,
    names_text,
    refuse_closed,
    refuse_strangers,
    refuse_unfinished,
)
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.sittings import SittingService
from jyguide.ids import ExamId, PaperId, PersonId
from jyguide.people.service import PeopleService
from jyguide.training.service import TrainingService


@dataclass(frozen=True, slots=True)
class HandInOutcome:
    """What handing in has done.

    Attributes:
        waiting: Of those handed in, how many have an answer in words that nobody has marked.
        already: Names of those who had an attempt and got no second one.
    """

    count: int
    waiting: int
    already: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDifferences:
    """Where two people read one sheet differently."""

    person_id: PersonId
    name: str
    differences: tuple[KeyedDifference, ...]


class PaperSheetService:
    """Turns what was written on paper into attempts."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        papers: PaperService,
        sittings: SittingService,
        training: TrainingService,
        people: PeopleService,
    ) -> None:
        self._store = store
        self._clock = clock
        self._papers = papers
        self._sittings = sittings
        self._training = training
        self._people = people

    def layouts(self, paper_id: PaperId) -> dict[str, KeyingLayout]:
        """How a paper and its variants are typed in, by variant.

        Raises:
            RuleError: there is no such paper.
        """
        paper = self._papers.paper(paper_id)
        family = self._papers.variants_of(paper_id)
        if len(family) <= 1:
            return {"": layout_of(paper)}
        return {row.variant: layout_of(self._papers.paper(row.id)) for row in family}

    def layouts_of(self, exam_id: ExamId) -> dict[str, KeyingLayout]:
        """How the paper of an exam is typed in, by variant.

        Raises:
            RuleError: there is no such exam.
        """
        return self.layouts(self._sittings.exam(exam_id).paper_id)

    def keying(self, exam_id: ExamId, entry: Entry = Entry.FIRST) -> Keying:
        """The class, and what one of those who type has typed so far.

        Raises:
            RuleError: there is no such exam.
        """
        exam = self._sittings.exam(exam_id)
        with self._store.read() as session:
            kept = keyed_rows.kept(session, exam_id)
            closed = closed_people(session, exam_id)
        listed = self._training.enrolments(exam.session_id) if exam.session_id else []
        typed, tails = kept[entry], self._tails([row.person_id for row in listed])
        people = [
            KeyedPerson(
                row.person_id,
                row.name,
                row.organisation or row.station,
                row.attended,
                closed.get(row.person_id, ""),
                typed.get(row.person_id, KeyedRow()),
                tails.get(row.person_id, ""),
            )
            for row in listed
        ]
        shown = {*closed, *kept[Entry.FIRST], *kept[Entry.SECOND]}
        shown |= {one.person_id for one in people if one.present}
        return Keying(
            exam.title,
            self.layouts(exam.paper_id),
            tuple(
                sorted(
                    (one for one in people if one.person_id in shown),
                    key=lambda one: not one.present,
                )
            ),
            tuple(one for one in people if one.person_id not in shown),
            second_begun=bool(kept[Entry.SECOND]),
        )

    def keep(self, exam_id: ExamId, person_id: PersonId, entry: Entry, row: KeyedRow) -> None:
        """Keep what stands in a row, this very moment; on this PC only.

        Raises:
            RuleError: he has handed in meanwhile.
        """
        with self._store.begin("录入纸质答卷") as uow:
            refuse_closed(uow.session, exam_id, [person_id])
            keyed_rows.put(uow.session, (exam_id, person_id, entry), row, self._clock())
            uow.commit()

    def remove(self, exam_id: ExamId, person_id: PersonId) -> None:
        """Forget what was typed for a person, both times."""
        with self._store.begin("删除录入的答卷") as uow:
            keyed_rows.forget(uow.session, exam_id, people=[person_id])
            uow.commit()

    def drop_second(self, exam_id: ExamId) -> None:
        """Forget everything typed a second time; the first stays."""
        with self._store.begin("放弃第二遍录入") as uow:
            keyed_rows.forget(uow.session, exam_id, entry=Entry.SECOND)
            uow.commit()

    def comparison(self, exam_id: ExamId) -> tuple[PersonDifferences, ...]:
        """Where the two who typed differ; those whom one of them left out differ as a whole."""
        first = self.keying(exam_id, Entry.FIRST)
        second = {one.person_id: one.row for one in self.keying(exam_id, Entry.SECOND).people}
        found = (
            PersonDifferences(
                one.person_id,
                one.name,
                differences(first.layouts, one.row, second.get(one.person_id, KeyedRow())),
            )
            for one in first.people
            if not one.closed
        )
        return tuple(one for one in found if one.differences)

    def settle(self, exam_id: ExamId, choices: Mapping[PersonId, Sequence[str]]) -> None:
        """Make both rows of people one.

        Args:
            exam_id: The exam.
            choices: Whose sheets were looked at again, each with the keys of the differences in
                which the second was right.
        """
        layouts = self.layouts_of(exam_id)
        with self._store.begin("双录比对") as uow:
            kept = keyed_rows.kept(uow.session, exam_id)
            for person_id, seconds in choices.items():
                first, second = (kept[entry].get(person_id, KeyedRow()) for entry in Entry)
                row = settled(layouts, first, second, seconds)
                for entry in Entry:
                    keyed_rows.put(uow.session, (exam_id, person_id, entry), row, self._clock())
            uow.commit()

    def hand_in(self, exam_id: ExamId) -> HandInOutcome:
        """Hand in and mark everything that was typed, all of it or nothing.

        Raises:
            RuleError: a row is not complete, or the two who typed differ; the sentence names whom.
        """
        keying = self.keying(exam_id)
        if keying.second_begun and (unlike := self.comparison(exam_id)):
            raise RuleError(
                f"两遍录入还有不同：{names_text([one.name for one in unlike])}，没有交卷。",
                hint="请打开“比对”逐处选定；不再双录时，可放弃第二遍。",
            )
        rows = {one.person_id: one.row for one in keying.people if not one.row.empty}
        return self.hand_in_rows(exam_id, rows)

    def hand_in_rows(self, exam_id: ExamId, rows: Mapping[PersonId, KeyedRow]) -> HandInOutcome:
        """Hand in and mark these rows, all of them or none.

        Raises:
            RuleError: a row is not complete; the sentence names whose.
        """
        exam = self._sittings.exam(exam_id)
        keying = self.keying(exam_id)
        everybody = {one.person_id: one for one in (*keying.people, *keying.others)}
        refuse_strangers(rows, everybody)
        closed = {key for key in rows if everybody[key].closed}
        sat = {key: row for key, row in rows.items() if not row.absent and key not in closed}
        readings = {key: read_keyed(keying.layouts, row) for key, row in sat.items()}
        refuse_unfinished({everybody[key].name: one for key, one in readings.items()})
        if not readings:
            raise RuleError(
                "还没有可以交的答卷，没有改动。", hint="请先录入答案；已交卷的不再重复交。"
            )
        with self._store.begin(f"录入纸质答卷 {len(readings)} 份并评分") as uow:
            refuse_closed(uow.session, exam_id, list(readings))
            for person_id, reading in readings.items():
                head = AttemptHead(exam_id, person_id, exam.minutes * 60, self._clock())
                enter(uow, head, keying.layouts[sat[person_id].variant], reading)
            keyed_rows.forget(uow.session, exam_id, people=list(readings))
            uow.commit()
        return HandInOutcome(
            len(readings),
            sum(bool(one.waiting) for one in readings.values()),
            tuple(everybody[key].name for key in rows if key in closed),
        )

    def print_job(self, paper_id: PaperId, wanted: PrintWanted) -> list[Document]:
        """Papers, answer sheets and keys of all variants, in the order they leave the printer.

        Raises:
            RuleError: there is no such paper.
        """
        papers = [layout.paper for layout in self.layouts(paper_id).values()]
        return print_job(papers, wanted)

    def mark_rows(
        self, layouts: Mapping[str, KeyingLayout], rows: Sequence[KeyedRow]
    ) -> list[MarkedRow]:
        """What rows are worth, item by item; stores nothing.

        Raises:
            RuleError: a row is not complete; the sentence says which, counted from 1.
        """
        readings = [read_keyed(layouts, row) for row in rows]
        refuse_unfinished({f"第 {n} 行": one for n, one in enumerate(readings, 1)})
        return [
            marked_row(layouts[row.variant], one) for row, one in zip(rows, readings, strict=True)
        ]

    def write_template(self, exam_id: ExamId, target: Path) -> None:
        """An empty table for the class, to be filled in with a spreadsheet program.

        Raises:
            RuleError: there is no such exam.
            FileError: the target cannot be written; it is then as it was before.
        """
        keying = self.keying(exam_id)
        open_ = [(one.name, one.tail) for one in keying.people if not one.closed]
        write_answers_template(target, keying.layouts, open_)

    def whose(self, exam_id: ExamId, rows: Sequence[FileRow]) -> dict[PersonId, KeyedRow]:
        """Rows of a file by the people they mean, by name and the last four of the ID.

        Raises:
            RuleError: somebody is not on the list, is meant twice, or may be one of several.
        """
        keying = self.keying(exam_id)
        everybody = (*keying.people, *keying.others)
        known = [Namesake(one.person_id, one.name, one.tail) for one in everybody]
        return whose_rows(rows, known)

    def _tails(self, ids: Sequence[PersonId]) -> dict[PersonId, str]:
        """The last four characters of people's ID numbers, empty where none is known."""
        return {row.id: row.id_number[-4:] for row in self._people.people(ids=ids)}
