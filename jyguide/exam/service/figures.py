"""Use cases of figures over many exams: items, categories, stations; what the bank is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Item, ItemRevision, PaperItem, Station
from db.models import Paper as PaperTable
from db.uow import Store
from jyguide.bank.report import ReportedFault, ReportState
from jyguide.bank.service.reports import ReportService
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.analysis import (
    Flag,
    ItemAnalysis,
    analyse,
    item_sums,
    pooled_item,
)
from jyguide.exam.analysis.asked import asked_items, bank_place
from jyguide.exam.analysis.family import Kin, PaperFamily, families
from jyguide.exam.analysis.matrix import CITY, StationMatrix, station_matrix
from jyguide.exam.analysis.readings import report_head, report_text
from jyguide.exam.analysis.report import ExamFigures
from jyguide.exam.paper import Paper, PaperPlace
from jyguide.exam.printing.class_report import ReportText, class_report
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.pool import (
    HandedIn,
    asked_on,
    edited_since,
    handed_in,
    letters_text,
    table_of,
    won,
)
from jyguide.exam.service.results import ResultService
from jyguide.exam.service.sittings import SittingService
from jyguide.ids import (
    ExamId,
    ItemId,
    PaperId,
    ReportId,
    RevisionId,
    SessionId,
    StationId,
)


@dataclass(frozen=True, slots=True)
class RevisionFigures:
    """An item as it was asked, over all papers that asked it so; letters are the bank's.

    Attributes:
        current: Whether the item still says this.
    """

    revision_id: RevisionId
    place: PaperPlace
    analysis: ItemAnalysis
    exams: int
    current: bool


class FigureService:
    """Figures pooled over exams and stations."""

    def __init__(
        self,
        store: Store,
        papers: PaperService,
        sittings: SittingService,
        results: ResultService,
        reports: ReportService,
    ) -> None:
        self._store = store
        self._papers = papers
        self._sittings = sittings
        self._results = results
        self._reports = reports

    def family(self, exam_id: ExamId) -> PaperFamily:
        """The paper of an exam with its variants, and all exams known here that sat them.

        Raises:
            RuleError: there is no such exam.
        """
        exam = self._sittings.exam(exam_id)
        return self._family(exam.paper_id)

    def family_figures(self, exam_id: ExamId) -> ExamFigures:
        """Figures over everybody who sat the paper of an exam or a variant, at any station."""
        return self._pooled(self.family(exam_id))

    def class_report(self, exam_id: ExamId, *, pooled: bool = False) -> Document:
        """质量分析报告 of one exam, or of everybody who sat its paper; then without a list."""
        figures = self.family_figures(exam_id) if pooled else self._results.figures(exam_id)
        results = () if pooled else tuple(self._results.results(exam_id))
        return class_report(ReportText(*self._results.issued(), figures, results))

    def session_figures(
        self, session_id: SessionId, *, everywhere: bool = False
    ) -> list[ExamFigures]:
        """Figures of a training session: its exams, pooled by paper, in the order held.

        Args:
            session_id: The session.
            everywhere: Together with all other exams that sat the same papers.

        Raises:
            RuleError: the session held no exam.
        """
        exams = [one for one in self._sittings.exams() if one.session_id == session_id]
        if not exams:
            raise RuleError("这期培训没有安排过考试，没有可分析的成绩。", hint="请核对培训编号。")
        by_head: dict[PaperId, list[ExamId]] = {}
        known = self._families()
        for one in reversed(exams):
            by_head.setdefault(known[one.paper_id][0], []).append(one.id)
        return [
            self._pooled(self._family(head), None if everywhere else held)
            for head, held in by_head.items()
        ]

    def item_figures(self, item_id: ItemId) -> list[RevisionFigures]:
        """Figures of an item over every exam that asked it, the newest revision first."""
        with self._store.read() as session:
            current = session.get_one(Item, item_id).revision_id
            asked = session.execute(
                select(PaperItem.revision_id, PaperItem.paper_id)
                .join(ItemRevision, ItemRevision.id == PaperItem.revision_id)
                .where(ItemRevision.item_id == item_id, PaperItem.deleted.is_(False))
                .order_by(PaperItem.revision_id.desc())
            ).all()
        revisions: dict[RevisionId, list[PaperId]] = {}
        for revision, paper in asked:
            revisions.setdefault(RevisionId(revision), []).append(PaperId(paper))
        return [
            found
            for revision, papers in revisions.items()
            if (found := self._revision(revision, papers, current=revision == current))
        ]

    def station_matrix(self, exam_id: ExamId | None = None) -> StationMatrix:
        """Share of the points by station and category.

        Args:
            exam_id: Over this exam's paper and its variants alone; None for all exams.
        """
        papers = None if exam_id is None else self.family(exam_id).papers
        with self._store.read() as session:
            attempts = handed_in(session, papers=papers)
            asked = asked_on(session, {one.paper_id for one in attempts})
            stations = [*_stations(session), (None, CITY)]
        order = [category for places in asked.values() for _, _, category in places]
        return station_matrix(
            ((one.station_id, won(one, asked.get(one.paper_id, ()))) for one in attempts),
            stations,
            list(dict.fromkeys(order)),
        )

    def item_of(self, revision_id: RevisionId) -> ItemId:
        """The item that a revision is of."""
        with self._store.read() as session:
            return ItemId(session.get_one(ItemRevision, revision_id).item_id)

    def own_items(self, figures: ExamFigures) -> frozenset[RevisionId]:
        """Items of a paper that this office may change itself: the city all, a station its own."""
        asked = [place.revision_id for place in figures.places]
        statement = (
            select(ItemRevision.id)
            .join(Item, Item.id == ItemRevision.item_id)
            .where(ItemRevision.id.in_(asked))
        )
        if not self._reports.at_city:
            statement = statement.where(Item.station_id.is_not(None))
        with self._store.read() as session:
            return frozenset(RevisionId(key) for key in session.scalars(statement))

    def reported(self, figures: ExamFigures) -> frozenset[RevisionId]:
        """Items of a paper of which the bank has been told and has not answered yet."""
        head = report_head(figures.paper.row.title)
        return frozenset(
            row.revision_id
            for row in self._reports.reports()
            if row.state is ReportState.OPEN and row.text.startswith(head)
        )

    def report_item(self, figures: ExamFigures, revision_id: RevisionId) -> ReportId:
        """Tell the bank of an item that misbehaves: the flags, the figures, how many, the paper.

        Raises:
            RuleError: it is in order, is told already, says something else by now, or as
                ``ReportService.report``.
        """
        item = next(one for one in figures.analysis.items if one.revision_id == revision_id)
        if not item.flags:
            raise RuleError(
                "这道题的答题数据没有异常，没有报给题库。",
                hint="要指出其他问题，请在“百问题库”里打开这道题，点“报告错误”。",
            )
        if revision_id in figures.edited:
            raise RuleError(
                f"第 {figures.edited[revision_id]} 题考后已经修改，没有报给题库。",
                hint="请先看现在的题目是否还有问题。",
            )
        if revision_id in self.reported(figures):
            raise RuleError(
                "这道题的答题数据已经报过，正等市级答复，没有再报。",
                hint="答复会随数据交换收到。",
            )
        text = report_text(item, figures.paper.row.title, figures.letters)
        return self._reports.report(self.item_of(revision_id), _fault(item), text)

    def _families(self) -> dict[PaperId, tuple[PaperId, ...]]:
        """Of each paper known here, taken off the list or not, the whole family."""
        columns = (PaperTable.id, PaperTable.variant, PaperTable.variant_of_id, PaperTable.seal_id)
        with self._store.read() as session:
            return families(
                Kin(PaperId(key), variant, PaperId(head) if head else None, seal)
                for key, variant, head, seal in session.execute(select(*columns))
            )

    def _family(self, paper_id: PaperId) -> PaperFamily:
        keys = self._families()[paper_id]
        exams = tuple(one for one in self._sittings.exams() if one.paper_id in keys)
        return PaperFamily(keys, exams)

    def _pooled(self, family: PaperFamily, exams: Collection[ExamId] | None = None) -> ExamFigures:
        head = self._papers.paper(family.head)
        with self._store.read() as session:
            attempts = handed_in(session, exams=exams, papers=family.papers)
        papers = {key: self._papers.paper(key) for key in {one.paper_id for one in attempts}}
        with self._store.read() as session:
            table = table_of(session, attempts, papers, head.places)
            edited = edited_since(session, head)
        return ExamFigures(
            title=head.row.title,
            paper=head,
            places=head.places,
            letters=letters_text(head, variants=len(papers.keys() | {head.row.id}) > 1),
            analysis=analyse(table),
            edited=edited,
            exams=len({one.exam_id for one in attempts}),
            stations=len({one.station_id for one in attempts}),
        )

    def _revision(
        self, revision: RevisionId, papers: Sequence[PaperId], *, current: bool
    ) -> RevisionFigures | None:
        """Each family is a paper of its own to the sums; None where nobody handed one in."""
        with self._store.read() as session:
            attempts = handed_in(session, papers=papers)
        sat = {key: self._papers.paper(key) for key in {one.paper_id for one in attempts}}
        if not sat:
            return None
        place = next(
            bank_place(one)
            for paper in sat.values()
            for one in paper.places
            if one.revision_id == revision
        )
        known = self._families()
        groups: dict[PaperId, list[HandedIn]] = {}
        for one in attempts:
            groups.setdefault(known[one.paper_id][0], []).append(one)
        with self._store.read() as session:
            sums = [
                item_sums(table_of(session, group, _of(group, sat), (place,)))[0]
                for group in groups.values()
            ]
        analysis = pooled_item(asked_items((place,))[0], sums)
        exams = len({one.exam_id for one in attempts})
        return RevisionFigures(revision, place, analysis, exams, current)


def _of(group: Iterable[HandedIn], papers: dict[PaperId, Paper]) -> dict[PaperId, Paper]:
    return {one.paper_id: papers[one.paper_id] for one in group}


def _stations(session: Session) -> list[tuple[StationId | None, str]]:
    return [
        (StationId(key), name)
        for key, name in session.execute(
            select(Station.id, Station.name).order_by(Station.position)
        )
    ]


def _fault(item: ItemAnalysis) -> ReportedFault:
    """Nobody right, or the best wrong, speaks against the key; the rest against the words."""
    answer = {Flag.NEGATIVE, Flag.NOBODY} & set(item.flags)
    return ReportedFault.ANSWER if answer else ReportedFault.WORDING
