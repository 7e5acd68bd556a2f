"""Use cases of brands on their way through the six stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Brand
from db.uow import Store, UnitOfWork
from jyguide.brand.kinds import STAGE_NAMES, Stage
from jyguide.brand.pipeline import LONG, Step, Way, check_next, check_step
from jyguide.brand.row import BrandFacts, BrandRow, brand_problems
from jyguide.brand.service.reading import living, read_brands, stages_of, way_of
from jyguide.brand.service.writing import brand_columns, put, put_stage, refuse_changed, stage_key
from jyguide.brand.sheet import same_name
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.ids import BrandId
from jyguide.place import Place


class BrandService:
    """Everything the program does with brands but their files."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rows(self) -> list[BrandRow]:
        """Every brand this office knows, by station and name."""
        with self._store.read() as session:
            return read_brands(session)

    def row(self, brand_id: BrandId) -> BrandRow:
        """One of them.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        for row in self.rows():
            if row.id == brand_id:
                return row
        raise RuleError("这个品牌已被删除。", hint="请按 F5 刷新后重新选择。")

    def add(self, facts: BrandFacts, first: Step) -> BrandId:
        """A new brand, which begins with 实践.

        Raises:
            RuleError: the facts cannot be so, or the brand is there already.
        """
        _check_facts(facts)
        check_step(Way(), Stage.PRACTICE, first, self._clock().date())
        with self._store.begin(f"新建品牌“{facts.name.strip()}”") as uow:
            columns = brand_columns(uow.session, facts, self._place.station_id)
            _refuse_second(uow.session, columns)
            brand = Brand(**columns)
            uow.session.add(brand)
            put_stage(uow, brand, Stage.PRACTICE, first)
            uow.commit()
            return BrandId(brand.id)

    def change(self, brand_id: BrandId, facts: BrandFacts, seen: str | None = None) -> Changed:
        """Change what is kept about a brand; its stages are changed one by one.

        Raises:
            RuleError: the facts cannot be so, or it was changed meanwhile.
        """
        _check_facts(facts)
        with self._store.begin(f"修改品牌“{facts.name.strip()}”") as uow:
            brand = living(uow.session, brand_id)
            refuse_changed(brand, seen)
            columns = brand_columns(uow.session, facts, self._place.station_id)
            _refuse_second(uow.session, columns, brand_id)
            put(brand, columns)
            uow.commit()
        return Changed.BRANDS

    def advance(self, brand_id: BrandId, stage: Stage, step: Step) -> Changed:
        """Let a brand reach the very next stage.

        Raises:
            RuleError: it is not the next one, the brand was stopped, there is no evidence, or the
                day cannot be so.
        """
        name = STAGE_NAMES[stage]
        with self._store.begin(f"品牌进入“{name}”阶段") as uow:
            brand, known = self._open_brand(uow, brand_id)
            check_next(known, stage, brand.name)
            check_step(known, stage, step, self._clock().date())
            put_stage(uow, brand, stage, step)
            uow.commit()
        return Changed.BRANDS

    def correct(
        self, brand_id: BrandId, stage: Stage, step: Step, seen: str | None = None
    ) -> Changed:
        """Change day, evidence or who confirmed of a stage that was reached.

        Raises:
            RuleError: it was not reached, was changed meanwhile, or the day cannot be so.
        """
        with self._store.begin(f"修改品牌的“{STAGE_NAMES[stage]}”阶段") as uow:
            brand = living(uow.session, brand_id)
            known = way_of(stages_of(uow.session, brand_id))
            here = known.of(stage)
            if here is None:
                raise RuleError(
                    f"“{brand.name}”没有“{STAGE_NAMES[stage]}”阶段的记录，没有改动。",
                    hint="请按 F5 刷新后再试。",
                )
            if seen not in (None, here.version):
                raise RuleError(
                    "这一阶段在您打开之后又被改动过，没有保存。",
                    hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
                )
            check_step(known, stage, step, self._clock().date())
            if brand.ended_on is not None and step.on > brand.ended_on:
                raise RuleError(
                    f"日期晚于停止的 {date_text(brand.ended_on)}，没有改动。",
                    hint="请改正日期，或先“恢复”这个品牌。",
                )
            put_stage(uow, brand, stage, step)
            uow.commit()
        return Changed.BRANDS

    def back(self, brand_id: BrandId, stage: Stage, reason: str) -> Changed:
        """Take the last stage away; the reason stands in the history.

        Raises:
            RuleError: `stage` is not the last one any more, is the first, or no reason is given.
        """
        said = " ".join(reason.split())
        if not said:
            raise RuleError("没有写明退回的原因，没有改动。", hint="请写明原因。")
        with self._store.begin(f"品牌退回一个阶段（{said}）") as uow:
            brand, known = self._open_brand(uow, brand_id)
            last = known.last
            if last is None or last.stage is not stage:
                raise RuleError(
                    f"“{brand.name}”的最后一个阶段不是“{STAGE_NAMES[stage]}”，没有改动。",
                    hint="只能从最后一个阶段起逐个退回，请按 F5 刷新后再试。",
                )
            if stage is Stage.PRACTICE:
                raise RuleError(
                    f"“{brand.name}”只有“实践”一个阶段，不能再退回。",
                    hint="不再做这个品牌请用“停止”；录错的品牌请删除。",
                )
            for row in stages_of(uow.session, brand_id):
                if row.id == stage_key(brand_id, stage):
                    row.deleted = True
            uow.commit()
        return Changed.BRANDS

    def stop(self, brand_id: BrandId, on: date, reason: str) -> Changed:
        """Stop work on a brand; it keeps its stages.

        Raises:
            RuleError: no reason, a day that cannot be so, or it is stopped already.
        """
        if not reason.strip():
            raise RuleError("没有写明停止的原因，没有改动。", hint="请写明原因。")
        with self._store.begin("停止品牌") as uow:
            brand, known = self._open_brand(uow, brand_id)
            if on > self._clock().date() or (known.since is not None and on < known.since):
                raise RuleError(
                    "停止日期在今天之后，或早于现在这个阶段的日期，没有改动。",
                    hint="请改正日期后再保存。",
                )
            brand.ended_on, brand.end_reason = on, reason.strip()
            uow.commit()
        return Changed.BRANDS

    def resume(self, brand_id: BrandId) -> Changed:
        """Take up a brand again that was stopped.

        Raises:
            RuleError: it is not stopped.
        """
        with self._store.begin("恢复品牌") as uow:
            brand = living(uow.session, brand_id)
            if brand.ended_on is None:
                raise RuleError(f"“{brand.name}”没有停止，不需要恢复。", hint="请按 F5 刷新。")
            brand.ended_on, brand.end_reason = None, ""
            uow.commit()
        return Changed.BRANDS

    def remove(self, brand_id: BrandId) -> Changed:
        """Take out a brand that was entered by mistake, with its stages."""
        with self._store.begin("删除品牌") as uow:
            living(uow.session, brand_id).deleted = True
            for row in stages_of(uow.session, brand_id):
                row.deleted = True
            uow.commit()
        return Changed.BRANDS

    def due(self) -> str:
        """What is to be said of brands that have been in one stage for long, or nothing."""
        today = self._clock().date()
        long = [
            row
            for row in self.rows()
            if row.ended_on is None and row.way.next is not None and (row.days(today) or 0) > LONG
        ]
        if not long:
            return ""
        named = "、".join(f"“{row.facts.name}”" for row in long[:2])
        more = f"等 {len(long)} 个品牌" if len(long) > 2 else ""  # noqa: PLR2004 - of those named
        return f"{named}{more}在同一阶段超过一年，有空时可以看看是否具备进入下一阶段的条件。"

    def _open_brand(self, uow: UnitOfWork, brand_id: BrandId) -> tuple[Brand, Way]:
        brand = living(uow.session, brand_id)
        if brand.ended_on is not None:
            raise RuleError(
                f"“{brand.name}”已经停止，没有改动。", hint="要继续做这个品牌，请先“恢复”。"
            )
        return brand, way_of(stages_of(uow.session, brand_id))


def _check_facts(facts: BrandFacts) -> None:
    for sentence in brand_problems(facts).values():
        raise RuleError(f"{sentence}品牌没有保存。", hint="请补全后再保存。")


def _refuse_second(
    session: Session, columns: Mapping[str, Any], but: BrandId | None = None
) -> None:
    name, organisation, key = (columns[at] for at in ("name", "organisation", "organisation_key"))
    same = Brand.organisation == organisation if key is None else Brand.organisation_key == key
    found = session.execute(select(Brand.id, Brand.name).where(Brand.deleted.is_(False), same))
    if any(same_name(other) == same_name(name) and key != but for key, other in found):
        raise RuleError(
            f"“{organisation}”已经有品牌“{name}”，没有保存。", hint="请在看板上找到它再修改。"
        )
