"""Characters a typeface lacks: rare names (𠮷, 㛃, 䶮) are shown in another one, never as a box.

Which typeface has which character is asked of whoever can see them, and asked once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from jyguide.documents.fonts import FONTS, FontRole
from jyguide.documents.page import Block, Document, Paragraph, Run, Style, Table

Has = Callable[[str, str], bool]
"""Whether the typeface of this name has a form for this character."""

_FORMLESS = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me", "Mc"})
"""Categories that show nothing of their own."""
_MARK = 0.4
"""Size of the mark that stands for a character nobody has, to that of the text."""
_NAMED = 6
"""Characters named in a sentence."""
_ADVICE = "请在本机安装收字更全的字体（如“宋体-ExtB”“仿宋”），或者改用通行的字"


@dataclass(frozen=True, slots=True)
class Rare:
    """A character that its typeface lacks.

    Attributes:
        family: In which it is shown instead; empty where no typeface has it.
        alike: That is the same design under another name, and so nobody need be told.
    """

    character: str
    family: str
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the typefaces at hand can show.

    Attributes:
        families: Those installed for a role, best first.
        others: All further ones installed, those with many characters first.
        has: See `Has`; asked once for each character.
    """

    families: Callable[[FontRole], Sequence[str]]
    others: Callable[[], Sequence[str]]
    has: Has
    _sound: dict[FontRole, set[str]] = field(default_factory=dict)
    _rare: dict[tuple[FontRole, str], Rare] = field(default_factory=dict)

    def rare(self, role: FontRole, text: str) -> dict[str, Rare]:
        """What of the text the role's typeface lacks."""
        sound = self._sound.setdefault(role, set())
        if sound.issuperset(text):
            return {}
        found: dict[str, Rare] = {}
        for character in dict.fromkeys(text):
            if character in sound:
                continue
            known = self._rare.get((role, character)) or self._look(role, character)
            if known is None:
                sound.add(character)
            else:
                self._rare[role, character] = found[character] = known
        return found

    def _look(self, role: FontRole, character: str) -> Rare | None:
        if unicodedata.category(character) in _FORMLESS:
            return None
        families = self.families(role)
        if not families or self.has(families[0], character):
            return None
        own = next((one for one in families[1:] if self.has(one, character)), "")
        if own:
            return Rare(character, own, alike=own in FONTS[role].office)
        if unicodedata.category(character) == "Co":
            return Rare(character, "")  # there a typeface of icons has something else altogether
        other = next((one for one in self.others() if self.has(one, character)), "")
        return Rare(character, other)


def shown(paragraph: Paragraph, coverage: Coverage) -> Paragraph:
    """The paragraph with every character in a typeface that has it.

    One that none has is shown by its number, small, as ``〔U+2B7F9〕``.
    """
    if not any(_lacking(run, coverage) for run in paragraph.runs):
        return paragraph
    runs = tuple(part for run in paragraph.runs for part in _parts(run, coverage))
    shrunk = paragraph.runs[0].style.size / runs[0].style.size  # an indent counts characters
    shape = replace(paragraph.shape, first_indent=paragraph.shape.first_indent * shrunk)
    return replace(paragraph, runs=runs, shape=shape)


def _lacking(run: Run, coverage: Coverage) -> dict[str, Rare]:
    return {} if run.style.family else coverage.rare(run.style.role, run.text)


def _parts(run: Run, coverage: Coverage) -> Iterator[Run]:
    lacking = _lacking(run, coverage)
    if not lacking:
        yield run
        return
    for rare, characters in groupby(run.text, lacking.get):
        text = "".join(characters)
        if rare is None:
            yield replace(run, text=text)
        elif rare.family:
            yield replace(run, text=text, style=replace(run.style, family=rare.family))
        else:
            yield replace(run, text=mark(text), style=_marked(run.style))


def mark(text: str) -> str:
    """What stands for characters that nothing can show."""
    return "".join(f"〔U+{ord(character):04X}〕" for character in text)


def _marked(style: Style) -> Style:
    return replace(style, size=max(4.0, round(style.size * _MARK * 2) / 2), spacing=0)


def rare_in(documents: Iterable[Document], coverage: Coverage) -> list[Rare]:
    """All characters of these documents that are not shown in their own design, once each."""
    found: dict[str, Rare] = {}
    for document in documents:
        for one in _paragraphs(document):
            for run in one.runs:
                found |= _lacking(run, coverage)
    return [rare for rare in found.values() if not rare.alike]


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for block in (*document.blocks, *(one.block for one in document.placed)):
        yield from _within(block)


def _within(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for inner in cell.blocks:
                    yield from _within(inner)


def rare_sentence(found: Sequence[Rare]) -> str:
    """What is told beside a preview; nothing where there is nothing to tell."""
    if not found:
        return ""
    said = [f"有 {len(found)} 个字本机的公文字体里没有："]
    replaced = [one for one in found if one.family]
    if replaced:
        families = dict.fromkeys(one.family for one in replaced)
        said.append(f"{_named(replaced)}用“{'、'.join(families)}”代替显示")
    lost = [one for one in found if not one.family]
    if lost:
        said.append("；" if replaced else "")
        said.append(
            f"{_named(lost)}没有字体能显示，印成{mark(lost[0].character)}的样子。{_ADVICE}"
        )
    return "".join(said) + "。"


def _named(found: Sequence[Rare]) -> str:
    """The characters, the first few of many; those nobody can show by number as well."""
    words = [f"“{one.character if one.family else mark(one.character)}”" for one in found[:_NAMED]]
    return "".join(words) + (f"等 {len(found)} 个" if len(found) > _NAMED else "")
