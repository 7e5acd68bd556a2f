import re
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache

import docx
import pytest

from jyguide.bank.book import BookSize, Cover
from jyguide.bank.entry import BankEntry
from jyguide.bank.handbook import HandbookPlan, handbook, write_handbook
from jyguide.bank.handbook_look import LOOKS
from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import ItemStatus
from jyguide.bank.unified import Regulation, read_regulations, read_unified_bank
from jyguide.documents.page import MM_PER_POINT, PageBreak, Paragraph
from jyguide.documents.sheets import blocks_points
from jyguide.errors import Cancelled, FileError, RuleError
from jyguide.progress import CancelToken

DAY = date(2026, 11, 26)
COVER = Cover("祝塘镇党建指导站", "2026年第1版", DAY)
RULES = "中国共产党支部工作条例（试行）"
ORAL = ItemContent(
    ItemKind.ORAL,
    "党员大会多久开一次？",
    answer="一般每季度开一次。",
    key_points=(KeyPoint("每季度一次", 2, required=True), KeyPoint("支委会召集")),
    category="三会一课",
    regulation=RULES,
    edition="2018年10月28日施行",
    article="第十一条",
)
SINGLE = replace(
    ORAL,
    kind=ItemKind.SINGLE,
    stem="党员大会（   ）一次。",
    options=("每月", "每季度"),
    answer="B",
    explanation="每月一次的是支委会。",
    key_points=(),
)


def entry(content=ORAL, number="001", **rest):
    return BankEntry(number, content, **rest)


def bank():
    return [
        BankEntry(
            one.code,
            one.content,
            one.question,
            ItemStatus.IN_FORCE if one.in_force else ItemStatus.DRAFT,
        )
        for one in read_unified_bank()
    ]


def pages(documents):
    """The paragraphs on each page of the sequence."""
    found = []
    for document in documents:
        found.append([])
        for block in document.blocks:
            if isinstance(block, PageBreak):
                found.append([])
            elif isinstance(block, Paragraph):
                found[-1].append(block)
    return found


def said(documents):
    return "\n".join(block.text for page in pages(documents) for block in page)


def made(*entries, size=BookSize.A4, **plan):
    return handbook(entries, HandbookPlan(COVER, size, **plan))


@cache
def shipped(size, *, with_items=False):
    """The whole book, laid out once for all who look at it."""
    return made(*bank(), size=size, with_items=with_items)


def test_the_cover_says_whose_it_is_and_of_when():
    cover, *_rest = made(entry())
    text = said([cover])
    for words in ("祝塘镇党建指导站", "党建指导员", "百问一口清", "2026年第1版", "共 1 问"):
        assert words in text
    assert "二〇二六年十一月二十六日" in text
    assert cover.background is cover.header is cover.footer is None


def test_the_title_is_parted_before_the_book_s_name_or_where_one_says():
    assert "党建指导员\n百问一口清" in said(made(entry())[:1])
    plan = HandbookPlan(replace(COVER, title="祝塘镇\n应知应会"))
    cover, _contents, body, *_rest = handbook([entry()], plan)
    assert "祝塘镇\n应知应会" in said([cover])
    assert cover.title == "祝塘镇应知应会"
    assert body.header.text.startswith("祝塘镇应知应会")


def test_a_question_has_its_answer_its_points_and_its_grounds():
    text = said(made(entry())[2:])
    lines = text.split("\n")
    assert lines[0] == "一、三会一课"
    assert lines[1] == "001\t党员大会多久开一次？"
    assert lines[2] == "答\t一般每季度开一次。"
    assert lines[3] == "要点\t① 每季度一次（2分）★\t② 支委会召集"
    assert lines[4] == f"依据\t《{RULES}》（2018年10月28日施行）第十一条"


def test_weights_are_not_shown_where_all_are_alike():
    points = (KeyPoint("甲", 2), KeyPoint("乙", 2))
    documents = made(entry(replace(ORAL, key_points=points)))
    assert "（2分）" not in said(documents)
    assert "★" not in said(documents)


def test_a_long_point_has_a_line_of_its_own():
    points = tuple(KeyPoint(text) for text in ("甲" * 12, "乙" * 30, "丙" * 12, "丁" * 12))
    lines = said(made(entry(replace(ORAL, key_points=points)))[2:]).split("\n")
    start = next(index for index, line in enumerate(lines) if line.startswith("要点"))
    assert [len(line.split("\t")) for line in lines[start : start + 3]] == [2, 1, 2]


@pytest.mark.parametrize("size", BookSize)
@pytest.mark.parametrize("with_items", [False, True])
def test_the_contents_name_the_pages_of_the_shipped_bank(size, with_items):
    documents = shipped(size, with_items=with_items)
    _cover, contents, *bodies = documents
    where = {
        block.name: number
        for number, page in enumerate(pages(bodies), 1)
        for block in page
        if block.name
    }
    named = [run for page in pages([contents]) for block in page for run in block.runs]
    references = [run for run in named if run.page_of]
    assert [int(run.text) for run in references] == [where[run.page_of] for run in references]
    assert {run.page_of for run in references} == set(where)


@pytest.mark.parametrize("size", BookSize)
def test_every_question_of_the_shipped_bank_is_in_once(size):
    entries = bank()
    text = said(shipped(size)[2:])
    questions = [one for one in entries if one.content.kind is ItemKind.ORAL]
    for one in questions:
        head = f"{one.number}\t{one.content.stem}"
        assert text.count(head) == (one.status is ItemStatus.IN_FORCE)


@pytest.mark.parametrize("size", BookSize)
def test_no_page_is_overfull_and_few_are_half_empty(size):
    bodies = shipped(size)[2:]
    setup = LOOKS[size].setup
    room = setup.inner_height / MM_PER_POINT
    used = [blocks_points(page, setup.inner_width) / room for page in pages(bodies)]
    assert max(used) <= 1
    assert sum(share < 0.6 for share in used) <= len(used) / 20 + 2


@pytest.mark.parametrize("size", BookSize)
def test_no_heading_stands_at_the_foot_and_no_grounds_at_the_head(size):
    for page in pages(shipped(size, with_items=True)[2:]):
        assert page[-1].shape.outline == 0
        assert not page[0].text.startswith("依据")
        assert page[0].shape.before == 0


def test_the_header_names_the_category_on_the_page():
    other = entry(replace(ORAL, category="组织生活", stem="组织生活会？"), "002")
    many = [entry(number=f"{n:03}") for n in range(30)]
    bodies = made(*many, other, *many[:3])[2:]
    headers = [body.header.text for body in bodies]
    assert headers[0] == "党建指导员百问一口清\u3000·\u3000三会一课"
    assert [body.continues for body in bodies] == [False] + [True] * (len(bodies) - 1)
    # Met again, the category is not begun anew.
    assert sum("三会一课" in header for header in headers) == 1


def test_a_long_category_does_not_leave_the_header_line():
    (_cover, _contents, body, *_rest) = made(entry(replace(ORAL, category="类别名称" * 15)))
    assert body.header.text.endswith("…")
    assert "类别名称" * 15 in said([body])


def test_items_come_with_their_answers_when_they_are_wanted():
    entries = [entry(), entry(SINGLE, "001-1", question="001")]
    assert "每月" not in said(made(*entries))
    text = said(made(*entries, with_items=True))
    assert "配套练习一、三会一课" in text
    assert "001-1\t【单选题】党员大会（\u00a0\u00a0\u00a0）一次。" in text
    assert "A．每月\tB．每季度" in text
    assert "答案\tB\u3000每月一次的是支委会。" in text
    assert "附配套练习 1 题" in text


def test_the_regulations_cited_are_listed_with_what_they_replaced():
    known = Regulation("a", RULES, "2018年10月28日施行", date(2018, 10, 28), "旧条例", "")
    unknown = entry(replace(ORAL, regulation="《章程》", edition=""), "002")
    text = said(made(entry(), unknown, entry(number="003"), regulations=(known,)))
    listed = text[text.rindex("附录") :]
    assert (
        f"1\t《{RULES}》\n版本：2018年10月28日施行；施行日期：2018年10月28日；取代：旧条例"
        in listed
    )
    assert "2\t《章程》\n版本没有写明" in listed
    assert "3\t" not in listed


def test_every_regulation_of_the_shipped_bank_is_known():
    known = tuple(read_regulations().values())
    text = said(made(*bank(), with_items=True, regulations=known))
    assert "版本没有写明" not in text


def test_what_is_left_out_is_named(tmp_path):
    entries = [
        entry(),
        entry(replace(ORAL, answer=None), "002"),
        entry(number="003", status=ItemStatus.REVIEW),
        entry(replace(SINGLE, answer=None), "001-1"),
    ]
    plan = HandbookPlan(COVER)
    result = write_handbook(tmp_path / "a.docx", entries, plan)
    assert (result.count, [one.number for one in result.left_out]) == (1, ["002", "003"])
    result = write_handbook(tmp_path / "a.docx", entries, replace(plan, with_items=True))
    assert [one.number for one in result.left_out] == ["002", "003", "001-1"]


@pytest.mark.parametrize(
    "entries", [[], [entry(replace(ORAL, answer=None))], [entry(SINGLE, "001-1")]]
)
def test_nothing_to_print_writes_no_file(tmp_path, entries):
    with pytest.raises(RuleError, match="没有生成文件"):
        write_handbook(tmp_path / "a.docx", entries, HandbookPlan(COVER))
    assert list(tmp_path.iterdir()) == []


def test_items_alone_are_a_book_too():
    text = said(made(entry(SINGLE, "001-1"), with_items=True))
    assert "怎样使用" not in text
    assert "配套练习一、三会一课" in text


@pytest.mark.parametrize("size", BookSize)
def test_an_answer_of_three_thousand_characters_goes_over_pages_whole(size):
    answer = "这是一句不长的话，说完就停。" * 220
    documents = made(entry(replace(ORAL, answer=answer)), size=size)
    text = re.sub(r"\s|答(?=这)", "", said(documents[2:]))
    assert answer in text
    assert len(pages(documents[2:])) > 3


def test_whatever_a_text_holds_the_file_opens_and_says_it(tmp_path):
    wild = "〇㐂𠮷<b>&amp;</b> ]]>\x00\x0b\x1f\ud800\ufffe“引”\t后\r\n第二段"
    content = replace(ORAL, stem=wild, answer=wild, category="<类>&别", explanation=wild)
    points = (KeyPoint(wild),)
    path = tmp_path / "a.docx"
    write_handbook(path, [entry(replace(content, key_points=points))], HandbookPlan(COVER))
    text = "\n".join(one.text for one in docx.Document(str(path)).paragraphs)
    assert "001\t〇㐂𠮷<b>&amp;</b> ]]>“引” 后 第二段" in text
    assert "答\t〇㐂𠮷<b>&amp;</b> ]]>“引” 后\n第二段" in text
    assert "一、<类>&别" in text


def test_the_file_has_bookmarks_for_all_it_refers_to(tmp_path):
    path = tmp_path / "a.docx"
    write_handbook(path, bank(), HandbookPlan(COVER, BookSize.A5, with_items=True))
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    keys = re.findall(r'<w:bookmarkStart w:id="(\d+)"', xml)
    assert len(set(keys)) == len(keys) > 100
    assert set(re.findall(r"PAGEREF (\w+)", xml)) == set(
        re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml)
    )
    assert 'w:w="8391" w:h="11906"' in xml


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(FileError, match="没有保存"):
        write_handbook(tmp_path / "none" / "a.docx", [entry()], HandbookPlan(COVER))


def test_cancelling_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        write_handbook(path, [entry()], HandbookPlan(COVER), cancel=token)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]
