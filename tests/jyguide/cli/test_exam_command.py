"""``jyguide exam``: drawn, sat from a file, marked, closed, analysed."""

import json
from uuid import uuid4

import pytest
from docx import Document
from openpyxl import load_workbook

from jyguide.exam.row import EndedBy
from tests.jyguide.builders import (
    SHORT,
    a_blueprint,
    hold_exam,
    right,
    rows_kept,
    sit,
    table,
    tail,
)

DRAW = ("exam", "draw", "--title", "卷", "--seed", "7", "--pass", "1", "--minutes", "30")


def two(app):
    """Two people before an exam with a short answer at place 3."""
    held = hold_exam(app, 2, a_blueprint(*SHORT))
    places = app.papers.paper(held.paper).places
    return held, [right(place.content) for place in places]


def two_done(app):
    """Both have handed in; the short answer of the first waits, the second wrote nothing."""
    held, key = two(app)
    sitting = app.sittings.begin(held.exam, held.people[0], tail(0))
    for place, response in zip(sitting.places, [*key[:2], "甲"], strict=True):
        app.sittings.answer(sitting.attempt_id, place.id, response, later=False, seconds_used=600)
    app.sittings.hand_in(sitting.attempt_id, 600, EndedBy.CANDIDATE)
    sit(app, held, 1, answered=0)
    return held, key


@pytest.fixture
def station(request, open_prepared):
    return open_prepared(two_done if "handed_in" in request.fixturenames else two)


@pytest.fixture
def folder(station):
    return station[0].place.folder


@pytest.fixture
def held(station):
    return station[1][0]


@pytest.fixture
def key(station):
    return station[1][1]


def a_file(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def a_sheet(index, answers, **changes):
    name = ("陈明", "单雄")[index]
    sheet = {"person": name, "id_tail": tail(index), "seconds": 600, "answers": answers}
    return sheet | changes


@pytest.fixture
def handed_in(held):
    """Asked for, it lets both have handed in already."""
    return held


def test_the_same_seed_draws_the_same_paper(done, tmp_path):
    for name in ("one", "two"):
        paper = done(*DRAW, "single:5:2", "multiple:2:3:党费管理", "true_false:2:1.5::1")
        done("exam", "write", paper, "--paper-file", tmp_path / f"{name}.docx")
    texts = [
        [node.text for node in Document(tmp_path / f"{name}.docx").element.iter()]
        for name in ("one", "two")
    ]
    assert texts[0] == texts[1]
    newest = done("exam", "papers", "--json")[0]
    assert newest == {
        "id": paper,
        "title": "卷",
        "seed": 7,
        "items": 9,
        "total": 19.0,
        "pass": 1.0,
        "minutes": 30,
        "variants": [],
        "exams": 0,
        "origin": "drawn",
    }
    assert "\t7\t9\t19\t1\t30" in done("exam", "papers")


@pytest.mark.parametrize(
    "line",
    [
        "single",
        "single:5",
        "single:x:2",
        "nonsense:5:2",
        "single:5:many",
        "single:0:2",
        "single:-1:2",
        "single:5:2:党费管理:9",
        "single:5:2:党费管理:x",
        "single:5:2:党费管理:3:more",
    ],
)
def test_a_line_that_cannot_be_read_is_wrong_usage(run, folder, line):
    ran = run(*DRAW, line)
    assert (ran.status, ran.out) == (2, "")
    assert "看不懂" in ran.err


def test_a_seed_beyond_the_database_is_wrong_usage(run):
    words = [str(2**63) if word == "7" else word for word in DRAW]
    assert run(*words, "single:5:2").status == 2


def test_a_paper_the_bank_cannot_fill_is_refused(refused):
    assert "排序题：要 999 道，题库里只有" in refused(*DRAW, "ordering:999:1")
    words = ["0" if word == "1" else word for word in DRAW]
    assert "及格分" in refused(*words, "single:5:2")
    words = ["x" if word == "1" else word for word in DRAW]
    assert "不是分值" in refused(*words, "single:5:2")


def test_paper_and_key_are_word_files(done, run, refused, held, tmp_path):
    paper, answers = tmp_path / "试卷.docx", tmp_path / "答案.docx"
    done("exam", "write", held.paper, "--paper-file", paper, "--answers", answers)
    assert Document(paper).element is not None
    assert Document(answers).element is not None
    assert run("exam", "write", held.paper).status == 2
    same = run("exam", "write", held.paper, "--paper-file", paper, "--answers", paper)
    assert (same.status, "同一个文件" in same.err) == (2, True)
    new, nowhere = tmp_path / "新.docx", tmp_path / "无" / "答案.docx"
    refused("exam", "write", held.paper, "--paper-file", new, "--answers", nowhere)
    assert not new.exists()
    assert "没有找到这份试卷" in refused("exam", "write", uuid4(), "--answers", answers)


def test_an_exam_is_opened_once_its_parts_are_there(done, refused, held):
    key = done("exam", "arrange", held.paper, held.session, "--title", "补考")
    newest, first = done("exam", "list", "--json")
    assert (newest["id"], newest["title"], newest["state"]) == (key, "补考", "open")
    assert (first["paper"], first["session"]) == (str(held.paper), str(held.session))
    assert "补考\t任前培训\t0\t0" in done("exam", "list")
    assert "没有找到这份试卷" in refused("exam", "arrange", uuid4(), held.session, "--title", "甲")
    assert "已被删除" in refused("exam", "arrange", held.paper, uuid4(), "--title", "甲")


def test_answers_come_in_by_file(done, held, key, tmp_path):
    sheets = [a_sheet(0, {"1": key[0], "2": key[1], "3": "甲"}), a_sheet(1, {"1": None})]
    assert "2 份" in done("exam", "hand-in", held.exam, a_file(tmp_path / "a.json", sheets))
    first, second = done("exam", "results", held.exam, "--json")
    assert (first["name"], first["points"], first["total"], first["waiting"]) == (
        *("陈明", 2.0, 6.0),
        1,
    )
    assert (second["name"], second["points"], second["passed"]) == ("单雄", 0.0, False)
    assert first["seconds_used"] == 600
    assert "待评阅 1 题" in done("exam", "results", held.exam)


@pytest.mark.parametrize(
    ("second", "word"),
    [
        ({"person": "无名"}, "没有找到“无名”"),
        ({"person": "陈明"}, "两份“陈明”"),
        ({"id_tail": "0000"}, "后四位不对"),
        ({"answers": {"9": "A"}}, "第 9 题"),
        ({"answers": {"first": "A"}}, "看不懂"),
        ({"answers": {"1": 5}}, "看不懂"),
        ({"answers": ["A"]}, "看不懂"),
        ({"id_tail": 9998}, "看不懂"),
        ({"seconds": -5}, "看不懂"),
        ({"seconds": "long"}, "看不懂"),
        ({"seconds": 10**20}, "看不懂"),
    ],
)
def test_one_bad_sheet_keeps_all_out(refused, station, held, tmp_path, second, word):
    path = a_file(tmp_path / "a.json", [a_sheet(0, {"1": "T"}), a_sheet(1, {}) | second])
    before = rows_kept(station[0])
    assert word in refused("exam", "hand-in", held.exam, path)
    assert rows_kept(station[0]) == before


@pytest.mark.parametrize(
    "text", ["no JSON", "{}", "{}x", '{"person": 1}', "[1]", '[{"person": "陈明"}]']
)
def test_another_file_is_refused(refused, held, tmp_path, text):
    (tmp_path / "a.json").write_text(text, "utf-8")
    for command in ("hand-in", "grade"):
        assert "看不懂" in refused("exam", command, held.exam, tmp_path / "a.json")
    assert "找不到" in refused("exam", "hand-in", held.exam, tmp_path / "b.json")


def test_nobody_hands_in_twice(refused, held, handed_in, tmp_path):
    path = a_file(tmp_path / "b.json", [a_sheet(0, {"1": "F"})])
    assert "已经交卷" in refused("exam", "hand-in", held.exam, path)


def test_short_answers_are_listed_and_marked(done, station, held, handed_in, tmp_path):
    (waiting,) = done("exam", "waiting", held.exam, "--json")
    assert (waiting["name"], waiting["position"], waiting["points"]) == ("陈明", 3, 4.0)
    assert waiting["response"] == "甲"
    assert waiting["key_points"]
    assert "陈明\t3\t4" in done("exam", "waiting", held.exam)
    path = a_file(tmp_path / "m.json", [{"person": "cm", "points": {"3": 3.5}}])
    assert "1 份" in done("exam", "grade", held.exam, path)
    assert done("exam", "waiting", held.exam, "--json") == []
    assert done("exam", "results", held.exam, "--json")[0]["points"] == 5.5
    again = a_file(tmp_path / "m.json", [{"person": "陈明", "points": {"3": "4"}}])
    assert "1 份" in done("exam", "grade", held.exam, again, "--reason", "复核")
    assert [row["reason"] for row in table(station[0], "marking")][-1] == "复核"


def test_suggestions_are_taken_whole(done, held, handed_in):
    (waiting,) = done("exam", "waiting", held.exam, "--json")
    assert "1 份" in done("exam", "grade", held.exam, "--suggested")
    assert "0 份" in done("exam", "grade", held.exam, "--suggested")
    points = done("exam", "results", held.exam, "--json")[0]["points"]
    assert points == 2.0 + waiting["suggested"]


@pytest.mark.parametrize(
    ("marks", "word"),
    [
        ({"person": "单雄", "points": {"1": 1}}, "写明原因"),
        ({"person": "无名", "points": {"1": 1}}, "没有找到"),
        ({"person": "陈明", "points": {"3": 1}}, "两次"),
        ({"person": "单雄", "points": {"3": 99}}, "满分 4 分"),
        ({"person": "单雄", "points": {"3": -1}}, "看不懂"),
        ({"person": "单雄", "points": {"3": "many"}}, "看不懂"),
    ],
)
def test_one_bad_mark_keeps_all_out(refused, station, handed_in, tmp_path, marks, word):
    good = {"person": "陈明", "points": {"3": 3}}
    path = a_file(tmp_path / "m.json", [good, marks])
    before = rows_kept(station[0])
    assert word in refused("exam", "grade", handed_in.exam, path)
    assert rows_kept(station[0]) == before


def test_marking_needs_one_source(run, held):
    assert run("exam", "grade", held.exam).status == 2
    assert run("exam", "grade", held.exam, "x.json", "--suggested").status == 2


def test_an_exam_is_closed_and_opened_again(done, refused, held, handed_in, tmp_path):
    assert done("exam", "close", held.exam) == "考试已结束。"
    assert done("exam", "list", "--json")[0]["state"] == "closed"
    path = a_file(tmp_path / "b.json", [a_sheet(0, {})])
    assert "已经结束" in refused("exam", "hand-in", held.exam, path)
    assert done("exam", "close", held.exam, "--reopen") == "考试已重新开放。"


def test_results_and_analysis_come_out(done, run, refused, held, handed_in, tmp_path):
    done("exam", "results", held.exam, "--xlsx", tmp_path / "成绩单.xlsx")
    assert load_workbook(tmp_path / "成绩单.xlsx").sheetnames[0] == "成绩单"
    assert "没有保存" in refused(
        *("exam", "results", held.exam, "--xlsx", tmp_path / "no" / "x.xlsx"),
    )
    found = done("exam", "analyse", held.exam, "--json")
    assert [row["position"] for row in found["items"]] == [1, 2, 3]
    assert {row["facility"]["note"] for row in found["items"]} == {"样本少，仅供参考"}
    assert "样本少，仅供参考" in found["items"][0]["readings"][0]
    (whole,) = done("exam", "analyse", "--session", held.session, "--json")
    assert (whole["people"], whole["items"]) == (found["people"], found["items"])
    shown = done("exam", "analyse", held.exam)
    assert shown.startswith("题号\t题型")
    assert shown.count("样本少，仅供参考") == 3
    assert "1 场" in done("exam", "analyse", held.exam, "--family")
    assert run("exam", "analyse").status == 2
    report, sheets = tmp_path / "report.docx", tmp_path / "sheets.docx"
    done("exam", "report", held.exam, "--word", report)
    assert "质量分析报告" in Document(report).paragraphs[0].text
    done("exam", "sheets", held.exam, "--word", sheets, "--person", "陈明")
    assert "陈明" in Document(sheets).paragraphs[1].text
    assert "没有王五的答卷" in refused(
        "exam", "sheets", held.exam, "--word", sheets, "--person", "王五"
    )


@pytest.mark.parametrize(
    "words", [["results"], ["analyse"], ["waiting"], ["close"], ["grade", "--suggested"]]
)
def test_an_exam_that_is_not_there_is_refused(refused, words):
    command, *options = words
    assert "没有找到这场考试" in refused("exam", command, uuid4(), *options)
