"""Use cases of papers: blueprints, and drawing a paper from the bank."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select

from db.models import Blueprint as BlueprintTable
from db.models import Paper as PaperTable
from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.exam.composing.bank_supply import BankSupply
from jyguide.exam.composing.blueprint import Candidate, DrawnItem
from jyguide.exam.composing.variants import LETTERS, Shape, variants
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import (
    BlueprintPlan,
    BlueprintRow,
    Paper,
    PaperDraft,
    PaperPlace,
    PaperRow,
    Redrawn,
    corrected,
    printed,
)
from jyguide.exam.printing.paper_document import key_document, paper_document
from jyguide.exam.printing.print_job import paper_text
from jyguide.exam.service.drawing import PaperDrawing, never_drawn
from jyguide.exam.service.key_changes import counting_changes
from jyguide.exam.service.paper_rows import (
    add_places,
    exams_of,
    family_rows,
    found_paper,
    paper_rows,
    places_of,
)
from jyguide.exam.service.plan_columns import (
    TRAVELS_WITH_PAPER,
    check_plan,
    columns_of_plan,
    plan_of_blueprint,
    plan_of_paper,
)
from jyguide.exam.service.supply import candidates_of, read_supply
from jyguide.ids import BlueprintId, PaperId, RevisionId
from jyguide.place import Place

_GONE = "题库在组卷后有变动，已不够再抽一份；这份卷本身不变。"
_REDRAWN = {
    (True, False): "题库没有变动，按同一编号再抽得到完全相同的卷。",
    (True, True): "题库在组卷后有变动，按同一编号再抽仍得到同一份卷。",
    (False, True): "题库在组卷后有变动，按同一编号再抽会得到不同的卷；这份卷本身不变。",
    (False, False): "这份卷是按旧版的抽题规则组的，现在再抽会得到不同的卷；这份卷本身不变。",
}
"""By whether the same paper came out, and whether the bank has changed."""


class PaperService:
    """Everything the program does with blueprints and papers."""

    def __init__(self, store: Store, place: Place, bank: BankService) -> None:
        self._store = store
        self._place = place
        self._bank = bank
        self._drawing = PaperDrawing(store, place, bank)

    def blueprints(self) -> list[BlueprintRow]:
        """Every kept blueprint, the newest first."""
        with self._store.read() as session:
            rows = session.scalars(
                select(BlueprintTable)
                .where(BlueprintTable.deleted.is_(False))
                .order_by(BlueprintTable.id.desc())
            )
            return [BlueprintRow(BlueprintId(row.id), plan_of_blueprint(row)) for row in rows]

    def save_blueprint(
        self, plan: BlueprintPlan, blueprint_id: BlueprintId | None = None
    ) -> BlueprintId:
        """Keep a blueprint, a new one or in place of the one given.

        Raises:
            RuleError: it has no name, no line, or a pass mark above its total.
        """
        check_plan(plan)
        with self._store.begin(f"保存组卷蓝图“{plan.name}”") as uow:
            if blueprint_id is None:
                row = BlueprintTable(station_id=self._place.station_id, **columns_of_plan(plan))
                uow.session.add(row)
            else:
                row = uow.session.get_one(BlueprintTable, blueprint_id)
                for name, value in columns_of_plan(plan).items():
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
        """What the bank can supply: items in force and not recalled, each question only once."""
        with self._store.read() as session:
            return candidates_of(read_supply(session))

    def bank_supply(self) -> BankSupply:
        """What blueprints are weighed against while they are written."""
        return self._drawing.bank_supply()

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
        check_plan(plan)
        if not title.strip():
            raise RuleError("试卷名称没有填，没有组卷。", hint="请填写试卷名称。")
        return self._drawing.draft(plan, title.strip(), seed, among)

    def redraw(self, paper_id: PaperId) -> Redrawn:
        """Draw a kept paper once more from the bank as it is now; keeps nothing.

        Raises:
            RuleError: there is no such paper.
        """
        with self._store.read() as session:
            row = found_paper(session.get(PaperTable, paper_id))
            kept = tuple(
                DrawnItem(item.revision_id, item.points, tuple(item.option_order))
                for item in places_of(session, paper_id)
            )
            at = max(0, LETTERS.find(row.variant or LETTERS[0]))
            plan = plan_of_paper(row)
        if reason := never_drawn(row):
            return Redrawn(None, same=False, sentence=reason)
        try:
            draft = self._drawing.draft_again(row, plan)
        except RuleError as fault:
            return Redrawn(None, same=False, sentence=f"{_GONE}{fault.message}")
        draft = replace(draft, items=self.variants(draft, at + 1)[at])
        same = draft.items == kept
        changed = draft.drawing["pool"] != (row.drawing or {}).get("pool")
        return Redrawn(draft, same, _REDRAWN[same, changed])

    def keep(
        self, draft: PaperDraft, blueprint_id: BlueprintId | None = None, *, variants: int = 1
    ) -> PaperId:
        """Make a draft a paper, which never changes afterwards.

        Args:
            draft: As drawn, or put together by hand.
            blueprint_id: The kept blueprint it came from.
            variants: With 2 to 4 it is A, and B, C, D are kept with it: the same items in
                another order, with other letters.

        Returns:
            The key of the paper, which is A.

        Raises:
            RuleError: there cannot be so many variants.
        """
        if not 1 <= variants <= len(LETTERS):
            raise RuleError(
                f"一份试卷最多出 {len(LETTERS)} 种卷别，没有组卷。", hint="请减少卷别的种数。"
            )
        made = self.variants(draft, variants)
        columns = columns_of_plan(draft.plan)
        with self._store.begin(f"组卷“{draft.title}”") as uow:
            head: PaperTable | None = None
            for letter, items in zip(LETTERS, made, strict=False):
                paper = PaperTable(
                    station_id=self._place.station_id,
                    blueprint_id=blueprint_id,
                    title=draft.title,
                    seed=draft.seed,
                    total_points=draft.total_points,
                    drawing=dict(draft.drawing),
                    variant=letter if variants > 1 else "",
                    variant_of_id=head.id if head else None,
                    **{name: columns[name] for name in TRAVELS_WITH_PAPER},
                )
                uow.session.add(paper)
                add_places(uow.session, paper.id, items)
                head = head or paper
            uow.commit()
            return PaperId(found_paper(head).id)

    def remove_paper(self, paper_id: PaperId) -> Changed:
        """Take a paper that no exam uses off the list, with its variants.

        Raises:
            RuleError: an exam uses it.
        """
        with self._store.begin("删除试卷") as uow:
            row = found_paper(uow.session.get(PaperTable, paper_id))
            family = [one.id for one in family_rows(uow.session, paper_id)]
            if exams := sum(exams_of(uow.session, family).values()):
                raise RuleError(
                    f"试卷“{row.title}”已经用于 {exams} 场考试，没有删除。",
                    hint="用过的试卷要和答卷一起留存。",
                )
            for key in family:
                uow.session.get_one(PaperTable, key).deleted = True
            uow.commit()
        return Changed.EXAMS

    def papers(self) -> list[PaperRow]:
        """Every paper, the newest first; its variants are named in it and not listed."""
        with self._store.read() as session:
            return paper_rows(session)

    def variants_of(self, paper_id: PaperId) -> list[PaperRow]:
        """A paper and its variants, A first, whichever of them is given; alone without any."""
        with self._store.read() as session:
            return family_rows(session, paper_id)

    def plan_of(self, paper_id: PaperId) -> BlueprintPlan:
        """What a paper was drawn by, and how it is marked.

        Raises:
            RuleError: there is no such paper.
        """
        with self._store.read() as session:
            return plan_of_paper(found_paper(session.get(PaperTable, paper_id)))

    def kept_draft(self, paper_id: PaperId) -> PaperDraft:
        """A kept paper as a draft, to be sealed.

        Raises:
            RuleError: there is no such paper, or a key on it was corrected: a draft knows only
                the keys of the bank.
        """
        paper = self.paper(paper_id)
        if changed := sum(place.change is not None for place in paper.places):
            raise RuleError(
                f"这份试卷有 {changed} 道题的答案改正过，不能直接密封。",
                hint="请先在题库里改好这些题，再组一份卷。",
            )
        items = tuple(
            DrawnItem(place.revision_id, place.points, place.order) for place in paper.places
        )
        row = paper.row
        return PaperDraft(
            row.title, self.plan_of(paper_id), row.seed, items, {"origin": row.origin}
        )

    def paper_document(self, paper_id: PaperId) -> Document:
        """The paper as it is handed out."""
        return paper_document(paper_text(self.paper(paper_id)))

    def key_document(self, paper_id: PaperId) -> Document:
        """The paper's key, for those who mark it."""
        return key_document(paper_text(self.paper(paper_id)))

    def paper(self, paper_id: PaperId) -> Paper:
        """A paper with everything on it.

        Raises:
            RuleError: there is no such paper.
        """
        with self._store.read() as session:
            row = found_paper(session.get(PaperTable, paper_id))
            rule = MarkingRule.from_json(row.rule)
            items = places_of(session, paper_id)
            head = next(one for one in family_rows(session, paper_id) if one.id == paper_id)
            asked = [RevisionId(item.revision_id) for item in items]
            offices = {row.station_id, self._place.station_id}
            changes = counting_changes(session, offices, asked)
        contents = self._bank.contents(asked)
        return Paper(
            head,
            rule,
            tuple(
                corrected(
                    PaperPlace(
                        id=item.id,
                        position=item.position,
                        revision_id=revision,
                        points=item.points,
                        content=printed(contents[revision], item.option_order),
                        order=tuple(item.option_order),
                    ),
                    changes.get(revision),
                )
                for item, revision in zip(items, asked, strict=True)
            ),
        )

    def variants(self, draft: PaperDraft, count: int) -> list[tuple[DrawnItem, ...]]:
        """What stands on A, B, C, D of a draft, as far as wanted; from 1 to 4."""
        keys = {item.revision_id: RevisionId(item.revision_id) for item in draft.items}
        said = self._bank.contents(list(keys.values()))
        shapes = {plain: Shape.of(said[key]) for plain, key in keys.items()}
        return variants(draft.items, shapes, draft.seed, count)
