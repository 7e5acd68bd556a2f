"""What a person checks before an import: every item and every refused piece, a row each."""

from __future__ import annotations

from dataclasses import dataclass

from jyguide.bank.import_file import BankPlan
from jyguide.bank.item import ItemContent
from jyguide.bank.row import KIND_NAMES, answer_text
from jyguide.exchange.item_file import FoundItem, ItemRefusal
from ui.bank.columns import content_text, natural, one_line
from ui.theme import Tone
from ui.widgets import RIGHT, Column

READY, CHECK, DRAFT, REFUSED = "导入", "导入，请核对", "存为草稿", "不导入"
VERDICT_TONES = {READY: Tone.GOOD, CHECK: Tone.WARN, DRAFT: Tone.WARN, REFUSED: Tone.BAD}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One piece of the file.

    Attributes:
        verdict: READY, CHECK (with something to look at), DRAFT or REFUSED.
        place: Where it stands in the file, such as ``第 7 题（第 23 行）``.
        content: None for a refused piece.
        notes: Warnings, or the reason of a refusal; Chinese sentences.
    """

    verdict: str
    place: str
    number: str
    content: ItemContent | None
    notes: tuple[str, ...]


def preview_rows(plan: BankPlan) -> list[PreviewRow]:
    """Refused pieces first, since they need a person; then the items in the file's order."""
    return [*map(_of_refusal, plan.refused), *map(_of_item, plan.items)]


def plan_sentence(plan: BankPlan) -> str:
    """The file's name and how many pieces of it will be taken, kept as drafts and left out."""
    said = [f"可导入 {plan.usable} 道"]
    if plan.drafts:
        said.append(f"没有答案、存为草稿 {plan.drafts} 道")
    if plan.refused:
        said.append(f"没有看懂或重复、不导入 {len(plan.refused)} 处")
    return f"“{plan.source.name}”：{'，'.join(said)}。"


def preview_text(row: PreviewRow) -> str:
    """What the search field looks through besides the columns."""
    return "" if row.content is None else content_text(row.content)


def _of_refusal(refusal: ItemRefusal) -> PreviewRow:
    return PreviewRow(REFUSED, refusal.position, "", None, (refusal.reason,))


def _of_item(item: FoundItem) -> PreviewRow:
    verdict = CHECK if item.warnings else READY
    if item.is_draft:
        verdict = DRAFT
    return PreviewRow(verdict, item.position, item.number, item.content, item.warnings)


def verdict_of(row: PreviewRow) -> str:
    """What will happen to the piece; also what the filter offers."""
    return row.verdict


def _kind(row: PreviewRow) -> str:
    return "" if row.content is None else KIND_NAMES[row.content.kind]


def _stem(row: PreviewRow) -> str:
    return "" if row.content is None else one_line(row.content.stem)


def _options(row: PreviewRow) -> str:
    return str(len(row.content.options)) if row.content and row.content.options else ""


def _answer(row: PreviewRow) -> str:
    if row.content is None:
        return ""
    return one_line(answer_text(row.content.kind, row.content.answer))


PREVIEW_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("结果", verdict_of, width=104, tone=lambda row: VERDICT_TONES[row.verdict]),
    Column("位置", lambda row: row.place, lambda row: natural(row.place), width=152),
    Column("题型", _kind, width=68),
    Column("题干", _stem, width=180),
    Column("选项", _options, align=RIGHT, width=52),
    Column("答案", _answer, width=84),
    Column("提示", lambda row: "".join(row.notes), width=200),
)
REFUSAL_COLUMNS: tuple[Column[PreviewRow], ...] = (
    Column("位置", lambda row: row.place, lambda row: natural(row.place), width=200),
    Column("原因", lambda row: "".join(row.notes), width=400),
)
