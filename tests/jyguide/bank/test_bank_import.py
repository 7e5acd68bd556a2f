"""Files of questions: the samples whole, and every bad file in a sentence."""

import json
from pathlib import Path

import pytest

from jyguide.bank.item import ItemKind
from jyguide.bank.row import ItemStatus
from jyguide.errors import FileError, RuleError
from jyguide.exam.composing.blueprint import BlueprintLine
from tests.jyguide.builders import DATA, a_blueprint, rows_kept

FILES = {"题库-宽松格式.txt": "loose.txt", "题库-宽松格式.docx": "loose.docx"}
TRUTH = json.loads((DATA / "bank" / "loose.truth.json").read_text("utf-8"))
ONE = "1. 样例题（   ）。\nA. 甲  B. 乙\n答案：B\n"


@pytest.fixture
def dialect():
    """Reading files is the same on both databases; the services' tests write to both."""
    return "sqlite"


def imported(app, name):
    result = app.bank_files.import_plan(app.bank_files.plan_file(DATA / "bank" / name))
    return result, [row for row in app.bank.items() if row.source == name]


@pytest.mark.parametrize("name", FILES)
def test_every_question_of_a_sample_arrives(app, name):
    result, rows = imported(app, FILES[name])
    told = [(str(one["no"]), one["kind"], one["answer"]) for one in TRUTH[name]]
    kept = [
        (row.number, row.content.kind.value, json.loads(json.dumps(row.content.answer)))
        for row in rows
    ]
    assert kept == told
    drafts = sum(answer is None for _, _, answer in told)
    assert (result.imported, result.drafts) == (len(told) - drafts, drafts)
    assert [row.status is ItemStatus.DRAFT for row in rows] == [
        answer is None for _, _, answer in told
    ]


def test_what_was_imported_before_is_not_doubled(app):
    imported(app, "loose.txt")
    before = rows_kept(app)
    result, rows = imported(app, "loose.txt")
    assert (result.imported, result.drafts, result.action_id) == (0, 0, None)
    assert len(result.refused) == len(rows)
    assert all("重复" in one.reason and one.position for one in result.refused)
    assert rows_kept(app) == before


def test_a_question_twice_in_a_file_is_refused_once(app, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text(ONE + "\n" + ONE.replace("1.", "2.", 1), "utf-8")
    plan = app.bank_files.plan_file(path)
    assert (plan.usable, plan.drafts) == (1, 0)
    (refused,) = plan.refused
    assert "重复" in refused.reason


def test_a_plan_is_written_only_once(app, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text(ONE, "utf-8")
    plan = app.bank_files.plan_file(path)
    app.bank_files.import_plan(plan)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经导入过"):
        app.bank_files.import_plan(plan)
    assert rows_kept(app) == before


def test_an_import_is_undone_whole_and_may_come_again(app):
    before = app.bank.items()
    result, _ = imported(app, "loose.docx")
    app.history.undo(result.action_id)
    assert app.bank.items() == before
    again, rows = imported(app, "loose.docx")
    assert (again.imported, len(rows)) == (result.imported, 23)


def test_items_that_stand_on_a_paper_are_not_undone(city):
    app = city  # which alone may withdraw what it issues
    result, rows = imported(app, "loose.txt")
    for row in app.bank.items(statuses=[ItemStatus.IN_FORCE]):
        if row.source == "unified" and row.content.kind is ItemKind.TRUE_FALSE:
            app.items.set_status([row.id], ItemStatus.WITHDRAWN)
    paper = app.papers.draw(a_blueprint(BlueprintLine(ItemKind.TRUE_FALSE, 2, 10)), "卷", 1)
    contents = [place.content for place in app.papers.paper(paper).places]
    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(result.action_id)
    assert [place.content for place in app.papers.paper(paper).places] == contents
    assert len([row for row in app.bank.items() if row.source == "loose.txt"]) == len(rows)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_every_encoding_offices_use(app, tmp_path, encoding):
    path = tmp_path / "题.txt"
    path.write_bytes(ONE.encode(encoding))
    app.bank_files.import_plan(app.bank_files.plan_file(path))
    (row,) = app.bank.items("样例题")
    assert (row.content.options, row.content.answer) == (("甲", "乙"), "B")


def sparse(path):
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("missing.txt", None, "找不到"),
        ("empty.txt", b"", "空文件"),
        ("binary.txt", b"\x00\x01\x02" * 50, "不是文本文件"),
        ("prose.txt", "关于开展培训的通知".encode(), "没有找到试题"),
        ("blank.txt", b" \n\n ", "没有找到试题"),
        ("cut.docx", b"PK\x03\x04" + b"\0" * 99, "已损坏|不是"),
        ("text.docx", b"plain text", "不是|Word"),
        ("book.xlsx", b"PK\x03\x04" + b"\0" * 99, "损坏"),
        ("large.txt", sparse, "100 MB"),
        ("large.docx", sparse, "100 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_a_sentence_and_the_bank_as_before(app, tmp_path, name, content, word):
    path = tmp_path / name
    if callable(content):
        content(path)
    elif content is not None:
        path.write_bytes(content)
    before = rows_kept(app)
    with pytest.raises(FileError, match=word) as caught:
        app.bank_files.plan_file(path)
    assert caught.value.hint
    assert rows_kept(app) == before


def test_questions_that_are_no_good_are_refused_one_by_one(app, tmp_path):
    path = tmp_path / "题.txt"
    path.write_text("1. （   ）\nA. 甲\n\n2.\n答案：A\n", "utf-8")
    plan = app.bank_files.plan_file(path)
    assert plan.usable == 0
    assert all(one.position and one.reason for one in plan.refused)
    assert len(plan.refused) + plan.drafts == 2


def test_a_file_open_in_word_is_a_sentence(app, monkeypatch):
    def locked(_path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(FileError, match="正被"):
        app.bank_files.plan_file(DATA / "bank" / "loose.txt")
