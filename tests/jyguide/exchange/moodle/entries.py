"""Any item the bank can hold, with texts full of what Moodle's formats take for their own."""

from hypothesis import strategies as st

from jyguide.bank.check import faults
from jyguide.bank.entry import BankEntry
from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus

MARKS = [
    "{", "}", "~", "=", "#", ":", "\\", "\n", "::", "//", "->", "%50%", "%-100%", "####", "[html]",
    "[plain]", "[moodle]", "[id:x]", "[tag:y]", "$CATEGORY: x", "$course$",
    "____", "_____", "__",
    "（   ）", "（ ）", "()", "<b>", "</p>", "<br>", "<script>", "&amp;", "&nbsp;", "&&058;",
    "]]>",
    "<![CDATA[", "<!--", "-->", "*", r"\*", r"\n", r"\u0020", "🎉", "𠮷", "㐂", "、", "｜", "；",
    " ", "  ", "\u3000", "\xa0", "\u2028", "\ufeff", "\t", "\ue000", "T", "TRUE", "F", "1",
    "3.5",
    "第1空", "第2步", "未分类", "top", "/", "【要点】", "【解析】", "\n【解析】\n",
    "\n【要点】\n1. 甲",
    "（权重 3）", "（必答）", "难度：易", "支部党员大会", "三会一课", "abc", "{1:SHORTANSWER:=a}",
    "（以上都不是）", "@@PLUGINFILE@@", "'", '"', ">4 ALL", "1. ", "A. ",
]  # fmt: skip
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
texts = st.lists(st.sampled_from(MARKS) | LETTERS, min_size=1, max_size=8).map("".join)
filled = texts.filter(lambda text: text.strip() != "")
maybe = st.just("") | texts
points = st.lists(
    st.builds(KeyPoint, text=filled, weight=st.integers(1, 9), required=st.booleans()), max_size=3
).map(tuple)


@st.composite
def contents(draw):
    kind = draw(st.sampled_from(list(ItemKind)))
    stem, options, answer = draw(filled), (), None
    if kind in (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING):
        options = tuple(draw(st.lists(filled, min_size=2, max_size=10)))
        letters = OPTION_LETTERS[: len(options)]
        if kind is ItemKind.SINGLE:
            answer = draw(st.sampled_from(letters))
        elif kind is ItemKind.MULTIPLE:
            chosen = draw(st.sets(st.sampled_from(letters), min_size=2))
            answer = "".join(sorted(chosen))
        else:
            answer = "".join(draw(st.permutations(letters)))
    elif kind is ItemKind.TRUE_FALSE:
        answer = draw(st.sampled_from("TF"))
    elif kind is ItemKind.FILL_IN:
        pieces = draw(
            st.lists(texts.filter(lambda text: "__" not in text), min_size=2, max_size=4)
        )
        stem = draw(st.sampled_from(["____", "____", "__", "_______"])).join(pieces)
        variants = st.lists(filled, min_size=1, max_size=3).map(tuple)
        answer = tuple(draw(variants) for _ in pieces[1:])
    else:
        answer = draw(st.none() | filled)
    return ItemContent(
        kind=kind,
        stem=stem,
        options=options,
        answer=answer,
        explanation=draw(maybe),
        key_points=draw(points),
        category=draw(st.sampled_from(["", "支部设置", "a/b", "未分类", "//", "top"]) | maybe),
        difficulty=draw(st.integers(1, 3)),
        regulation=draw(maybe),
        edition=draw(maybe),
        article=draw(maybe),
        tests=draw(maybe),
    )


entries = st.builds(
    BankEntry,
    number=st.sampled_from(["", "001-2", "7"]) | maybe,
    content=contents().filter(lambda content: not faults(content)),
    question=st.sampled_from(["", "001"]) | maybe,
    status=st.sampled_from(list(ItemStatus)),
)


def said(entry):
    """What of an entry a file has to give back."""
    return entry.number, entry.question, entry.content


def set_aside(entries):
    """Whether each of them must not come back as one that can be drawn, whatever it says."""
    return [entry.status is not ItemStatus.IN_FORCE for entry in entries]


def found(item):
    return item.number, item.question, item.content
