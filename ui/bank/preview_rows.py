"""What a person checks before an import: every item and every refused piece, a row each."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.doubles import IDENTICAL, Twin
from jyguide.bank.import_file import BankPlan
from jyguide.bank.item import ItemContent
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from ui.bank.columns import content_text, natural, one_line
from ui.theme import Tone
from ui.widgets import Column


class Group(StrEnum):
    """The heaps a person looks through one after another; the value is the heap's name."""

    READY = "可导入"
    CHECK = "请核对"
    DRAFT = "草稿"
    LIKE = "重复或相似"
    REFUSED = "不导入"


TONES = {
    Group.READY: Tone.GOOD,
    Group.CHECK: Tone.WARN,
    Group.DRAFT: Tone.WARN,
    Group.LIKE: Tone.INFO,
    Group.REFUSED: Tone.BAD,
}
NOT_TAKEN = "不导入"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One piece of the file.

    Attributes:
        at: Place in the plan, by which it is left out; -1 for a piece that cannot be taken.
        place: Where it stands in the file, such as ``第 7 题（第 23 行）``.
        line: The line on which it begins, from 1; 0 for none.
        content: None for a refused piece.
        notes: Warnings, or the reason of a refusal; Chinese sentences.
        is_held: Whether it waits for review though it could be drawn at once.
        twin: What it is like, in the bank or further up in the file.
    """

    group: Group
    at: int
    place: str
    line: int
    number: str
    content: ItemContent | None
    notes: tuple[str, ...]
    is_draft: bool = False
    is_held: bool = False
    twin: Twin | None = None

    @property
    def key(self) -> tuple[int, str]:
        """What stays the same when the text around it is parsed anew."""
        return (self.line, self.place)

    @property
    def contradicts(self) -> bool:
        """Whether something like it has another answer: one of them is likely to be wrong."""
        return self.twin is not None and not self.twin.same_answer

    @property
    def tone(self) -> Tone:
        return Tone.WARN if self.contradicts else TONES[self.group]


def preview_rows(plan: BankPlan) -> list[PreviewRow]:
    """Refused pieces first, since they need a person; then the items in the file's order."""
    twins = {twin.place: twin for twin in plan.twins}
    whole = len(plan.refused) - plan.doubles
    refused = [
        _of_refusal(one, Group.REFUSED if at < whole else Group.LIKE)
        for at, one in enumerate(plan.refused)
    ]
    held = plan.to_check
    items = [
        _of_item(at, one, twins.get(at), is_held=at in held) for at, one in enumerate(plan.items)
    ]
    return refused + items


def plan_sentence(plan: BankPlan, left_out: Container[int] = ()) -> str:
    """The file's name and how many pieces of it will be taken, kept as drafts and left out."""
    taken = [one for at, one in enumerate(plan.items) if at not in left_out]
    drafts = sum(one.is_draft for one in taken)
    held = sum(at not in left_out for at in plan.to_check)
    waiting = f"（请核对的 {held} 道先送审）" if held else ""
    said = [f"可导入 {len(taken) - drafts} 道{waiting}"]
    if drafts:
        said.append(f"存为草稿 {drafts} 道")
    if chosen := len(plan.items) - len(taken):
        said.append(f"已勾去 {chosen} 道")
    if unread := len(plan.refused) - plan.doubles:
        said.append(f"没有看懂 {unread} 处")
    if plan.doubles:
        said.append(f"重复 {plan.doubles} 处")
    return f"“{plan.source.name}”：{'，'.join(said)}。"


def likeness_sentence(twin: Twin) -> str:
    """What an item is like, and whether the two contradict each other."""
    if twin.same_answer:
        return f"与{twin.name}相似 {twin.likeness}%，答案相同。"
    alike = "题目相同" if twin.likeness == IDENTICAL else f"题目相近（{twin.likeness}%）"
    return f"与{twin.name}{alike}、答案不同，请核对哪个对。"


def preview_text(row: PreviewRow) -> str:
    """What the search field looks through besides the columns."""
    return "" if row.content is None else content_text(row.content)


def verdict(row: PreviewRow, left_out: Container[int]) -> str:
    """What will become of the piece, with a tick that can be taken away."""
    if row.at < 0:
        return f"✕ {NOT_TAKEN}"
    if row.at in left_out:
        return f"☐ {NOT_TAKEN}"
    if row.is_draft:
        return "☑ 存为草稿"
    return "☑ 先送审" if row.is_held else "☑ 导入"


def preview_columns(left_out: Container[int]) -> tuple[Column[PreviewRow], ...]:
    """Columns over rows of which some are left out; the container may change meanwhile."""
    return (
        Column("取舍", lambda row: verdict(row, left_out), width=96, tone=lambda row: row.tone),
        Column(
            "位置",
            lambda row: row.place,
            lambda row: natural(row.place),
            width=142,
            tip=lambda row: row.place,
        ),
        Column("题型", _kind, width=64),
        Column("题干", _stem, width=140),
        Column("答案", _answer, width=56),
        Column("提示或原因", _notes, width=120, tip=lambda row: "\n".join(row.notes)),
    )


REFUSAL_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("位置", lambda row: row.place, lambda row: natural(row.place), width=200),
    Column("原因", lambda row: "".join(row.notes), width=400),
)


def _of_refusal(refusal: ItemRefusal, group: Group) -> PreviewRow:
    return PreviewRow(group, -1, refusal.position, refusal.line, "", None, (refusal.reason,))


def _of_item(at: int, item: FoundItem, twin: Twin | None, *, is_held: bool) -> PreviewRow:
    notes = item.warnings if twin is None else (likeness_sentence(twin), *item.warnings)
    return PreviewRow(
        group=_group(item, twin),
        at=at,
        place=item.position,
        line=item.line,
        number=item.number,
        content=item.content,
        notes=notes,
        is_draft=item.is_draft,
        is_held=is_held,
        twin=twin,
    )


def _group(item: FoundItem, twin: Twin | None) -> Group:
    if twin is not None:
        return Group.LIKE
    if item.is_draft:
        return Group.DRAFT
    return Group.CHECK if item.warnings else Group.READY


def _kind(row: PreviewRow) -> str:
    return "" if row.content is None else KIND_NAMES[row.content.kind]


def _stem(row: PreviewRow) -> str:
    return "" if row.content is None else one_line(row.content.stem)


def _answer(row: PreviewRow) -> str:
    if row.content is None:
        return ""
    return one_line(answer_text(row.content.kind, row.content.answer))


def _notes(row: PreviewRow) -> str:
    return one_line("".join(row.notes))
