"""Results: marked at once, marked by hand, marked again with a reason, analysed, written."""

from dataclasses import replace
from uuid import uuid4

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from jyguide.bank.item import OPTION_LETTERS, ItemKind
from jyguide.errors import FileError, RuleError
from jyguide.exam.analysis.report import ITEM_HEADS, item_rows, verdict
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.marking.mark import MarkingRule, MultipleRule
from jyguide.exam.row import EndedBy, ExamState
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import ExamId
from tests.jyguide.builders import SHORT, a_blueprint, hold_exam, rows_kept, sit, table, tail
from tests.postgres import on_both_databases


@pytest.fixture
def dialect():
    """Rules over rows: what asks the database in a way of its own is marked for both."""
    return "sqlite"


def two_exams(app):
    """An exam before three, and one with a short answer that the first has half answered."""
    held = hold_exam(app, 3)
    paper = app.papers.draw(a_blueprint(*SHORT), "简答", 7)
    exam = app.sittings.open_exam(paper, "简答", held.session)
    sitting = app.sittings.begin(exam, held.people[0], tail(0))
    for place in sitting.places:
        content = place.content
        short = content.kind is ItemKind.SHORT_ANSWER
        response = content.key_points[0].text if short else content.answer
        app.sittings.answer(sitting.attempt_id, place.id, response, later=False, seconds_used=60)
    app.sittings.hand_in(sitting.attempt_id, 90, EndedBy.CANDIDATE)
    return held, replace(held, paper=paper, exam=exam)


@pytest.fixture
def station(open_prepared):
    return open_prepared(two_exams)


@pytest.fixture
def held(station):
    return station[1][0]


@pytest.fixture
def written(station):
    return station[1][1]


@pytest.fixture
def app(station):
    return station[0]


@pytest.fixture
def fresh(new_folder, open_at):
    """A station without exams."""
    return open_at(new_folder())


def one(app, held):
    return app.results.results(held.exam)[0]


def test_the_full_answer_earns_everything(app, held):
    sit(app, held)
    result = one(app, held)
    assert (result.points, result.total_points, result.passed) == (200, 200, True)
    assert (result.name, result.waiting, result.remarked) == ("陈明", 0, False)
    assert verdict(result) == "合格"
    assert not any(line.wrong for line in app.results.sheet(result.attempt_id).lines)


def test_nothing_answered_earns_nothing(app, held):
    sit(app, held, answered=0)
    result = one(app, held)
    assert (result.points, result.passed, verdict(result)) == (0, False, "不合格")
    assert all(line.wrong for line in app.results.sheet(result.attempt_id).lines)


def test_the_pass_mark_itself_passes(app, held):
    """Four single ones of 2 points, two of 3: 14 points; the mark is 12."""
    sit(app, held, 0, answered=6)
    sit(app, held, 1, answered=5)
    first, second = sorted(app.results.results(held.exam), key=lambda row: -row.points)
    assert (first.points, first.passed) == (140, True)
    assert (second.points, second.passed) == (110, False)


def test_answers_are_marked_by_the_letters_shown(fresh):
    """Letters of the bank would be wrong wherever the options were printed in another order."""
    app = fresh
    held = hold_exam(app, 1, a_blueprint(BlueprintLine(ItemKind.SINGLE, 30, 10)))
    bank = {row.revision_id: row.content for row in app.bank.items()}
    sitting = app.sittings.begin(held.exam, held.people[0], tail(0))
    moved = 0
    for place in sitting.places:
        right_text = bank[place.revision_id].options[
            OPTION_LETTERS.index(bank[place.revision_id].answer)
        ]
        letter = OPTION_LETTERS[place.content.options.index(right_text)]
        moved += letter != bank[place.revision_id].answer
        app.sittings.answer(sitting.attempt_id, place.id, letter, later=False, seconds_used=1)
    app.sittings.hand_in(sitting.attempt_id, 1, EndedBy.CANDIDATE)
    assert moved > 5
    assert one(app, held).points == 300


@pytest.mark.parametrize(
    ("rule", "points"),
    [(MultipleRule.ALL_OR_NOTHING, 0), (MultipleRule.HALF_WHEN_INCOMPLETE, 15)],
)
def test_the_rule_travels_with_the_paper(fresh, rule, points):
    plan = replace(a_blueprint(BlueprintLine(ItemKind.MULTIPLE, 1, 30)), rule=MarkingRule(rule))
    app = fresh
    held = hold_exam(app, 1, plan)
    sitting = app.sittings.begin(held.exam, held.people[0], tail(0))
    (place,) = sitting.places
    app.sittings.answer(
        sitting.attempt_id, place.id, place.content.answer[:1], later=False, seconds_used=1
    )
    app.sittings.hand_in(sitting.attempt_id, 1, EndedBy.CANDIDATE)
    assert one(app, held).points == points


def test_a_short_answer_waits_for_a_person(app, written):
    result = one(app, written)
    assert (result.waiting, result.passed, verdict(result)) == (1, False, "待评阅 1 题")
    (line,) = [line for line in app.results.sheet(result.attempt_id).lines if line.waiting]
    points = len(line.place.content.key_points)
    assert line.hint == line.place.points // points
    assert (line.points, line.wrong) == (line.hint, False)


def test_marking_by_hand_needs_no_reason_where_one_waited(app, written):
    result = one(app, written)
    app.results.mark_by_hand(result.attempt_id, {3: 40})
    after = one(app, written)
    assert (after.waiting, after.points, after.passed, after.remarked) == (0, 60, True, True)


def test_a_given_mark_changes_only_for_a_reason(app, written):
    key = one(app, written).attempt_id
    app.results.mark_by_hand(key, {3: 40})
    before = rows_kept(app)
    for marks in ({3: 10}, {1: 0}):
        with pytest.raises(RuleError, match="写明原因"):
            app.results.mark_by_hand(key, marks, "  ")
    assert rows_kept(app) == before
    app.results.mark_by_hand(key, {3: 10}, "看错一行")
    assert (one(app, written).points, one(app, written).passed) == (30, False)


def test_every_marking_names_the_one_it_replaces(app, written):
    key = one(app, written).attempt_id
    app.results.mark_by_hand(key, {3: 40})
    app.results.mark_by_hand(key, {3: 20}, "复核")
    app.results.mark_by_hand(key, {1: 0}, "再复核")
    rows = table(app, "marking")
    assert [row["replaces_id"] for row in rows] == [None, *(row["id"] for row in rows[:-1])]
    assert [row["reason"] for row in rows] == ["", "", "复核", "再复核"]
    assert one(app, written).points == 30


@pytest.mark.parametrize(
    ("marks", "word"),
    [({3: 41}, "满分 4 分"), ({3: -1}, "满分"), ({9: 1}, "没有第 9 题"), ({1: 99}, "满分 1 分")],
)
def test_marks_beyond_the_paper_are_refused(app, written, marks, word):
    before = rows_kept(app)
    with pytest.raises(RuleError, match=word):
        app.results.mark_by_hand(one(app, written).attempt_id, marks, "原因")
    assert rows_kept(app) == before


def test_no_marks_change_nothing(app, written):
    before = rows_kept(app)
    app.results.mark_by_hand(one(app, written).attempt_id, {})
    assert rows_kept(app) == before


def test_several_papers_are_marked_together_or_not_at_all(app, written):
    sit(app, written, 1)
    first, second = (row.attempt_id for row in app.results.results(written.exam))
    before = rows_kept(app)
    with pytest.raises(RuleError):
        app.results.mark_all({first: {3: 40}, second: {3: 99}})
    assert rows_kept(app) == before
    app.results.mark_all({first: {3: 40}, second: {3: 0}})
    assert [row.waiting for row in app.results.results(written.exam)] == [0, 0]


def test_marks_are_never_undone(app, written):
    app.results.mark_by_hand(one(app, written).attempt_id, {3: 40})
    with pytest.raises(RuleError, match="不能撤销"):
        app.history.undo(app.history.actions(1)[0].id)


def test_a_paper_still_being_written_has_no_sheet(app, held):
    sitting = app.sittings.begin(held.exam, held.people[0], tail(0))
    for ask in (app.results.sheet, lambda key: app.results.mark_by_hand(key, {1: 0}, "原因")):
        with pytest.raises(RuleError, match="还没有交"):
            ask(sitting.attempt_id)
    assert app.results.results(held.exam) == []


def test_an_unknown_exam_is_a_sentence(app):
    with pytest.raises(RuleError, match="没有找到这场考试"):
        app.results.results(ExamId(uuid4()))


@on_both_databases
def test_results_stand_by_pinyin_not_by_points(app, held):
    for index, answered in enumerate((0, 10, 5)):
        sit(app, held, index, answered)
    assert [row.name for row in app.results.results(held.exam)] == ["陈明", "仇英", "单雄"]


def test_the_workbook_lists_everybody(app, held, tmp_path):
    sit(app, held)
    app.results.write_workbook(held.exam, tmp_path / "成绩单.xlsx")
    book = load_workbook(tmp_path / "成绩单.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    for wanted in ("陈明", "单雄", "仇英", "合格", "未参加", 20):
        assert any(str(wanted) in str(cell) for cell in cells), wanted


def test_how_it_ended_is_noted(app, held, clock, tmp_path):
    sitting = app.sittings.begin(held.exam, held.people[0], tail(0))
    clock.advance(600)
    app.sittings.begin(held.exam, held.people[0], tail(0))
    app.sittings.hand_in(sitting.attempt_id, 1800, EndedBy.TIME_UP)
    app.results.mark_by_hand(sitting.attempt_id, {1: 20}, "题目有误")
    app.results.write_workbook(held.exam, tmp_path / "成绩单.xlsx")
    book = load_workbook(tmp_path / "成绩单.xlsx")
    text = str([list(sheet.iter_rows(values_only=True)) for sheet in book])
    for wanted in ("到时自动交卷", "考试中断 1 次", "成绩经人工评阅"):
        assert wanted in text


def test_waiting_answers_are_noted(app, written, tmp_path):
    app.results.write_workbook(written.exam, tmp_path / "成绩单.xlsx")
    book = load_workbook(tmp_path / "成绩单.xlsx")
    text = str([list(sheet.iter_rows(values_only=True)) for sheet in book])
    assert "简答题待评阅" in text
    assert "'待评阅'" in text
    assert "'不合格'" not in text


def test_a_workbook_that_cannot_be_written_is_a_sentence(app, held, tmp_path):
    with pytest.raises(FileError, match="不存在"):
        app.results.write_workbook(held.exam, tmp_path / "nowhere" / "成绩单.xlsx")


def test_items_are_analysed(app, held):
    for index, answered in enumerate((10, 5, 0)):
        sit(app, held, index, answered)
    app.sittings.set_state(held.exam, ExamState.CLOSED)
    figures = app.results.figures(held.exam)
    assert (figures.analysis.papers, figures.analysis.pass_rate) == (3, 1 / 3)
    rows = item_rows(figures)
    assert len(rows) == 10
    first = dict(zip(ITEM_HEADS, rows[0], strict=True))
    assert (first["题号"], first["题型"], first["得分率"]) == (1, "单选题", 0.67)
    assert f"{first['答案']} 2" in first["选项分布"]
    assert "未答 1" in first["选项分布"]


def test_an_exam_nobody_sat_is_analysed_without_figures(app, held):
    figures = app.results.figures(held.exam)
    assert figures.analysis.papers == 0
    assert len(item_rows(figures)) == 10


def test_the_newest_markings_are_found_by_their_attempt_after_statistics(app):
    """Nearly no marking replaces another; statistics that say so must not lead to a full scan."""
    with app.results._store.begin("统计") as uow:
        uow.session.execute(text("ANALYZE"))
        many = "UPDATE sqlite_stat1 SET stat = :stat WHERE tbl = 'marking' AND idx LIKE :idx"
        for index, stat in (("%", "5000 1"), ("%replaces_id", "5000 5000")):
            uow.session.execute(text(many), {"stat": stat, "idx": index})
        uow.session.execute(text("ANALYZE sqlite_schema"))
        dialect = uow.session.get_bind().dialect
        query = latest_markings().compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        plan = [row[-1] for row in uow.session.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    assert not [step for step in plan if step.startswith("SCAN marking_")]
