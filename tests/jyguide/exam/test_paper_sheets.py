"""Answers typed from paper: kept at once, compared, handed in together, marked by the rule."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from jyguide.app import open_application
from jyguide.bank.item import ItemKind
from jyguide.errors import RuleError
from jyguide.exam.analysis.report import duration_text
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.keying.answers_file import read_answers_file
from jyguide.exam.keying.rows import ANSWERS, Entry, KeyedRow
from jyguide.exam.printing.personal_sheet import explained
from jyguide.exam.printing.print_job import PrintWanted
from tests.jyguide.builders import (
    a_blueprint,
    a_person,
    a_plan,
    hold_exam,
    prepared_station,
    right,
    rows_kept,
    sit,
    table,
    tail,
)
from tests.postgres import only_sqlite

LINES = (
    BlueprintLine(ItemKind.SINGLE, 3, 20),
    BlueprintLine(ItemKind.MULTIPLE, 2, 30),
    BlueprintLine(ItemKind.TRUE_FALSE, 2, 10),
    BlueprintLine(ItemKind.FILL_IN, 1, 20),
    BlueprintLine(ItemKind.ORDERING, 1, 20),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 100),
)


def class_of_four(app):
    return hold_exam(app, 4, a_blueprint(*LINES))


station, app, held = prepared_station(class_of_four)


def full_row(layout, points="8", **changes):
    """What earns everything but two points of the last item."""
    run = "".join(
        f"[{right(item.place.content)}]"
        for item in layout.items
        if item.number in {slot.number for slot in layout.slots}
    )
    fields = {ANSWERS: run}
    for column in layout.columns:
        if column.blank is not None:
            fields[column.key] = right(column.item.place.content)[column.blank]
        elif column.item is not None:
            fields[column.key] = points
    return KeyedRow(layout.variant, fields | changes)


def layout_of(app, held):
    return app.paper_sheets.layouts_of(held.exam)[""]


def keep(app, held, index, row, entry=Entry.FIRST):
    app.paper_sheets.keep(held.exam, held.people[index], entry, row)


@only_sqlite
def test_what_was_typed_is_on_the_disk_before_anything_else(app, held, clock):
    row = KeyedRow("", {ANSWERS: "ab"})
    keep(app, held, 1, row)
    keep(app, held, 2, KeyedRow(absent=True))
    again = open_application(app.place.folder, clock)
    typed = {one.name: one.row for one in again.paper_sheets.keying(held.exam).people}
    again.close()
    assert (typed["单雄"], typed["仇英"]) == (row, KeyedRow(absent=True))
    assert typed["陈明"].empty


@only_sqlite
def test_all_are_handed_in_and_marked_together(app, held):
    layout = layout_of(app, held)
    sit(app, held, 3)
    keep(app, held, 0, full_row(layout))
    keep(app, held, 1, full_row(layout, points=""))
    keep(app, held, 2, KeyedRow(absent=True))
    done = app.paper_sheets.hand_in(held.exam)
    assert (done.count, done.waiting) == (2, 1)
    results = {row.name: row for row in app.results.results(held.exam)}
    assert set(results) == {"陈明", "单雄", "尉迟恭"}
    total = results["陈明"].total_points
    assert (results["陈明"].points, results["陈明"].waiting) == (total - 20, 0)
    assert (results["单雄"].points, results["单雄"].waiting) == (total - 100, 1)
    assert app.results.unmarked() == sum(row.waiting > 0 for row in results.values()) > 0
    attempt = next(row for row in table(app, "attempt") if row["origin"] == "paper")
    assert attempt["handed_in_at"] is not None
    assert attempt["paper_id"] == held.paper.hex
    assert len([row for row in table(app, "answer") if row["attempt_id"] == attempt["id"]]) == 10
    waits = app.results.sheet(results["单雄"].attempt_id).lines[-1]
    app.results.mark_by_hand(results["单雄"].attempt_id, {waits.place.position: 70})
    assert app.results.sheet(results["单雄"].attempt_id).result.points == total - 30
    course = [line.what for line in app.proctoring.events(held.exam) if line.name == "陈明"]
    assert course == ["纸质答卷录入交卷"]  # he neither began nor handed in at a PC
    times = {row.name: (row.seconds_used, duration_text(row)) for row in results.values()}
    assert times["陈明"] == (None, "—")  # nobody timed him
    assert times["尉迟恭"][0] is not None
    closed = {one.name: one.closed for one in app.paper_sheets.keying(held.exam).people}
    typed = dict.fromkeys(["陈明", "单雄"], "已录入交卷")
    assert closed == typed | {"仇英": "", "尉迟恭": "已上机交卷"}


def test_a_printed_sheet_repeats_only_the_options_that_matter(app, held):
    layout = layout_of(app, held)
    run = "".join(f"[{wrong_letter(item)}]" for item in layout.items[:3])
    blanks = "-" * (len(layout.slots) - 3)
    keep(app, held, 0, KeyedRow("", {ANSWERS: run + " " + blanks, "10": "5"}))
    app.paper_sheets.hand_in(held.exam)
    (sheet,) = app.results.sheets(held.exam)
    said = dict(explained(sheet.lines[0]))
    content = sheet.lines[0].place.content
    letters = sorted({content.answer, sheet.lines[0].response})
    named = dict(zip("ABCD", content.options, strict=False))
    assert said["选项"] == "　".join(f"{letter} {named[letter]}" for letter in letters)
    assert "得分" not in said  # answer and key say it all
    written = dict(explained(sheet.lines[-1]))
    assert "作答" not in written
    assert written["参考答案"] == sheet.lines[-1].place.key_text
    (document,) = app.results.personal_sheets(held.exam)
    assert "用时" not in str(document.blocks)


def wrong_letter(item):
    return next(letter for letter in "ABC" if letter not in right(item.place.content))


@only_sqlite
def test_one_bad_row_keeps_all_of_them_back(app, held):
    layout = layout_of(app, held)
    keep(app, held, 0, full_row(layout))
    before = rows_kept(app)
    for fields, reason in (
        ({ANSWERS: "AA"}, "还差 6 题（第 3–7、9 题）"),
        ({ANSWERS: full_row(layout).fields[ANSWERS] + "A"}, "多了 1 题"),
        (full_row(layout, points="10.1").fields, "第 10 题满分 10 分，不能给 10.1 分"),
        (full_row(layout, points="很好").fields, "第 10 题的得分“很好”看不懂"),
    ):
        rows = {held.people[0]: full_row(layout), held.people[1]: KeyedRow("", fields)}
        with pytest.raises(RuleError, match="单雄的答案还没有录对") as refusal:
            app.paper_sheets.hand_in_rows(held.exam, rows)
        assert reason in refusal.value.hint
    assert rows_kept(app) == before


@only_sqlite
def test_who_has_an_attempt_gets_no_second_one(app, held):
    layout = layout_of(app, held)
    sit(app, held, 0)
    app.sittings.begin(held.exam, held.people[1], tail(1))
    with pytest.raises(RuleError, match="已经有答卷"):
        keep(app, held, 0, full_row(layout))
    rows = {key: full_row(layout) for key in held.people[:3]}
    done = app.paper_sheets.hand_in_rows(held.exam, rows)
    assert (done.count, done.already) == (1, ("陈明", "单雄"))
    assert len(table(app, "attempt")) == 3
    with pytest.raises(RuleError, match="还没有可以交的答卷"):
        app.paper_sheets.hand_in_rows(held.exam, rows)
    stranger = app.people.add(a_person("生人", 30))
    with pytest.raises(RuleError, match="不在这期培训的名单里"):
        app.paper_sheets.hand_in_rows(held.exam, {stranger: full_row(layout)})


@only_sqlite
def test_two_who_type_must_agree(app, held):
    layout = layout_of(app, held)
    good = full_row(layout)
    slip = dict(good.fields)
    first_letter = slip[ANSWERS][1]
    other = "B" if first_letter == "A" else "A"
    slip[ANSWERS] = f"[{other}]" + slip[ANSWERS][3:]
    keep(app, held, 0, KeyedRow("", slip))
    keep(app, held, 0, good, Entry.SECOND)
    keep(app, held, 1, good)
    with pytest.raises(RuleError, match="陈明、单雄"):
        app.paper_sheets.hand_in(held.exam)
    unlike = {one.name: one.differences for one in app.paper_sheets.comparison(held.exam)}
    (difference,) = unlike["陈明"]
    assert (difference.title, difference.first, difference.second) == (
        "第 1 题",
        other,
        first_letter,
    )
    app.paper_sheets.settle(held.exam, {held.people[0]: [difference.key]})
    keep(app, held, 1, good, Entry.SECOND)
    assert app.paper_sheets.comparison(held.exam) == ()
    assert app.paper_sheets.hand_in(held.exam).count == 2
    keep(app, held, 2, good, Entry.SECOND)
    app.paper_sheets.drop_second(held.exam)
    assert not app.paper_sheets.keying(held.exam).second_begun


@only_sqlite
def test_rows_can_be_removed_and_people_added(app, held):
    late = app.people.add(a_person("迟到者", 20))
    app.training.enrol(held.session, [late])
    keying = app.paper_sheets.keying(held.exam)
    assert [one.name for one in keying.others] == ["迟到者"]
    app.paper_sheets.keep(held.exam, late, Entry.FIRST, KeyedRow())
    keying = app.paper_sheets.keying(held.exam)
    assert keying.people[-1].name == "迟到者"
    assert not keying.people[-1].present
    app.paper_sheets.remove(held.exam, late)
    assert [one.name for one in app.paper_sheets.keying(held.exam).others] == ["迟到者"]


def fill_in(page, row, heads, layout):
    """Right answers into one line of the template, and 8 points."""
    for item in layout.items:
        if str(item.number) in heads:
            page.cell(row, heads[str(item.number)]).value = right(item.place.content)
    for column in layout.columns[1:]:
        text = 8 if column.blank is None else right(column.item.place.content)[column.blank]
        page.cell(row, heads[column.title.replace(" ", "")]).value = text


@only_sqlite
def test_the_template_filled_in_reads_back(app, held, tmp_path):
    layout = layout_of(app, held)
    path = tmp_path / "答案.xlsx"
    app.paper_sheets.write_template(held.exam, path)
    book = load_workbook(path)
    page = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in page[1]}
    assert [page.cell(row, 1).value for row in range(2, 6)] == [
        one.name for one in app.paper_sheets.keying(held.exam).people
    ]
    for row in range(2, 5):
        fill_in(page, row, heads, layout)
    page.cell(5, heads["缺考"]).value = "是"
    book.save(path)
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    rows = read_answers_file(path, {"": layout})
    people = app.paper_sheets.whose(held.exam, rows)
    assert len(people) == 4
    marked = app.paper_sheets.mark_rows({"": layout}, [one.row for one in rows[:3]])
    assert {one.points for one in marked} == {layout.paper.row.total_points - 20}
    assert app.paper_sheets.hand_in_rows(held.exam, people).count == 3


@only_sqlite
def test_each_variant_is_marked_by_its_own_key(app):
    lines = BlueprintLine(ItemKind.SINGLE, 12, 20), BlueprintLine(ItemKind.FILL_IN, 1, 20)
    head = app.papers.keep(app.papers.draft(a_blueprint(*lines), "两卷", 7), variants=2)
    people = [app.people.add(a_person(name, n)) for n, name in enumerate(("甲甲", "乙乙"), 40)]
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    exam = app.sittings.open_exam(head, "两卷", session)
    layouts = app.paper_sheets.layouts_of(exam)
    rows = {key: full_row(layouts[one]) for key, one in zip(people, "AB", strict=True)}
    swapped = replace(rows[people[0]], variant="B")
    (marked,) = app.paper_sheets.mark_rows(layouts, [swapped])
    assert marked.points < marked.total
    assert app.paper_sheets.hand_in_rows(exam, rows).count == 2
    results = app.results.results(exam)
    assert {row.points for row in results} == {layouts["A"].paper.row.total_points}
    attempts = {row["paper_id"] for row in table(app, "attempt")}
    assert attempts == {layout.paper.row.id.hex for layout in layouts.values()}
    documents = app.paper_sheets.print_job(head, PrintWanted(3, 0, 1))
    assert [document.header.text[:1] for document in documents] == list("ABAAB")


@only_sqlite
def test_a_print_job_holds_papers_sheets_and_keys(app, held):
    documents = app.paper_sheets.print_job(held.paper, PrintWanted(3, 2, 1))
    kinds = [document.title.split()[-1] for document in documents]
    assert kinds == ["试卷"] * 3 + ["答题纸"] * 2 + ["参考答案"]
