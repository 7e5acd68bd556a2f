"""Reads questions in Moodle's GIFT format."""

from __future__ import annotations

import re

from jyguide.bank.check import BLANK, LETTER_PLACE
from jyguide.exchange.gift.answers import Answers, read_answers
from jyguide.exchange.gift.escapes import find_mark, unescape
from jyguide.exchange.gift.paragraphs import Paragraph, category_path, cut
from jyguide.exchange.item_file import WHOLE_TEXT, FoundItem, ItemFile, ItemRefusal
from jyguide.exchange.moodle.categories import category_of
from jyguide.exchange.moodle.item_of import item_of
from jyguide.exchange.moodle.labels import read_label
from jyguide.exchange.moodle.question import Label, Question, QuestionType
from jyguide.exchange.moodle.texts import AUTO, HTML, MARKDOWN, PLAIN, Losses, without_controls

_FORMAT = re.compile(rf"\[({HTML}|{PLAIN}|{MARKDOWN}|{AUTO})\]")
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f]){1,200})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f]){1,500})\]")
_WIDE_BRACES = re.compile("[｛｝]")
_WIDE = "大括号是全角的（｛｝），Moodle 不认，请改成半角的 { }，没有导入。"
_PLACES = {
    QuestionType.MULTICHOICE: LETTER_PLACE,
    QuestionType.SHORT_ANSWER: BLANK,
    QuestionType.NUMERICAL: BLANK,
}


def read_gift(text: str) -> ItemFile:
    """The items of a GIFT file; whatever is no item of ours is refused with its place.

    Never raises, whatever the text. A text without a single question yields one refusal for the
    whole of it.
    """
    category, position = "", 0
    items: list[FoundItem] = []
    refused: list[ItemRefusal] = []
    for paragraph in cut(text):
        path = category_path(paragraph)
        if path is not None:
            category = category_of(path)
            continue
        position += 1
        found = item_of(read_question(paragraph, position, category))
        if isinstance(found, FoundItem):
            items.append(found)
        else:
            refused.append(found)
    if not items and not refused:
        refused.append(ItemRefusal(WHOLE_TEXT, "没有找到试题：没有一段带大括号的文字。"))
    return ItemFile(tuple(items), tuple(refused))


def read_question(paragraph: Paragraph, position: int, category: str) -> Question:
    """One paragraph as a question of Moodle's; what is wrong with it stands in ``refused``."""
    return _QuestionReader(paragraph, position, category).read()


class _QuestionReader:
    """Reads one paragraph."""

    def __init__(self, paragraph: Paragraph, position: int, category: str) -> None:
        self._paragraph = paragraph
        self._position = position
        self._category = category
        self._losses = Losses()
        self._format = AUTO

    def read(self) -> Question:
        text = _without_title(self._paragraph.text)
        start = find_mark(text, "{")
        end = find_mark(text, "}", start + 1) if start >= 0 else find_mark(text, "}")
        if (start < 0 or end < 0) and _WIDE_BRACES.search(text):
            return self._question("", refused=_WIDE)
        if start < 0 and end < 0:
            return self._question(QuestionType.DESCRIPTION)
        if start < 0 or end < 0:
            return self._question("", refused="大括号没有配对，没有导入。")
        head, body, tail = text[:start], text[start + 1 : end], text[end + 1 :]
        if find_mark(tail, "{") >= 0:
            return self._question("", refused="一段里有两处大括号：两道题之间要空一行，没有导入。")
        return self._with_answers(head, body, tail)

    def _with_answers(self, head: str, body: str, tail: str) -> Question:
        self._format, head = _cut_format(head.lstrip(), AUTO)
        answers = read_answers(body, self._plain_answer)
        if isinstance(answers, str):
            return self._question("", refused=f"{answers}没有导入。")
        feedback = self._plain(answers.feedback, "解析")
        return self._question(
            answers.type, self._stem(head, tail, answers.type), answers, feedback
        )

    def _stem(self, head: str, tail: str, type_: QuestionType) -> str:
        """Text after the braces makes the question one of a missing word."""
        before, after = (
            self._losses.plain(unescape(raw), self._format, "题干", asked=True)
            for raw in (head, tail)
        )
        if not tail.strip():
            return before.strip()
        place = _PLACES.get(type_, "")
        gaps = (_gap(head[len(head.rstrip()) :]), _gap(tail[: -len(tail.lstrip())]))
        return f"{before.strip()}{gaps[0]}{place}{gaps[1]}{after.strip()}".strip()

    def _plain_answer(self, raw: str) -> str:
        return self._plain(raw, "选项或答案", asked=True)

    def _plain(self, raw: str, where: str, *, asked: bool = False) -> str:
        format_, rest = _cut_format(raw.strip(), self._format)
        return self._losses.plain(unescape(rest), format_, where, asked=asked).strip()

    def _question(
        self,
        type_: str,
        stem: str = "",
        answers: Answers | None = None,
        feedback: str = "",
        refused: str = "",
    ) -> Question:
        number, labels, tags = _beside(self._paragraph.comments)
        read = answers or Answers(QuestionType.DESCRIPTION)
        return Question(
            type=type_,
            stem=stem,
            line=self._paragraph.line,
            position=self._position,
            number=number,
            category=self._category,
            single=read.single,
            answers=read.answers,
            pairs=read.pairs,
            feedback=feedback,
            remarks=tuple(Label(name, text) for name, text in read.notes),
            labels=labels,
            tags=tags,
            warnings=tuple(self._losses.warnings),
            refused=refused,
            unready=self._losses.unready,
        )


def _without_title(text: str) -> str:
    if not text.startswith("::"):
        return text
    end = find_mark(text, "::", 2)
    return text[end + 2 :].strip() if end >= 0 else text[2:]


def _gap(spaces: str) -> str:
    return "\n" if "\n" in spaces else " " if spaces else ""


def _cut_format(raw: str, otherwise: str) -> tuple[str, str]:
    found = _FORMAT.match(raw)
    return (found[1], raw[found.end() :]) if found else (otherwise, raw)


def _beside(comments: list[str]) -> tuple[str, tuple[Label, ...], tuple[str, ...]]:
    """ID number, labels and tags from the comments of a question."""
    whole = "\n".join(map(without_controls, comments))
    number = _ID.search(whole)
    labels = [label for comment in comments if (label := read_label(without_controls(comment)))]
    tags = []
    for found in _TAG.finditer(whole):
        text = found[1].strip().replace(r"\]", "]")
        label = read_label(text)
        if label:
            labels.append(label)
        elif text:
            tags.append(text)
    return (
        number[1].strip().replace(r"\]", "]") if number else "",
        tuple(labels),
        tuple(tags),
    )
