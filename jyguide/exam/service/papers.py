"""Use cases of papers: blueprints, and drawing a paper from the bank."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select

from db.models import Blueprint as BlueprintTable
from db.models import Paper as PaperTable
from db.models import PaperItem
from db.uow import Store
from jyguide.bank.item import ItemKind
from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import ItemStatus
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.blueprint import Blueprint, Candidate, Shortfall, draw, shortfalls
from jyguide.exam.marking import MarkingRule
from jyguide.exam.paper import (
    BlueprintPlan,
    BlueprintRow,
    Paper,
    PaperDraft,
    PaperPlace,
    PaperRow,
    lines_from_json,
    lines_to_json,
    printed,
)
from jyguide.exam.paper_document import PaperItem as PrintedItem
from jyguide.exam.paper_document import PaperText, key_document, paper_document
from jyguide.ids import BlueprintId, PaperId, RevisionId
from jyguide.place import Place

_PAPER = (
    PaperTable.id,
    PaperTable.title,
    PaperTable.seed,
    PaperTable.total_points,
    PaperTable.pass_points,
    PaperTable.minutes,
)
_TRAVELS_WITH_PAPER = ("lines", "pass_points", "minutes", "rule", "shuffle")
_FAMILY = (PaperTable.variant, PaperTable.variant_of_id, PaperTable.seal_id)


class PaperService:
    """Everything the program does with blueprints and papers."""

    def __init__(self, store: Store, place: Place, bank: BankService) -> None:
        self._store = store
        self._place = place
        self._bank = bank

    def blueprints(self) -> list[BlueprintRow]:
        """Every kept blueprint, the newest first."""
        with self._store.read() as session:
            rows = session.scalars(
                select(BlueprintTable)
                .where(BlueprintTable.deleted.is_(False))
                .order_by(BlueprintTable.id.desc())
            )
            return [BlueprintRow(BlueprintId(row.id), _plan(row)) for row in rows]

    def save_blueprint(
        self, plan: BlueprintPlan, blueprint_id: BlueprintId | None = None
    ) -> BlueprintId:
        """Keep a blueprint, a new one or in place of the one given.

        Raises:
            RuleError: it has no name, no line, or a pass mark above its total.
        """
        _check(plan)
        with self._store.begin(f"保存组卷蓝图“{plan.name}”") as uow:
            if blueprint_id is None:
                row = BlueprintTable(station_id=self._place.station_id, **_columns(plan))
                uow.session.add(row)
            else:
                row = uow.session.get_one(BlueprintTable, blueprint_id)
                for name, value in _columns(plan).items():
                    setattr(row, name, value)
            uow.commit()
            return BlueprintId(row.id)

    def remove_blueprint(self, blueprint_id: BlueprintId) -> Changed:
        """Take a blueprint off the list; papers drawn from it stay."""
        with self._store.begin("删除组卷蓝图") as uow:
            uow.session.get_one(BlueprintTable, blueprint_id).deleted = True
            uow.commit()
        return Changed.EXAMS

    def candidates(self) -> list[Candidate]:
        """What the bank can supply: items in force and not recalled, each question only once.

        One stem may be many questions (“下列说法正确的是”): the options tell them apart, in
        whatever order they stand.
        """
        found: dict[tuple[ItemKind, str, tuple[str, ...]], Candidate] = {}
        for row in self._bank.items(statuses=[ItemStatus.IN_FORCE]):
            content = row.content
            if not row.drawable or content.kind is ItemKind.ORAL or content.answer is None:
                continue
            found.setdefault(
                (content.kind, content.stem, tuple(sorted(content.options))),
                Candidate(
                    revision_id=row.revision_id,
                    item_id=row.id,
                    kind=content.kind,
                    category=content.category,
                    difficulty=content.difficulty,
                    option_count=len(content.options),
                    pinned=fixed_places(content),
                    question=row.question_id,
                ),
            )
        return list(found.values())

    def shortfalls(self, blueprint: Blueprint) -> tuple[Shortfall, ...]:
        """Which lines of a blueprint the bank cannot fill today."""
        return shortfalls(blueprint.lines, self.candidates())

    def draw(
        self,
        plan: BlueprintPlan,
        title: str,
        seed: int,
        blueprint_id: BlueprintId | None = None,
        *,
        among: Collection[uuid.UUID] | None = None,
    ) -> PaperId:
        """Draw a paper; it never changes afterwards.

        Args:
            plan: The blueprint, kept or not.
            title: What stands at its head.
            seed: The same seed, blueprint and bank give the same paper.
            blueprint_id: The kept blueprint it came from.
            among: Keys of the items to draw from; None for the whole bank.

        Raises:
            RuleError: the bank cannot supply what the blueprint asks.
        """
        return self.keep(self.draft(plan, title, seed, among=among), blueprint_id)

    def draft(
        self,
        plan: BlueprintPlan,
        title: str,
        seed: int,
        *,
        among: Collection[uuid.UUID] | None = None,
    ) -> PaperDraft:
        """A paper as ``draw`` would keep it, not kept.

        Raises:
            RuleError: as ``draw``.
        """
        _check(plan)
        if not title.strip():
            raise RuleError("试卷名称没有填，没有组卷。", hint="请填写试卷名称。")
        pool = [one for one in self.candidates() if among is None or one.item_id in among]
        drawn = draw(plan.blueprint, pool, seed)
        return PaperDraft(title.strip(), plan, seed, drawn, {"origin": "drawn"})

    def keep(self, draft: PaperDraft, blueprint_id: BlueprintId | None = None) -> PaperId:
        """Make a draft a paper, which never changes afterwards."""
        columns = _columns(draft.plan)
        with self._store.begin(f"组卷“{draft.title}”") as uow:
            paper = PaperTable(
                station_id=self._place.station_id,
                blueprint_id=blueprint_id,
                title=draft.title,
                seed=draft.seed,
                total_points=draft.total_points,
                drawing=dict(draft.drawing),
                **{name: columns[name] for name in _TRAVELS_WITH_PAPER},
            )
            uow.session.add(paper)
            for position, one in enumerate(draft.items, start=1):
                uow.session.add(
                    PaperItem(
                        paper_id=paper.id,
                        position=position,
                        revision_id=one.revision_id,
                        points=one.points,
                        option_order=list(one.order),
                    )
                )
            uow.commit()
            return PaperId(paper.id)

    def papers(self) -> list[PaperRow]:
        """Every paper, the newest first."""
        items = select(func.count()).where(PaperItem.paper_id == PaperTable.id).scalar_subquery()
        statement = (
            select(*_PAPER, items, *_FAMILY)
            .where(PaperTable.deleted.is_(False))
            .order_by(PaperTable.id.desc())
        )
        with self._store.read() as session:
            return [
                PaperRow(PaperId(found[0]), *found[1:]) for found in session.execute(statement)
            ]

    def paper_document(self, paper_id: PaperId) -> Document:
        """The paper as it is handed out."""
        return paper_document(_text(self.paper(paper_id)))

    def key_document(self, paper_id: PaperId) -> Document:
        """The paper's key, for those who mark it."""
        return key_document(_text(self.paper(paper_id)))

    def paper(self, paper_id: PaperId) -> Paper:
        """A paper with everything on it.

        Raises:
            RuleError: there is no such paper.
        """
        with self._store.read() as session:
            row = session.get(PaperTable, paper_id)
            if row is None:
                raise RuleError("没有找到这份试卷，没有改动。", hint="请刷新列表后重新选择。")
            rule = MarkingRule.from_json(row.rule)
            items = session.scalars(
                select(PaperItem)
                .where(PaperItem.paper_id == paper_id)
                .order_by(PaperItem.position)
            ).all()
            head = PaperRow(
                paper_id,
                row.title,
                row.seed,
                row.total_points,
                row.pass_points,
                row.minutes,
                len(items),
                row.variant,
                PaperId(row.variant_of_id) if row.variant_of_id else None,
                row.seal_id,
            )
        contents = self._bank.contents([RevisionId(item.revision_id) for item in items])
        return Paper(
            head,
            rule,
            tuple(
                PaperPlace(
                    id=item.id,
                    position=item.position,
                    revision_id=RevisionId(item.revision_id),
                    points=item.points,
                    content=printed(contents[RevisionId(item.revision_id)], item.option_order),
                    order=tuple(item.option_order),
                )
                for item in items
            ),
        )


def _text(paper: Paper) -> PaperText:
    return PaperText(
        title=paper.row.title,
        items=tuple(PrintedItem(place.content, place.points) for place in paper.places),
        minutes=paper.row.minutes,
        pass_points=paper.row.pass_points,
        code=f"{paper.row.seed}",
    )


def _check(plan: BlueprintPlan) -> None:
    blueprint = plan.blueprint
    if not plan.name.strip():
        raise RuleError("蓝图名称没有填，没有保存。", hint="请填写蓝图名称。")
    if not any(line.count for line in blueprint.lines):
        raise RuleError("蓝图里还没有题目要求，没有保存。", hint="请至少加一行题型和题数。")
    if not 0 < blueprint.pass_points <= blueprint.total_points:
        raise RuleError(
            "及格分要大于零，且不高于总分，没有保存。", hint="请检查及格分和各行分值。"
        )
    if blueprint.minutes <= 0:
        raise RuleError("考试时长要大于零分钟，没有保存。", hint="请填写考试时长。")


def _columns(plan: BlueprintPlan) -> dict[str, Any]:
    return {
        "name": plan.name.strip(),
        "lines": lines_to_json(plan.blueprint.lines),
        "pass_points": plan.blueprint.pass_points,
        "minutes": plan.blueprint.minutes,
        "rule": plan.rule.to_json(),
        "shuffle": plan.blueprint.shuffle_options,
        "avoid_papers": plan.blueprint.avoid_papers,
        "allow_alike": plan.blueprint.allow_alike,
    }


def _plan(row: BlueprintTable) -> BlueprintPlan:
    return BlueprintPlan(
        name=row.name,
        blueprint=Blueprint(
            lines_from_json(row.lines),
            row.pass_points,
            row.minutes,
            row.shuffle,
            row.avoid_papers,
            row.allow_alike,
        ),
        rule=MarkingRule.from_json(row.rule),
    )
