"""What importing a file of questions would do; writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jyguide.bank.doubles import Sifted, Twin, name_of, sift
from jyguide.bank.formats import BankFormat, format_by_content, format_by_ending, misnamed
from jyguide.bank.row import UNIFIED, WRITTEN_HERE, ItemRow, name_of_source
from jyguide.bank.similar import LIKE_ENOUGH, similar_pairs
from jyguide.errors import FileError
from jyguide.exchange.boundary.blanks import bounded_blanks
from jyguide.exchange.boundary.limits import MEGABYTE, QUESTIONS, size_text
from jyguide.exchange.file_bytes import read_bytes
from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.text_file import decode

PASTED = "粘贴的试题"
"""The source of items that came from the clipboard."""

_NO_FILES = frozenset({UNIFIED, name_of_source(UNIFIED), WRITTEN_HERE, PASTED})
"""Sources that are none; a file that bears such a name is told apart from them."""


@dataclass(frozen=True, slots=True)
class BankPlan:
    """What an import would write.

    Attributes:
        source: The file; of pasted text only its name counts.
        items: New items; those without an answer become drafts.
        refused: What was not understood, then what would stand in the bank twice.
        doubles: How many of those, at the end of them, would stand twice.
        twins: Items that are nearly the same as others; they are imported unless left out.
        notices: Sentences about parts of the file that were passed over on purpose.
        pasted: Whether it came from the clipboard and not from a file.
    """

    source: Path
    items: tuple[FoundItem, ...]
    refused: tuple[ItemRefusal, ...]
    twins: tuple[Twin, ...] = ()
    doubles: int = 0
    format: BankFormat = BankFormat.TEXT
    notices: tuple[str, ...] = ()
    pasted: bool = False

    @property
    def origin(self) -> str:
        """What the items have as their source in the bank."""
        return PASTED if self.pasted else origin_of(self.source.name)

    @property
    def to_check(self) -> frozenset[int]:
        """Places of items that have an answer and wait for review all the same.

        There was something to warn of, or the bank answers the same words otherwise.
        """
        contradicting = {twin.place for twin in self.twins if twin.contradicts}
        return frozenset(
            place
            for place, item in enumerate(self.items)
            if not item.is_draft and (item.warnings or place in contradicting)
        )

    @property
    def drafts(self) -> int:
        """Items that no exam draws until somebody has seen to them."""
        return sum(item.is_draft for item in self.items)

    @property
    def usable(self) -> int:
        return len(self.items) - self.drafts


def read_items(
    path: Path, wanted: BankFormat | None = None, check: Callable[[], None] = lambda: None
) -> tuple[BankFormat, ItemFile]:
    """Read a file of questions.

    Args:
        path: Any file that `READABLE` names.
        wanted: Its format; None to tell it by what is in it and by the ending of its name.
        check: Called at every line of running text; raises to stop.

    Raises:
        FileError: it cannot be read, or holds nothing like a question.
    """
    told, file = _read(path, wanted, check)
    notice = misnamed(path.suffix, told)
    return told, replace(file, notices=(notice, *file.notices)) if notice else file


def _read(
    path: Path, wanted: BankFormat | None, check: Callable[[], None]
) -> tuple[BankFormat, ItemFile]:
    data = read_bytes(path)
    told = wanted or format_by_content(data) or format_by_ending(path.suffix)
    if told is BankFormat.APKG:
        raise FileError(
            f"“{path.name}”是 Anki 卡片包，只能导出，不能导入，没有导入任何题目。",
            hint="请在 Anki 里导出为文本，或者换用 Excel 文件。",
        )
    if told in (BankFormat.XLSX, BankFormat.CSV):
        from jyguide.exchange.sheets import read_item_sheets  # noqa: PLC0415 - heavy

        return told, read_item_sheets(path)
    if told is BankFormat.DOCX:
        return told, _read_word(path, check)
    if told is BankFormat.MOODLE_XML:
        from jyguide.exchange.moodle import read_moodle_xml  # noqa: PLC0415 - heavy

        return told, read_moodle_xml(data, path.name)
    _refuse_endless(path, data)
    return read_item_text(decode(data, path.name), told, check)


def _refuse_endless(path: Path, data: bytes) -> None:
    """Text costs by its lines; what is far longer than a bank is not read as one."""
    lines = data.count(b"\n") + data.count(b"\r")
    if len(data) > QUESTIONS.file or lines > QUESTIONS.places:
        raise FileError(
            f"“{path.name}”有 {lines} 行、{len(data) / MEGABYTE:.0f} MB，超过试题文本"
            f" {QUESTIONS.places // 10_000} 万行、{size_text(QUESTIONS.file)} 的上限，"
            "没有导入任何题目。",
            hint="请拆成几个文件分别导入。",
        )


def read_item_text(
    text: str, wanted: BankFormat | None = None, check: Callable[[], None] = lambda: None
) -> tuple[BankFormat, ItemFile]:
    """Read questions from text in any of the layouts we know; only `check` may raise."""
    from jyguide.exchange.aiken import looks_like_aiken, read_aiken  # noqa: PLC0415 - not at start
    from jyguide.exchange.gift import looks_like_gift, read_gift  # noqa: PLC0415 - as above
    from jyguide.exchange.loose.items import parse_loose  # noqa: PLC0415 - as above

    text = bounded_blanks(text)
    if wanted is BankFormat.GIFT or (wanted is None and looks_like_gift(text)):
        return BankFormat.GIFT, read_gift(text)
    if wanted is BankFormat.AIKEN or (wanted is None and looks_like_aiken(text)):
        return BankFormat.AIKEN, read_aiken(text)
    return BankFormat.TEXT, parse_loose(text, check=check)


def text_of(path: Path) -> str:
    """The running text of a file, to be looked at and mended before it is read as questions.

    Raises:
        FileError: it cannot be read, or is no text.
    """
    data = read_bytes(path)
    told = format_by_content(data) or format_by_ending(path.suffix)
    if told is BankFormat.DOCX:
        from jyguide.exchange.word.text import read_word  # noqa: PLC0415 - heavy

        return read_word(path)
    if told in (BankFormat.XLSX, BankFormat.APKG):
        raise FileError(
            f"“{path.name}”不是文本，不能放进这里，没有读入任何内容。",
            hint="Excel 文件请用“导入试题”。",
        )
    return decode(data, path.name)


def origin_of(name: str) -> str:
    """The source of items from a file of this name."""
    return f"{name}（文件）" if name in _NO_FILES else name


def plan_import(  # noqa: PLR0913 - the last two by name
    source: Path,
    format_: BankFormat,
    file: ItemFile,
    present: Sequence[ItemRow],
    check: Callable[[], None] = lambda: None,
    *,
    at_city: bool = False,
    pasted: bool = False,
) -> BankPlan:
    """Compare what a file holds with what the bank has.

    Args:
        source: The file; items that came from it before are known by its name.
        format_: What it was read as.
        file: What was found in it.
        present: Every item of the bank.
        check: Called now and then; raises to stop.
        at_city: Whether the items become part of the unified bank, beside which what stations
            have of their own does not count.
        pasted: Whether it came from the clipboard.

    Raises:
        FileError: the file holds nothing like a question.
    """
    if not file.items and (
        not file.refused or any(one.position == WHOLE_TEXT for one in file.refused)
    ):
        raise FileError(
            f"“{source.name}”里没有找到试题，题库没有改动。",
            hint=_NOT_FOUND.get(format_, _NOT_FOUND[BankFormat.TEXT]),
        )
    sifted = sift(
        file.items,
        [row for row in present if row.unified or not at_city],
        _PASTED_BEFORE if pasted else _IMPORTED_BEFORE,
        lambda row: (
            row.unified is at_city and row.source == (PASTED if pasted else origin_of(source.name))
        ),
    )
    return BankPlan(
        source=source,
        items=sifted.fresh,
        refused=(*file.refused, *sifted.doubled),
        doubles=len(sifted.doubled),
        twins=_twins(sifted, present, check),
        format=format_,
        notices=file.notices,
        pasted=pasted,
    )


_NOT_FOUND = {
    BankFormat.TEXT: "每道题请以题号开头（如“1. ”），选项写作“A、”，答案写作“答案：A”；"
    "或者下载 Excel 模板填写。",
    BankFormat.MOODLE_XML: "请在 Moodle 的题库里选有题目的分类，重新导出为“Moodle XML”。",
    BankFormat.GIFT: "每道题的答案写在大括号里（如“{=三年 ~两年}”），题与题之间空一行。",
    BankFormat.AIKEN: "每道题的最后一行写“ANSWER: A”，选项写作“A) ”。",
}
"""What to do about a file without a question, by what it was read as."""
_IMPORTED_BEFORE = "以前从这个文件导入的题"
_PASTED_BEFORE = "以前粘贴导入的题"


def _twins(
    sifted: Sifted, present: Sequence[ItemRow], check: Callable[[], None]
) -> tuple[Twin, ...]:
    """For each new item the one it is most like; what contradicts it word for word goes first."""
    fresh = sifted.fresh
    known = [row for row in present if row.merged_into is None]
    contents = [row.content for row in known] + [item.content for item in fresh]
    names = [name_of(row) for row in known] + [f"本文件{item.position}" for item in fresh]
    pairs = similar_pairs(list(enumerate(contents)), LIKE_ENOUGH, fresh=len(fresh), check=check)
    nearest = {twin.place: twin for twin in sifted.contradicting}
    for pair in pairs if fresh else ():
        place = pair.second - len(known)
        nearest.setdefault(
            place,
            Twin(place, names[pair.first], contents[pair.first], pair.likeness, pair.same_answer),
        )
    return tuple(nearest[place] for place in sorted(nearest))


def _read_word(path: Path, check: Callable[[], None]) -> ItemFile:
    from jyguide.exchange.word.items import read_word_items  # noqa: PLC0415 - heavy

    return read_word_items(path, check)
