"""Figures over variants, exams and stations; what is told to the bank; what is printed."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from jyguide.bank.item import ItemKind
from jyguide.bank.report import ReportedFault
from jyguide.bank.row import ItemStatus
from jyguide.documents.page import Paragraph, Table
from jyguide.errors import RuleError
from jyguide.exam.analysis import SMALL_SAMPLE_NOTE, Flag
from jyguide.exam.analysis.asked import asked_items, bank_place, columns
from jyguide.exam.analysis.report import item_rows
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.exam.marking.key_change import Treatment
from jyguide.exam.printing.personal_sheet import sheet_categories, weak_lines
from jyguide.exam.row import EndedBy
from tests.jyguide.builders import a_blueprint, a_plan, add_people, prepared_station, right, tail
from tests.jyguide.builders import hold_exam as hold
from tests.postgres import only_sqlite

SINGLES = a_blueprint(BlueprintLine(ItemKind.SINGLE, 4, 20), pass_points=40)
PEOPLE = 6


def option_of(place, at):
    """The letter under which a paper prints the bank's option number ``at``."""
    return "ABCD"[place.order.index(at)] if place.order else "ABCD"[at]


def answer_all(app, exam, person, index, wrong=()):
    """Everything right, but in some items the bank's first option that is wrong."""
    sitting = app.sittings.begin(exam, person, tail(index))
    for place in sitting.places:
        response = right(place.content)
        if place.revision_id in wrong:
            response = next(
                letter for at in range(4) if (letter := option_of(place, at)) not in response
            )
        app.sittings.answer(sitting.attempt_id, place.id, response, later=False, seconds_used=9)
    app.sittings.hand_in(sitting.attempt_id, 60, EndedBy.CANDIDATE)
    return sitting.attempt_id


def two_sessions(app):
    """Six people sit A and B in turn, and the better two miss item 1; later two sit again."""
    people = add_people(app, PEOPLE)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    draft = app.papers.draft(SINGLES, "统一卷", 7)
    paper = app.papers.keep(draft, variants=2)
    exams = [app.sittings.open_exam(paper, title, session) for title in ("上午", "下午")]
    asked = [place.revision_id for place in app.papers.paper(paper).places]
    wrong = [asked[:1], asked[:1], asked[1:3], asked[1:3], asked[1:], asked[1:]]
    attempts = [
        answer_all(app, exams[0], person, at, wrong[at]) for at, person in enumerate(people)
    ]
    attempts += [answer_all(app, exams[1], people[at], at) for at in range(2)]
    return session, paper, exams, people, attempts


station, app, held = prepared_station(two_sessions)


def words(document):
    """All text of a document."""
    found = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [
                part.text
                for row in block.rows
                for cell in row.cells
                for part in cell.blocks
                if isinstance(part, Paragraph)
            ]
    return "\n".join(found)


@only_sqlite
def test_variants_are_one_paper_to_the_figures(app, held):
    _, _, (morning, afternoon), _, _ = held
    assert len({row.paper_id for row in app.sittings.exams()}) == 1
    found = app.results.figures(morning)
    assert (found.analysis.papers, found.letters) == (
        6,
        "按A卷的选项顺序，题号也按这份卷，各卷已换算",
    )
    first = found.analysis.items[0]
    place = found.places[0]
    # whoever was wrong chose the same option of the bank, whatever letter his paper gave it
    wrong = next(at for at in range(4) if option_of(place, at) != place.content.answer)
    counted = {one.label: one.count for one in first.options}
    assert counted[place.content.answer] == 4
    assert counted[option_of(place, wrong)] == 2
    assert sum(counted.values()) == 6
    assert Flag.NEGATIVE in first.flags
    assert first.note == SMALL_SAMPLE_NOTE
    together = app.figures.family_figures(afternoon)
    assert (together.analysis.papers, together.exams, together.stations) == (8, 2, 1)


@only_sqlite
def test_an_exam_of_a_session_is_pooled_by_paper(app, held):
    session, _, _, people, _ = held
    other = app.sittings.open_exam(app.papers.draw(SINGLES, "别卷", 8), "另一场", session)
    answer_all(app, other, people[0], 0)
    found = app.figures.session_figures(session)
    assert [(one.title, one.analysis.papers, one.exams) for one in found] == [
        ("统一卷", 8, 2),
        ("别卷", 1, 1),
    ]
    with pytest.raises(RuleError, match="没有安排过考试"):
        app.figures.session_figures(app.training.plan(a_plan()))


def test_void_attempts_count_nowhere(app, held):
    _, _, (morning, _), _, attempts = held
    app.proctoring.void(attempts[0], "找人代考")
    assert app.results.figures(morning).analysis.papers == 5
    assert app.figures.family_figures(morning).analysis.papers == 7
    assert app.figures.station_matrix().whole.people == 7
    assert len(app.results.sheets(morning)) == 5
    app.proctoring.restore(attempts[0], "查无此事")
    assert app.results.figures(morning).analysis.papers == 6


@only_sqlite
def test_figures_go_by_the_newest_marking_and_key(app, held):
    _, _, (morning, _), _, _ = held
    before = app.results.figures(morning)
    place = before.places[0]
    bank = bank_place(place)
    wrong = next(at for at in range(4) if "ABCD"[at] != bank.content.answer)
    app.corrections.correct(
        place.revision_id,
        Treatment.ANSWERS,
        (bank.content.answer, "ABCD"[wrong]),
        "两个选项都对",
    )
    after = app.results.figures(morning).analysis.items[0]
    assert (before.analysis.items[0].facility, after.facility) == (pytest.approx(4 / 6), 1)
    assert {one.label for one in after.options if one.right} == {
        place.content.answer,
        option_of(place, wrong),
    }
    assert after.flags == ()


def test_an_item_over_every_exam_that_asked_it(app, held):
    _, _, (morning, _), _, _ = held
    revision = app.results.figures(morning).places[0].revision_id
    item = app.figures.item_of(revision)
    (found,) = app.figures.item_figures(item)
    assert (found.exams, found.current, found.analysis.answered) == (2, True, 8)
    bank = app.bank.item(item).content
    assert found.place.content.options == bank.options
    assert {one.label for one in found.analysis.options if one.right} == {bank.answer}
    assert found.analysis.facility == pytest.approx(6 / 8)
    nobody_asked = next(row.id for row in app.bank.items() if row.content.kind is ItemKind.ORAL)
    assert app.figures.item_figures(nobody_asked) == []


@only_sqlite
def test_what_a_person_is_weak_in(app, held):
    _, _, (morning, _), people, _ = held
    sheets = {one.result.person_id: one for one in app.results.sheets(morning)}
    assert (sheets[people[5]].exams, sheets[people[0]].exams) == (1, 2)
    assert sheets[people[5]].overall == sheet_categories(sheets[people[5]])
    # he missed one item in the morning and none of the same in the afternoon
    missed = sheets[people[0]].lines[0].place.content.category
    (both,) = [one for one in sheets[people[0]].overall if one.category == missed]
    (once,) = [one for one in sheet_categories(sheets[people[0]]) if one.category == missed]
    assert both.answers == 2 * once.answers
    assert both.facility == pytest.approx((1 + once.facility) / 2)
    said = weak_lines(sheets[people[0]])
    assert said[-1].startswith("历次共 2 场考试合起来，要加强的类别：") or not both.weak
    assert all("场考试" not in line for line in weak_lines(sheets[people[5]]))


@only_sqlite
def test_the_bank_is_told_once_of_an_item_that_misbehaves(app, held):
    _, _, (morning, afternoon), _, _ = held
    figures = app.results.figures(morning)
    revision = figures.places[0].revision_id
    app.figures.report_item(figures, revision)
    (report,) = app.reports.reports()
    assert report.fault is ReportedFault.ANSWER
    for said in ("《统一卷》", "6 人作答", "高分者反而答错", "得分率 67%", "样本少，仅供参考"):
        assert said in report.text
    for again in (figures, app.figures.family_figures(afternoon)):
        with pytest.raises(RuleError, match=r"已经报过|没有异常"):
            app.figures.report_item(again, revision)
    with pytest.raises(RuleError, match="没有异常"):
        app.figures.report_item(figures, figures.places[3].revision_id)
    assert app.figures.reported(figures) == {revision}
    assert len(app.reports.reports()) == 1


@only_sqlite
def test_a_station_opens_its_own_items_and_an_edited_one_is_named(app, held, tmp_path):
    own = [row for row in app.bank.items() if row.content.kind is ItemKind.SINGLE][:1]
    key = app.items.create(replace(own[0].content, stem="本站自己的题（   ）。"), to_review=True)
    app.items.set_status([key], ItemStatus.IN_FORCE)
    plan = a_blueprint(BlueprintLine(ItemKind.SINGLE, 1, 20), pass_points=10)
    session, _, _, people, _ = held
    paper = app.papers.draw(plan, "自编卷", 1, among=[key])
    exam = app.sittings.open_exam(paper, "自编", session)
    answer_all(app, exam, people[0], 0)
    figures = app.results.figures(exam)
    assert app.figures.own_items(figures) == {figures.places[0].revision_id}
    content = app.bank.item(key).content
    seen = app.bank.item(key).revision_id
    app.items.revise(key, replace(content, stem="本站改过的题（   ）。"), "说清楚", seen=seen)
    after = app.results.figures(exam)
    assert after.edited == {after.places[0].revision_id: app.bank.item(key).number}
    assert after.places[0].content.stem == "本站自己的题（   ）。"
    assert "考后题目已修改" in str(item_rows(after))
    app.results.write_workbook(exam, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx")["逐题分析"]
    row = [cell.value for cell in sheet[3]]
    assert SMALL_SAMPLE_NOTE in row
    grey = sheet.cell(3, row.index(1.0 if 1.0 in row else 1, 5) + 1)
    assert grey.font.color.rgb == "FF767676"


@only_sqlite
def test_the_report_and_the_sheets_say_what_the_screen_says(app, held):
    _, _, (morning, _), _, attempts = held
    report = words(app.figures.class_report(morning))
    figures = app.results.figures(morning)
    for said in ("质量分析报告", "交卷 6 人", "需要核对的题目", "得分高的人反而答错", "按A卷"):
        assert said in report
    assert report.count(SMALL_SAMPLE_NOTE) >= len(figures.places)
    names = [row.name for row in app.results.results(morning)]
    assert sorted(names, key=report.index) == names, "by pinyin, never by points"
    (sheet,) = app.results.personal_sheets(morning, [attempts[0]])
    text = words(sheet)
    line = next(
        line
        for one in app.results.sheets(morning)
        if one.result.attempt_id == attempts[0]
        for line in one.lines
        if line.wrong
    )
    assert f"作答：{line.response}" in text
    for said in (line.place.key_text, line.place.content.explanation, "答对 3 题"):
        assert said in text
    assert len(app.results.personal_sheets(morning)) == 6


@only_sqlite
def test_letters_are_led_back_to_the_bank(app, held):
    _, paper, _, _, _ = held
    for row in app.papers.variants_of(paper):
        sat = app.papers.paper(row.id)
        bank = [bank_place(place) for place in sat.places]
        for place, kept in zip(sat.places, bank, strict=True):
            said = app.bank.contents([place.revision_id])[place.revision_id]
            assert (kept.content.options, kept.content.answer) == (said.options, said.answer)
            column = columns(sat, bank)[place.id]
            item = asked_items([kept])[0]
            assert column.choice(place.content.answer) == item.key
            assert column.choice(place.content.answer.lower()) == item.key
            assert column.choice(None) == column.choice("Z？") == 0


def two_stations(offices):
    """Two stations sit one paper of the city's, which takes in what comes back."""
    paper = offices.city.papers.draw(SINGLES, "全市统考卷", 7)
    for name in ("a", "c"):
        offices.send("city", name)
        app = offices[name]
        people = add_people_of(app)
        session = app.training.plan(a_plan())
        app.training.enrol(session, people)
        for person in people:
            app.training.sign_in(session, person)
        exam = app.sittings.open_exam(paper, "统考", session)
        asked = [place.revision_id for place in app.papers.paper(paper).places]
        for at, person in enumerate(people):
            answer_all(app, exam, person, at, asked if name == "c" else asked[:1])
        offices.send(name, "city")
    return offices.city


def test_the_city_sees_stations_side_by_side(offices):
    city = two_stations(offices)
    exams = city.sittings.exams()
    found = city.figures.family_figures(exams[0].id)
    assert (found.analysis.papers, found.exams, found.stations) == (4, 2, 2)
    assert city.results.figures(exams[0].id).analysis.papers == 2
    matrix = city.figures.station_matrix(exams[0].id)
    order = [name for _, name in city.people.stations()]
    names = [row.station for row in matrix.rows]
    assert names == sorted(names, key=order.index)
    assert set(names) == {"周庄镇", "华士镇"}
    assert {row.people for row in matrix.rows} == {2}
    assert all(row.note == SMALL_SAMPLE_NOTE for row in matrix.rows)
    shares = {row.station: row.results for row in matrix.rows}
    assert all(one.facility == 0 for one in shares["华士镇"].values())
    assert city.figures.own_items(found) == {place.revision_id for place in found.places}
    (history, *_) = city.figures.item_figures(city.figures.item_of(found.places[1].revision_id))
    assert (history.exams, history.analysis.answered) == (2, 4)
    with pytest.raises(RuleError, match="市级可以直接修改"):
        city.figures.report_item(found, found.places[0].revision_id)


def add_people_of(app):
    """Two people of the station's own."""
    from tests.jyguide.builders import a_person  # noqa: PLC0415 - beside what uses it

    return [
        app.people.add(a_person(name, at, station=app.place.station_name))
        for at, name in enumerate(("陈明", "单雄"))
    ]


@only_sqlite
def test_a_paper_of_its_own_keeps_its_own_letters(new_folder, open_at):
    app = open_at(new_folder())
    held = hold(app, 1, SINGLES)
    answer_all(app, held.exam, held.people[0], 0)
    assert app.results.figures(held.exam).letters == "按本卷的选项顺序"
