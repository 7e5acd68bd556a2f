"""Understand one block: its kind, stem, options, answer and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

from jyguide.bank.check import BLANK, OPTION_KINDS, count_blanks, faults
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.exchange.item_file import FoundItem, ItemRefusal, text_position
from jyguide.exchange.loose.answers import (
    is_missing,
    is_only_mark,
    named_option,
    read_blanks,
    read_difficulty,
    read_judgement,
    read_letters,
    read_points,
    remark_behind,
)
from jyguide.exchange.loose.elsewhere import (
    answer_elsewhere,
    judge_by_letters,
    underlined_blanks,
)
from jyguide.exchange.loose.kinds import Draft, cut_tag, judges, quoted, start
from jyguide.exchange.loose.lines import EMPTY_PLACE, LETTER_PLACE, kind_of
from jyguide.exchange.loose.numbered import cut_numbered, letters_of_numbers
from jyguide.exchange.loose.options import Options, cut_off_key, cut_options, join_lines
from jyguide.exchange.loose.stems import (
    cut_mark,
    cut_question,
    cut_reasoned_mark,
    empty_place,
    join_stem,
    letters_of_places,
    normal_places,
    only_place,
)
from jyguide.exchange.loose.types import Block, Label

_BRACKET_AT_END = re.compile(
    r"(?P<stem>.*)(?:[（(](?P<inside>[^（()）]+)[)）]|【(?P<boxed>[^【】]+)】)\s*[。.]?$",
    re.DOTALL,
)
_FILLED_PLACE = re.compile(
    r"《[^《》]*》|[（(]\s*([^（()）；;]{1,30}?)\s*[)）]|【\s*([^【】；;]{1,30}?)\s*】"
    r"|(?<!_)_([^_\s；;]{1,30})_(?!_)"
)
_FILLED_LINE = re.compile(r"(?<!_)_{1,3}\s*([^_\s；;][^_；;]{0,30}?)\s*_{1,3}(?!_)")
_CONNECTIVES = frozenset("至和与或、，,；;到及是的为由在")
_HINT_WORDS = (
    "填",
    "请",
    "注",
    "每空",
    "用",
    "写",
    "限",
    "提示",
    "如",
    "见",
    "答题",
    "多选",
    "单选",
    "试行",
    "以下简称",
    "简称",
    "含",
    "不含",
)
_TITLE = re.compile(r"《([^《》]+)》")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?")


def build(block: Block) -> FoundItem | ItemRefusal:
    """The item a block holds, or why it is none."""
    cut = _cut_body(block)
    if fault := _run_together(cut, block):
        return _refuse(block, fault)
    options = _without_key(cut, block)
    stem, tagged = cut_tag(cut.stem)
    draft = start(block, stem, options, tagged or kind_of(block.text_of(Label.KIND)))
    if draft is None:
        return _refuse(block, _why_no_kind(stem, cut.fault))
    if draft.kind in OPTION_KINDS and cut.fault:
        return _refuse(block, cut.fault)
    if draft.kind is ItemKind.FILL_IN and not draft.answer_text:
        underlined_blanks(draft, block)
    if draft.kind is ItemKind.TRUE_FALSE and block.judging:
        judge_by_letters(draft, block.judging)
    _READERS[draft.kind](draft)
    if draft.reason:  # whatever else looks like an answer, the given ones contradict each other
        draft.answer = None
    if draft.answer is None and not draft.reason and draft.kind in OPTION_KINDS:
        answer_elsewhere(draft, block)
    return _finish(block, draft)


def _cut_body(block: Block) -> Options:
    body = "\n".join(block.body)
    cut = cut_options(body)
    if block.kind in _WITHOUT_OPTIONS:
        return cut if cut.clear else Options(body.strip())
    return cut if cut.texts else _numbered(cut, block)


def _numbered(cut: Options, block: Block) -> Options:
    """Options that bear numbers, if the answer names them so; it is turned into letters."""
    answers = [text for text in (block.text_of(Label.ANSWER), *block.keyed) if text]
    found = cut_numbered("\n".join(block.body).strip(), answers[0]) if len(answers) == 1 else None
    if found is None or block.earlier or not found[0].stem:
        return cut
    block.parts[Label.ANSWER], block.keyed = [found[1]], []
    block.warnings.append("选项以数字编号，答案已换成字母，请核对。")
    return found[0]


def _without_key(cut: Options, block: Block) -> tuple[str, ...]:
    """The options; a key that is printed behind them goes to the answers of the block."""
    options, marked = cut_off_key(cut.texts)
    behind = _LETTERS_BEHIND.search(options[-1]) if options and not marked else None
    known = OPTION_LETTERS[: len(options)]
    if behind and set(re.findall("[A-J]", behind[1])) <= set(known) and not _told(cut, block):
        options, marked = (*options[:-1], options[-1][: behind.start()]), behind[1]
        block.warnings.append("答案取自选项后面的括号，请核对。")
    if marked:
        block.keyed.append(marked)
    return options


def _told(cut: Options, block: Block) -> bool:
    return bool(block.keyed or block.parts.get(Label.ANSWER) or only_place(cut.stem))


_LETTERS_BEHIND = re.compile(r"(?<=\S)\s*[（(【]\s*([A-J](?:[\s、,，]*[A-J])*)\s*[)）】]$")
_WITHOUT_OPTIONS = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL, ItemKind.FILL_IN})


def _run_together(cut: Options, block: Block) -> str:
    """A sentence where another question stands inside this one, else empty."""
    for text in cut.texts:
        inside = _ANSWER_MARK.search(text) or _asks_with_options(text)
        if inside:
            return f"选项“{text[:20]}”里还有别的题目，{_RUN_TOGETHER}"
    reason = block.text_of(Label.EXPLANATION)
    if cut.texts and (_ANOTHER.search(reason) and _asks_with_options(reason)):
        return f"解析“{reason[:20]}”里还有别的题目，{_RUN_TOGETHER}"
    if cut.texts and _ANOTHER.search(cut.stem) and _ANSWER_MARK.search(cut.stem):
        return f"题干“{cut.stem[:20]}”里还有别的题目，{_RUN_TOGETHER}"
    return ""


def _asks_with_options(text: str) -> bool:
    place = EMPTY_PLACE.search(text) or LETTER_PLACE.search(text)
    return bool(place) and len(cut_options(text).texts) > 1


_RUN_TOGETHER = "多半是几道题连在了一起；请分行后再试。"
_ANSWER_MARK = re.compile(r"答案\s*[】\]]?\s*[:：]|【答案】")
_ANOTHER = re.compile(r"(?<![\d.．])\d{1,6}\s*[.．、](?!\d)")


def _refuse(block: Block, reason: str) -> ItemRefusal:
    return ItemRefusal(text_position(block.number, block.line), reason, block.line)


def _why_no_kind(stem: str, fault: str) -> str:
    if not stem:
        return "没有题干。"
    return fault or "看不出是哪种题型：没有选项，没有填空的位置，也没有答案。"


def _read_choice(draft: Draft) -> None:
    inside = only_place(draft.stem)
    if draft.kind is ItemKind.MULTIPLE:
        inside = letters_of_places(draft.stem) or inside
    told = read_letters(draft.answer_text, draft.options) if draft.answer_text else None
    told = told or named_option(draft.answer_text, draft.options) or _counted(draft)
    if inside and (told is None or _same(inside, told, draft.kind)):
        draft.stem = empty_place(draft.stem)
    draft.stem = normal_places(draft.stem)
    if inside and told and not _same(inside, told, draft.kind):
        draft.reason = f"题干里的答案（{inside}）与后面的答案（{told}）不一致。"
        return
    draft.remark = remark_behind(draft.answer_text) if told else ""
    letters = told or (inside if not draft.answer_text else None)
    draft.answer = _in_order(letters, draft.kind) if letters else None


def _counted(draft: Draft) -> str | None:
    """``答案：2`` for the second option, unless an option speaks of a 2 itself."""
    numbers = re.findall(r"\d+", draft.answer_text)
    letters = letters_of_numbers(draft.answer_text, len(draft.options))
    if not letters or any(number in text for number in numbers for text in draft.options):
        return None
    draft.warnings.append("答案以数字给出，已换成选项的字母，请核对。")
    return letters


def _in_order(letters: str, kind: ItemKind) -> str:
    return letters if kind is ItemKind.ORDERING else "".join(sorted(letters))


def _same(left: str, right: str, kind: ItemKind) -> bool:
    return _in_order(left, kind) == _in_order(right, kind)


def _read_true_false(draft: Draft) -> None:
    if not draft.answer_text:
        draft.stem, draft.answer_text = cut_reasoned_mark(draft.stem)
    draft.stem, inside = cut_mark(join_stem(draft.stem))
    if draft.options:
        _read_judging_options(draft)
    judged = read_judgement(draft.answer_text)
    told = judged[0] if judged else None
    if judged and judged[1]:
        draft.warnings.append(f"答案后面的说明已并入解析：“{judged[1][:20]}”。")
    if inside and told and inside != told:
        draft.reason = "题干里的判断与后面的答案不一致。"
        return
    draft.answer = told or (inside if not draft.answer_text else None)


def _read_judging_options(draft: Draft) -> None:
    """``A. 正确 B. 错误``: the letter stands for its text."""
    if not judges(draft.options):
        return
    letter = read_letters(draft.answer_text, draft.options) or only_place(draft.stem)
    index = "AB".find(letter) if letter else -1
    if letter and len(letter) == 1 and index >= 0:
        draft.answer_text = draft.options[index].rstrip("。")
        draft.stem = LETTER_PLACE.sub("", draft.stem).strip()
    draft.options = ()


def _read_fill_in(draft: Draft) -> None:
    joined = join_stem(draft.stem)
    text = draft.answer_text
    if not text:
        joined, text = _filled_lines(joined, draft)
    stem = EMPTY_PLACE.sub(BLANK, joined)
    found = _BRACKET_AT_END.fullmatch(stem)
    inside = (found["inside"] or found["boxed"]) if found else ""
    if not text and found and count_blanks(found["stem"]) and not _is_hint(inside):
        stem, text = found["stem"].strip(), inside
    if not text and not count_blanks(stem):
        stem, text = _filled_places(stem, draft)
    draft.stem, draft.answer_text = stem, text
    if text and not is_missing(text):
        marked = is_only_mark(text) and not text.isalpha()
        draft.answer = None if marked else read_blanks(text, count_blanks(stem))


def _filled_lines(stem: str, draft: Draft) -> tuple[str, str]:
    """``由__书记__和_委员_组成``: short lines drawn on both sides of their answers."""
    inside = _FILLED_LINE.findall(stem)
    marks = len(re.findall(r"_+", stem))
    if not inside or marks != 2 * len(inside) or any(text in _CONNECTIVES for text in inside):
        return stem, ""
    draft.warnings.append("题干里没有空，答案取自括号或横线上的文字，请核对。")
    return _FILLED_LINE.sub(BLANK, stem), "；".join(inside)


def _filled_places(stem: str, draft: Draft) -> tuple[str, str]:
    """``年满（十八岁）的``, ``为_一年_``: blanks that were printed with their answers in them."""
    inside = [text for found in _FILLED_PLACE.finditer(stem) if (text := _filling(found))]
    inside = [text for text in inside if not _is_hint(text)]
    if not inside:
        return stem, ""
    draft.warnings.append("题干里没有空，答案取自括号或横线上的文字，请核对。")

    def empty(found: re.Match[str]) -> str:
        text = _filling(found)
        return BLANK if text and not _is_hint(text) else found[0]

    return _FILLED_PLACE.sub(empty, stem), "；".join(inside)


def _filling(place: re.Match[str]) -> str:
    return next(filter(None, place.groups()), "")


def _is_hint(inside: str) -> bool:
    return inside.strip().startswith(_HINT_WORDS)


def _read_words(draft: Draft) -> None:
    if not draft.answer_text and not draft.reason:
        draft.stem, draft.answer_text = cut_question(draft.stem)
        if draft.answer_text:
            draft.warnings.append("问句后面的文字作为答案，请核对。")
    draft.stem = join_stem(draft.stem)
    if is_only_mark(draft.answer_text):
        draft.reason = f"答案“{draft.answer_text}”只是一个编号，不是一句话。"
        return
    draft.answer = None if is_missing(draft.answer_text) else draft.answer_text


_READERS: dict[ItemKind, Callable[[Draft], None]] = {
    **dict.fromkeys(OPTION_KINDS, _read_choice),
    ItemKind.TRUE_FALSE: _read_true_false,
    ItemKind.FILL_IN: _read_fill_in,
    ItemKind.SHORT_ANSWER: _read_words,
    ItemKind.ORAL: _read_words,
}


def _finish(block: Block, draft: Draft) -> FoundItem | ItemRefusal:
    if draft.answer is None:
        draft.warnings.append(_why_draft(draft))
    content = _content(block, draft)
    wrong = faults(content)
    if wrong:
        return _refuse(block, "".join(wrong))
    losses = dict.fromkeys(loss for notes in block.notes for loss in notes.losses)
    return FoundItem(
        number=block.number,
        position=text_position(block.number, block.line),
        content=content,
        warnings=(*draft.warnings, *losses),
        line=block.line,
        unready=any(notes.incomplete for notes in block.notes),
    )


def _why_draft(draft: Draft) -> str:
    if draft.reason:
        return draft.reason + "先存为草稿。"
    if is_missing(draft.answer_text):
        return "没有可用的答案，先存为草稿。"
    if draft.kind is ItemKind.FILL_IN:
        blanks = count_blanks(draft.stem)
        return f"题干有 {blanks} 个空，答案“{quoted(draft.answer_text)}”对不上，先存为草稿。"
    return f"答案“{quoted(draft.answer_text)}”看不懂，先存为草稿。"


def _content(block: Block, draft: Draft) -> ItemContent:
    explanation = _explanation(block, draft)
    regulation, article = cited(explanation)
    return ItemContent(
        kind=draft.kind,
        stem=f"{block.material}\n{draft.stem}" if block.material else draft.stem,
        options=draft.options,
        answer=draft.answer,
        explanation=explanation,
        key_points=tuple(map(KeyPoint, read_points(block.text_of(Label.POINTS)))),
        category=join_lines(block.text_of(Label.CATEGORY)),
        difficulty=_difficulty(block, draft),
        regulation=regulation,
        article=article,
    )


def _explanation(block: Block, draft: Draft) -> str:
    judged = read_judgement(draft.answer_text) if draft.kind is ItemKind.TRUE_FALSE else None
    reason = judged[1] if judged else ""
    basis = block.text_of(Label.BASIS)
    parts = [
        reason,
        draft.remark,
        block.text_of(Label.EXPLANATION),
        f"依据：{basis}" if basis else "",
    ]
    return "\n".join(part for part in parts if part)


def _difficulty(block: Block, draft: Draft) -> int:
    text = block.text_of(Label.DIFFICULTY)
    known = read_difficulty(text)
    if text and known is None:
        draft.warnings.append(f"难度“{text[:20]}”看不懂，按“中”导入。")
    return known or 2


def cited(explanation: str) -> tuple[str, str]:
    """Regulation and article where the text names exactly one of each; else both empty."""
    titles = set(_TITLE.findall(explanation))
    articles = set(_ARTICLE.findall(explanation))
    if len(titles) != 1 or len(articles) != 1:
        return "", ""
    return titles.pop(), articles.pop()
