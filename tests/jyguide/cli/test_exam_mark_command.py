"""``jyguide exam mark`` and ``answers-template``: a class's paper answers from a file."""

import json

import pytest
from openpyxl import load_workbook

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import BlueprintLine
from tests.jyguide.builders import a_blueprint, hold_exam, right, rows_kept, tail

LINES = (
    BlueprintLine(ItemKind.SINGLE, 2, 20),
    BlueprintLine(ItemKind.MULTIPLE, 1, 20),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 40),
)


def three(app):
    """Two of one name and a third before an exam; the run of right answers."""
    held = hold_exam(app, 3, a_blueprint(*LINES))
    places = app.papers.paper(held.paper).places
    single, multiple = "".join(right(one.content) for one in places[:2]), places[2]
    return held, f"{single} {right(multiple.content)}"


@pytest.fixture
def station(open_prepared):
    return open_prepared(three)


@pytest.fixture
def folder(station):
    return station[0].place.folder


@pytest.fixture
def held(station):
    return station[1][0]


@pytest.fixture
def answers(station, tmp_path):
    """A file of three: right, half right with the words not judged yet, absent."""
    run = station[1][1]
    wrong = "-" + run[1:]
    path = tmp_path / "答案.csv"
    lines = [
        "姓名,编号,缺考,答案,4",
        f"陈明,{tail(0)},,{run},3.5",
        f"单雄,{tail(1)},,{wrong},",
        f"仇英,{tail(2)},是,,",
    ]
    path.write_bytes("\n".join(lines).encode("gb18030"))
    return path


def test_a_file_is_marked_item_by_item_and_nothing_is_stored(station, done, held, answers):
    before = rows_kept(station[0])
    first, second = done("exam", "mark", "--paper", held.paper, "--answers", answers, "--json")
    assert (first["name"], first["number"], first["points"], first["total"]) == (
        "陈明", tail(0), 9.5, 10.0,
    )  # fmt: skip
    assert (first["passed"], first["waiting"], second["waiting"]) == (True, 0, 1)
    assert [item["points"] for item in first["items"]] == [2, 2, 2, 3.5]
    assert first["items"][3]["sentence"] == "阅卷人给 3.5 分。"
    assert second["items"][0] | {"sentence": ""} == {
        "number": 1, "response": None, "points": 0, "max": 2, "sentence": "", "waiting": False,
    }  # fmt: skip
    assert "待评阅 1 题" in done("exam", "mark", "--paper", held.paper, "--answers", answers)
    assert rows_kept(station[0]) == before


def test_it_is_stored_only_where_an_exam_is_named(station, run, refused, done, held, answers):
    mark = ("exam", "mark", "--paper", held.paper, "--answers", answers)
    assert run(*mark, "--store").status == 2
    assert run(*mark, "--exam", held.exam).status == 2
    stored = run(*mark, "--exam", held.exam, "--store", "--json")
    assert (stored.status, stored.err.strip()) == (0, "已存入 2 份。")
    assert [row["points"] for row in json.loads(stored.out)] == [9.5, 4.0]
    results = done("exam", "results", held.exam, "--json")
    assert {row["name"]: row["points"] for row in results} == {"陈明": 9.5, "单雄": 4.0}
    assert "还没有可以交的答卷" in refused(*mark, "--exam", held.exam, "--store")
    (waiting,) = done("exam", "waiting", held.exam, "--json")
    assert (waiting["name"], waiting["suggested"]) == ("单雄", None)
    left = run("exam", "grade", held.exam, "--suggested")
    assert left.out.strip() == "已评阅 0 份答卷。"
    assert "1 份答卷的简答题答在纸上" in left.err
    assert len(done("exam", "waiting", held.exam, "--json")) == 1


def test_only_the_paper_of_the_exam_is_stored(refused, done, held, tmp_path):
    other = done(
        *("exam", "draw", "true_false:1:1", "--title", "另一份"),
        *("--seed", "7", "--pass", "1", "--minutes", "9"),
    )
    path = tmp_path / "另.csv"
    path.write_text("姓名,1\n陈明,√\n", "utf-8")
    said = refused(
        *("exam", "mark", "--paper", other, "--answers", path),
        *("--exam", held.exam, "--store"),
    )
    assert "用的不是这份试卷，没有存入" in said


def test_a_bad_file_is_refused_with_row_and_reason(station, refused, held, tmp_path):
    path = tmp_path / "坏.csv"
    path.write_text("姓名,答案,4\n陈明,ZZ AB,3\n生人,AB AB,9\n", "utf-8")
    before = rows_kept(station[0])
    said = refused(
        *("exam", "mark", "--paper", held.paper, "--answers", path),
        *("--exam", held.exam, "--store"),
    )
    assert "第 2 行（陈明）：第 1 题没有 Z 选项" in said
    assert "第 3 行（生人）：第 4 题满分 4 分，不能给 9 分" in said
    assert rows_kept(station[0]) == before


def test_the_template_names_the_class(done, held, tmp_path):
    target = tmp_path / "登记表.xlsx"
    done("exam", "answers-template", "--exam", held.exam, target)
    page = load_workbook(target).worksheets[0]
    heads = [str(cell.value) for cell in page[1]]
    assert heads == ["姓名", "身份证号后四位", "缺考", "1", "2", "3", "4得分（满4）"]
    assert {page.cell(row, 1).value for row in (2, 3, 4)} == {"陈明", "单雄", "仇英"}
    assert page.cell(2, 4).number_format == "@"
    assert len(page.data_validations.dataValidation) == 5
