"""What of a file the bank has already: left out, or held back until a person has looked."""

from dataclasses import replace

import pytest

from jyguide.bank.import_file import PASTED
from jyguide.bank.item import ItemKind
from jyguide.bank.row import UNIFIED, ItemStatus
from jyguide.errors import RuleError
from tests.jyguide.builders import rows_kept
from tests.postgres import on_both_databases
from tests.ui.bank.files import another, as_text

ONE = "1. 样例题（   ）。\nA. 甲  B. 乙\n答案：B\n"
OTHER_ANSWER = ONE.replace("答案：B", "答案：A")
REVIEW, IN_FORCE = ItemStatus.REVIEW, ItemStatus.IN_FORCE


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def text_file(tmp_path, text, name="题.txt"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def imported(app, path):
    return app.bank_files.import_plan(app.bank_files.plan_file(path))


def statuses(app, source):
    return [row.status for row in app.bank.items() if row.source == source]


@pytest.fixture
def known(app):
    """A single choice of the unified bank that text can say."""
    return app.bank.items(kinds=[ItemKind.SINGLE], statuses=[IN_FORCE])[0]


def test_what_the_unified_bank_has_is_left_out_whatever_the_file(app, known, tmp_path):
    plan = app.bank_files.plan_file(text_file(tmp_path, as_text(1, known.content)))
    assert (plan.items, plan.doubles) == ((), 1)
    assert f"统一题库第 {known.number} 题相同" in plan.refused[0].reason


def test_what_is_withdrawn_is_told_as_such(app, tmp_path):
    imported(app, text_file(tmp_path, ONE))
    row = app.bank.items()[-1]
    app.items.set_status([row.id], ItemStatus.WITHDRAWN)
    plan = app.bank_files.plan_file(text_file(tmp_path, ONE, "另.txt"))
    assert "题.txt第 1 题（停用）相同" in plan.refused[0].reason


def test_the_same_with_another_answer_waits_for_a_person(app, known, tmp_path):
    text = as_text(1, known.content, answer=another(known.content)) + "\n" + ONE.replace("1", "2")
    plan = app.bank_files.plan_file(text_file(tmp_path, text))
    (twin,) = plan.twins
    assert (twin.contradicts, twin.name) == (True, f"统一题库第 {known.number} 题")
    assert plan.to_check == {0}
    result = app.bank_files.import_plan(plan)
    assert (result.imported, result.drafts, result.to_check) == (2, 0, 1)
    assert statuses(app, "题.txt") == [REVIEW, IN_FORCE]


def test_one_without_an_answer_adds_nothing(app, tmp_path):
    imported(app, text_file(tmp_path, ONE))
    bare = text_file(tmp_path, ONE.replace("答案：B\n", ""), "另.txt")
    assert app.bank_files.plan_file(bare).doubles == 1


def test_what_a_file_answers_in_two_ways_waits_for_a_person(app, tmp_path):
    path = text_file(tmp_path, ONE + "\n" + OTHER_ANSWER.replace("1.", "2.", 1))
    plan = app.bank_files.plan_file(path)
    assert plan.doubles == 1
    assert "第 2 题" in plan.items[0].warnings[0]
    assert app.bank_files.import_plan(plan).to_check == 1
    assert statuses(app, "题.txt") == [REVIEW]


def test_what_was_left_out_is_not_counted_as_held(app, tmp_path):
    path = text_file(tmp_path, ONE + "\n" + OTHER_ANSWER.replace("1.", "2.", 1))
    result = app.bank_files.import_plan(app.bank_files.plan_file(path), without=[0])
    assert (result.imported, result.to_check) == (0, 0)


def test_a_file_of_the_same_name_at_the_citys_is_another_file(offices, tmp_path):
    path = text_file(tmp_path, ONE)
    imported(offices.a, path)
    offices.settle_down(["a", "c"])
    plan = offices.city.bank_files.plan_file(path)
    assert plan.refused == ()
    assert offices.city.bank_files.import_plan(plan).imported == 1
    offices.settle_down(["a", "c"])
    rows = [row for row in offices.c.bank.items() if row.source == path.name]
    assert [row.unified for row in rows] == [True]
    again = offices.city.bank_files.plan_file(path)
    assert "以前从这个文件导入" in again.refused[0].reason


def test_a_question_is_looked_for_in_the_files_of_the_same_office(offices, tmp_path):
    head = "题号,题型,题干,选项A,选项B,正确答案,所属问题\n"
    path = text_file(tmp_path, head + "7,一口清,站里怎么说？,,,这样说,\n", "练习.csv")
    imported(offices.a, path)
    offices.settle_down(["a", "c"])
    path.write_text(head + "8,单选题,市里的小题怎么选？,甲,乙,A,7\n", "utf-8")
    imported(offices.city, path)
    (row,) = offices.city.bank.items("市里的小题")
    assert row.question_id is None
    offices.settle_down(["a", "c"])
    assert len(offices.c.bank.items("市里的小题")) == 1


@pytest.mark.parametrize("name", [UNIFIED, "统一题库", "自编", PASTED])
def test_a_file_that_is_called_like_no_file_is_told_apart(app, tmp_path, name):
    path = text_file(tmp_path, ONE, name)
    plan = app.bank_files.plan_file(path)
    app.bank_files.import_plan(plan)
    (row,) = app.bank.items("样例题")
    assert row.source_name == f"{name}（文件）"
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经导入过"):
        app.bank_files.import_plan(plan)
    assert rows_kept(app) == before
    assert "以前从这个文件" in app.bank_files.plan_file(path).refused[0].reason


def test_pasted_text_is_not_written_twice(app):
    plan = app.bank_files.plan_text(ONE)
    app.bank_files.import_plan(plan)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经导入过"):
        app.bank_files.import_plan(plan)
    assert rows_kept(app) == before


@on_both_databases
def test_a_corrected_answer_comes_in_beside_the_old_one(app, tmp_path):
    imported(app, text_file(tmp_path, ONE))
    plan = app.bank_files.plan_file(text_file(tmp_path, OTHER_ANSWER))
    assert app.bank_files.import_plan(plan).to_check == 1
    assert statuses(app, "题.txt") == [IN_FORCE, REVIEW]
    with pytest.raises(RuleError, match="已经导入过"):
        app.bank_files.import_plan(replace(plan))
