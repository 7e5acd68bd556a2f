"""The help is true to the program: what it names is there, and nothing of it is forgotten."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from jyguide.cli.root import cli
from jyguide.documents.page import PageBreak
from jyguide.help.about import BUILT_ON
from jyguide.help.chapters import (
    GROUPS,
    KEYS,
    KEYS_HEAD,
    NEWS,
    Chapter,
    KeyLine,
    chapters,
    read_chapter,
    topic_of,
)
from jyguide.help.finding import find
from jyguide.help.manual import manual
from jyguide.help.markup import Grid, Heading, Kind, Shot, lines_of, plain, read_parts
from jyguide.help.news import is_news, news_of, releases
from jyguide.release import release
from ui.pages import PAGES

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "resources/help"
NAMES = [name for _, group in GROUPS for name in group]
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_PARTS = re.compile(r"\\t|\\n|\{[^{}]*\}|[（）]")
_TAB = re.compile(
    r'(?:TabEntry\(|\.addTab\(\s*[\w.]+,\s*|tabs\.offer\(\s*)(?:"\w+", )?"([^"]+)"'
    r'|_add_tab\([^"]+"([^"]+)"'
    r'|^\s+\(?(?:for tab, title in \(+)?\((?:self\.\w+|"\w+"), "([一-鿿]+)"'
    r'|\), \(self\.\w+, "([一-鿿]+)"',
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def everything():
    return chapters([KeyLine("撤销", "Ctrl+Z")])


@pytest.fixture(scope="module")
def spans(everything):
    news = read_chapter(NEWS)
    return [
        (chapter, span)
        for chapter in (*everything, news)
        for part in chapter.parts
        for line in lines_of(part)
        for span in line
    ]


def words_of_the_program():
    """Every text of the program, whole and in the pieces between what is filled in."""
    found = set()
    for folder in ("ui", "jyguide"):
        for file in (ROOT / folder).rglob("*.py"):
            if file.parent.name != "help":
                for literal in _LITERAL.findall(file.read_text("utf-8")):
                    found |= {literal, *_PARTS.split(literal)}
    return {re.sub(r"\(&\w\)", "", one).strip().rstrip("…") for one in found}


def test_every_label_in_the_help_stands_in_the_program(spans):
    labels = {(chapter.name, one.text) for chapter, one in spans if one.kind is Kind.LABEL}
    known = words_of_the_program()
    assert len(labels) > 300
    assert sorted(one for one in labels if one[1].rstrip("…") not in known) == []


def test_every_page_has_its_help_with_a_picture_and_a_section_for_each_tab():
    tabs = set()
    for name, title, _icon, _make in PAGES:
        chapter = read_chapter(name)
        assert chapter.title == title
        assert any(isinstance(part, Shot) for part in chapter.parts), name
        for file in (ROOT / "ui" / name / one for one in ("page.py", "tabs.py", "work.py")):
            if not file.exists():
                continue
            found = [one for both in _TAB.findall(file.read_text("utf-8")) for one in both]
            tabs |= {(name, tab) for tab in found if tab and "{" not in tab}
    assert len(tabs) > 55
    assert sorted(one for one in tabs if one[1] not in read_chapter(one[0]).sections) == []


def test_every_picture_exists_and_is_used(everything):
    used = {part.file for one in everything for part in one.parts if isinstance(part, Shot)}
    assert used == {file.name for file in FOLDER.glob("*.png")}


def test_every_text_is_a_chapter_and_every_link_leads_somewhere(everything, spans):
    assert {file.stem for file in FOLDER.glob("*.md")} == {*NAMES, NEWS} - {KEYS}
    assert [one.name for one in everything] == NAMES
    known = {one.name: one.sections for one in everything}
    for chapter, span in spans:
        name, _, section = span.to.partition(":")
        if span.kind is Kind.LINK:
            assert name in known, (chapter.name, span)
            assert not section or section in known[name]


def test_no_marks_of_markdown_are_left_in_what_is_read(spans):
    assert [
        span.text for _, span in spans if re.search(r"\*\*|`|\]\(|!\[|^#|【|】", span.text)
    ] == []


def test_keys_are_gathered_from_the_commands_and_from_every_chapter(everything):
    chapter = everything[NAMES.index(KEYS)]
    assert chapter.sections[0] == "在哪一页都可以用"
    rows = [row for part in chapter.parts if isinstance(part, Grid) for row in part.rows]
    said = [tuple(map(plain, row)) for row in rows]
    assert said[0] == ("撤销", "Ctrl+Z")
    assert ("签到：迟到、撤销上一个", "F8、F9") in said
    tells = [one for one in everything if Heading(2, KEYS_HEAD) in one.parts]
    assert {one.title for one in tells} == {*chapter.sections[1:]}
    assert "“帮助”菜单" in plain(chapters()[NAMES.index(KEYS)].parts[1].line)


def test_words_are_found_wherever_they_stand(everything):
    first, *_ = find(everything, "查重 合并")
    assert (first.topic, first.where) == ("people:查重", "人员 · 查重")
    assert "合并" in first.excerpt or "查重" in first.excerpt
    assert [one.topic for one in find(everything, "f9")] == [
        "training:签到",
        "training:按键",
        "keys:培训",
    ]
    assert find(everything, "  ") == find(everything, "没有这样的词") == []


def test_a_topic_is_the_innermost_tab_that_has_a_section():
    assert topic_of("training", ["学时", "人次"]) == "training:学时"
    assert topic_of("approval", ["上报与批复（待批复 7）"]) == "approval:上报与批复"
    assert topic_of("people", ["基本情况"]) == "people"
    assert topic_of("nowhere", []) == "nowhere"


def test_news_are_told_once_after_an_update_and_not_at_the_first_start():
    now = release()
    assert now in releases()
    assert not is_news("", now)
    assert is_news("0.0.9", now)
    assert not is_news(now, now)
    assert not is_news(now, "99.0")
    assert news_of(now).parts[1].text.startswith(now)
    assert news_of("99.0").parts[1].text.startswith(releases()[0])


def test_what_ships_is_named_with_its_licence():
    required = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[\[<>=,]", one)[0].lower() for one in required}
    assert names <= {re.split("（", name)[0].lower() for name, _ in BUILT_ON}
    assert all(licence for _, licence in BUILT_ON)


def test_the_manual_is_a_command():
    assert "manual" in cli.commands


def test_rows_are_read_as_what_they_are_and_bound_with_page_numbers():
    text = "# 题\n一句**粗**的，点【新增…】按 `F2`，见[表](tables)。\n1. 一\n2. 二\n- 三\n\n"
    text += "| 甲 | 乙 |\n|---|---|\n| 1 | `2` |\n![图](home.png)\n"
    head, words, steps, points, grid, shot = read_parts(text)
    assert [one.kind for one in words.line if one.kind is not Kind.PLAIN] == [
        *(Kind.BOLD, Kind.LABEL, Kind.KEY, Kind.LINK)
    ]
    assert plain(words.line) == "一句粗的，点【新增…】按 F2，见表。"
    assert (steps.numbered, len(steps.lines), points.numbered) == (True, 2, False)
    assert [plain(one) for one in grid.rows[0]] == ["1", "2"]
    assert shot == Shot("home.png", "图")
    one = Chapter("start", (head, words, steps, points, grid, shot))
    long = Chapter("tables", (head, *([words] * 60)))
    cover, contents, first, second = manual([one, long], "1.2", date(2026, 11, 20))
    assert "版本 1.2" in [getattr(block, "text", "") for block in cover.blocks]
    lines = {block.text for block in contents.blocks if "\t" in block.text}
    assert lines == {"题\t1", "题\t2"}
    assert sum(isinstance(block, PageBreak) for block in second.blocks) == 1
    assert (first.continues, second.continues) == (False, True)
    assert second.header.text.endswith("题")
