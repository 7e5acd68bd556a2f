"""Use cases of visit cards: sheets numbered and printed, a card found again by its code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import ContactTarget, GridCardSheet, GridVisit
from db.uow import Store, UnitOfWork
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.grid.card import (
    CardCode,
    CardFound,
    CardText,
    SheetPlan,
    months_lines,
    next_number,
    read_code,
    sheet_plans,
)
from jyguide.grid.kinds import VISIT_WAY_NAMES, TargetKind, VisitWay
from jyguide.grid.printing.card import card_document
from jyguide.grid.service.visit_reading import (
    chunks,
    in_chunks,
    rule_in_force,
    target_lines,
    unit_places,
)
from jyguide.grid.service.visit_sums import Asked
from jyguide.grid.visit_period import QUARTER, Period, period_of
from jyguide.grid.visit_rows import DEEDS, TargetLine
from jyguide.grid.visit_rule import ContactRule
from jyguide.ids import StationId, TargetId
from jyguide.masking import masked_phone, numbers_masked
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent

_CITY = "C"
"""Before the letter of a PC of the city's, so that its sheets are told from a station's."""
_LAST = 2
"""Contacts that a card names."""
_STEP = 50


@dataclass(frozen=True, slots=True)
class CardOrder:
    """Which cards are wanted.

    Attributes:
        quarter: For which they are.
        units: Of which units; None: of all.
        holder: Of which vanguard member; None: of all.
        only_undone: Leave out what has been done in the quarter (a member: in this month).
        kinds: Members, households, or both.
    """

    quarter: Period
    units: frozenset[UUID] | None = None
    holder: UUID | None = None
    only_undone: bool = True
    kinds: tuple[TargetKind, ...] = tuple(TargetKind)


@dataclass(frozen=True, slots=True)
class PrintedCards:
    """The sheets, and how many cards and vanguard members they are of."""

    document: Document
    sheets: int
    cards: int
    holders: int

    @property
    def sentence(self) -> str:
        return f"走访卡 {self.cards} 张，{self.sheets} 页，{self.holders} 名先锋党员。"


class CardService:
    """走访卡."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    @property
    def letter(self) -> str:
        """What the codes of sheets printed here begin with."""
        city = _CITY if self._place.is_city else ""
        return f"{city}{self._place.device_letter}"

    def print_cards(
        self,
        order: CardOrder,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> PrintedCards:
        """Number sheets for what is wanted and lay them out; all of them, or none.

        Sheets that were printed alike before keep their number: printing twice spends none.

        Raises:
            RuleError: there is nobody to print a card for.
            Cancelled: the user pressed cancel; no number is spent.
        """
        progress, cancel = progress or Silent(), cancel or CancelToken()
        with self._store.begin(f"打印走访卡（{order.quarter.label}）") as uow:
            plans = sheet_plans(self._lines(uow.session, order))
            if not plans:
                raise RuleError(
                    "没有要打印的走访卡：这一季都已走访，或没有联系对象。",
                    hint="要连已走访的一起打印，请取消“只打未走访的”。",
                )
            numbered = self._numbered(uow, plans, order.quarter)
            texts = self._texts(uow.session, numbered, order.quarter)
            sheets = []
            for at, plan in enumerate(numbered):
                cancel.check()
                sheets.append([texts(plan, place) for place in range(len(plan.targets))])
                if at % _STEP == 0:
                    progress.step(at, len(numbered), "排版走访卡")
            cancel.check()
            uow.commit()
        cards = sum(map(len, sheets))
        document = card_document(sheets, f"走访卡 {order.quarter.label} {cards}张")
        return PrintedCards(document, len(sheets), cards, len({p.holder_key for p in numbered}))

    def find(self, text: str) -> CardFound:
        """The card of a code, as it is typed.

        Raises:
            RuleError: it is no code, there is no such card, or its target is gone.
        """
        code = read_code(text, self.letter)
        with self._store.read() as session:
            return self._found(session, code)

    def _found(self, session: Session, code: CardCode) -> CardFound:
        sheets = session.scalars(
            select(GridCardSheet).where(
                GridCardSheet.code == code.sheet, GridCardSheet.deleted.is_(False)
            )
        ).all()
        if not sheets:
            raise RuleError(
                f"没有打印过编号 {code.sheet} 的走访卡，没有登记。",
                hint="请核对卡号；别的电脑打印的，先做一次数据交换。",
            )
        if len(sheets) > 1:
            raise RuleError(
                f"编号 {code.sheet} 的走访卡有 {len(sheets)} 张，分不清是哪一张，没有登记。",
                hint="请在“登记走访”里按先锋党员登记。",
            )
        keys = sheets[0].target_keys
        if code.place > len(keys):
            raise RuleError(
                f"走访卡 {code.sheet} 上只有 {len(keys)} 张卡，没有第 {code.place} 张。",
                hint="请核对卡号最后一位。",
            )
        row = session.get(ContactTarget, UUID(keys[code.place - 1]))
        if row is None or row.deleted:
            raise RuleError(
                f"走访卡 {code.text} 的联系对象已不在名单里，没有登记。", hint="请核对联系对象。"
            )
        return self._card(session, code, row, sheets[0])

    def _card(
        self, session: Session, code: CardCode, row: ContactTarget, sheet: GridCardSheet
    ) -> CardFound:
        rule = self._rule(session)
        kind = TargetKind(row.kind)
        last = session.scalar(
            select(func.max(GridVisit.visited_on)).where(
                GridVisit.target_id == row.id, GridVisit.deleted.is_(False)
            )
        )
        last_on = date.fromisoformat(last) if isinstance(last, str) else last
        period = rule.period(kind, self._today)
        done = last_on is not None and last_on >= period.first
        place = unit_places(session, {row.unit_id}).get(row.unit_id)
        return CardFound(
            code,
            TargetId(row.id),
            row.name,
            kind,
            place.label if place else "",
            numbers_masked(row.address),
            sheet.holder,
            f"{'' if done else '还没有'}{DEEDS[kind]}{'过' if done else ''}",
            last_on,
            sheet.holder_key,
        )

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _rule(self, session: Session) -> ContactRule:
        return rule_in_force(session, self._place.station_id, self._today.year)

    def _lines(self, session: Session, order: CardOrder) -> list[TargetLine]:
        rule = self._rule(session)
        lines = []
        for kind in order.kinds:
            day = min(max(self._today, order.quarter.first), order.quarter.last)
            meant = Asked(kind, rule.period(kind, day), rule)
            found = target_lines(
                session,
                meant,
                self._today,
                units=order.units,
                holder=order.holder,
                only_undone=order.only_undone,
            )
            lines += [line for line in found if line.left_on is None]
        return lines

    def _numbered(
        self, uow: UnitOfWork, plans: Sequence[SheetPlan], quarter: Period
    ) -> list[SheetPlan]:
        """Each with its code; sheets printed before are found again, new ones are written."""
        known = _printed(uow.session, quarter)
        spent = uow.session.scalars(select(GridCardSheet.code)).all()
        number = next_number(spent, self.letter)
        numbered, new = [], []
        for plan in plans:
            keys = tuple(str(line.id) for line in plan.targets)
            code = known.get((plan.holder_key, keys), "")
            if not code:
                code = f"{self.letter}{number}"
                number += 1
                new.append(self._row(plan, code, quarter))
            numbered.append(replace(plan, code=code))
        uow.add_many(GridCardSheet, new)
        return numbered

    def _row(self, plan: SheetPlan, code: str, quarter: Period) -> dict[str, object]:
        station: StationId | None = plan.targets[0].station_id
        return {
            "id": new_key(),
            "station_id": station,
            "code": code,
            "holder_key": plan.holder_key,
            "holder": plan.holder,
            "quarter": quarter.first,
            "printed_on": self._today,
            "target_keys": [str(line.id) for line in plan.targets],
        }

    def _texts(self, session: Session, plans: Sequence[SheetPlan], quarter: Period) -> _Texts:
        ids = [line.id for plan in plans for line in plan.targets]
        phones = {row.id: masked_phone(row.phone) for row in in_chunks(session, ids)}
        return _Texts(phones, _last_visits(session, ids), self._rule(session), quarter)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What cards say, of what was read for all of them."""

    phones: Mapping[UUID, str]
    last: Mapping[UUID, Sequence[str]]
    rule: ContactRule
    quarter: Period

    def __call__(self, plan: SheetPlan, at: int) -> CardText:
        line = plan.targets[at]
        return CardText(
            code=CardCode(plan.code, at + 1).text,
            kind=line.kind,
            name=line.name,
            place=line.place.label,
            address=numbers_masked(line.address),
            phone=self.phones.get(line.id, ""),
            holder=plan.holder,
            asked=self._asked(line),
            last=tuple(self.last.get(line.id, ())),
            lines=months_lines(line.kind, self.quarter),
        )

    def _asked(self, line: TargetLine) -> str:
        months = self.rule.months(line.kind)
        home = "入户走访" if line.kind is TargetKind.HOUSEHOLD else "联系"
        if line.kind is TargetKind.MEMBER and months == 1:
            first = self.quarter.month
            return f"{self.quarter.year}年{first}—{first + 2}月，每月{home}一次"
        period = period_of(self.quarter.first, months)
        return f"{period.label}（{period.last.month}月{period.last.day}日前）{home}一次"


def _printed(
    session: Session, quarter: Period
) -> Mapping[tuple[UUID | None, tuple[str, ...]], str]:
    sheet = GridCardSheet
    rows = session.execute(
        select(sheet.holder_key, sheet.target_keys, sheet.code).where(
            sheet.quarter == quarter.first, sheet.deleted.is_(False)
        )
    )
    return {(holder, tuple(keys)): code for holder, keys, code in rows}


def _last_visits(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Sequence[str]]:
    """The last two contacts of each, in words."""
    place = func.row_number().over(
        partition_by=GridVisit.target_id,
        order_by=(GridVisit.visited_on.desc(), GridVisit.id.desc()),
    )
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for some in chunks(ids):
        ranked = (
            select(GridVisit.target_id, GridVisit.visited_on, GridVisit.way, place.label("at"))
            .where(GridVisit.target_id.in_(some), GridVisit.deleted.is_(False))
            .subquery()
        )
        rows = session.execute(
            select(ranked.c.target_id, ranked.c.visited_on, ranked.c.way)
            .where(ranked.c.at <= _LAST)
            .order_by(ranked.c.target_id, ranked.c.at)
        )
        for target, on, way in rows:
            found[target].append(f"{on.month}月{on.day}日{VISIT_WAY_NAMES[VisitWay(way)]}")
    return found


def quarter_of(day: date) -> Period:
    """The quarter in which a day lies."""
    return period_of(day, QUARTER)
