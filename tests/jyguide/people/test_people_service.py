"""People found, kept, changed and removed."""

from datetime import date
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from jyguide.errors import FileError, RuleError
from jyguide.people.person import InstructorKind
from tests.cases import case
from tests.jyguide.builders import a_person, add_people, an_id, import_people, rows_kept, table
from tests.postgres import only_sqlite


def names(app, search):
    return [row.name for row in app.people.people(search)]


def add_eight(app):
    add_people(app, 8)


@pytest.fixture
def eight(open_prepared):
    """A station with the eight people of NAMES."""
    return open_prepared(add_eight)[0]


FOUND = [
    ("陈明", ["陈明"]),
    ("明", ["陈明"]),
    (" 陈 明 ", ["陈明"]),
    ("chenming", ["陈明"]),
    ("CM", ["陈明"]),
    ("chenm", ["陈明"]),
    ("shan", ["单雄"]),
    ("qiuy", ["仇英"]),
    ("yuchi", ["尉迟恭"]),
    ("ycg", ["尉迟恭"]),
    ("xie", ["解珍"]),
    ("zengguo", ["曾国强"]),
    ("zha", ["查良"]),
    (an_id(3)[-8:], ["尉迟恭"]),
    (an_id(3)[-8:].lower(), ["尉迟恭"]),
    ("0005", ["王芳"]),
    ("hen", []),
    ("%", []),
    ("_", []),
    ("nobody", []),
]


def test_a_person_is_found_as_people_type(eight):
    for typed, found in FOUND:
        with case(typed):
            assert names(eight, typed) == found


def test_people_stand_by_pinyin_of_their_surnames(eight):
    assert names(eight, "") == [
        "陈明",
        "仇英",
        "单雄",
        "王芳",
        "解珍",
        "尉迟恭",
        "曾国强",
        "查良",
    ]


@only_sqlite
def test_everything_entered_is_kept(app):
    facts = a_person(
        ethnic="汉族", education="大学本科", joined=date(2012, 6, 30), organisation="甲", post="乙"
    )
    row = app.people.person(app.people.add(facts))
    for name in (
        *("name", "sex", "ethnic", "birth", "id_number", "phone", "education", "joined"),
        *("organisation", "post", "station", "kind"),
    ):
        assert getattr(row, name) == getattr(facts, name)
    assert row.masked_id == f"{row.id_number[:6]}********{row.id_number[-4:]}"
    assert row.masked_phone == "139****0000"


@only_sqlite
def test_no_kind_no_post(app):
    assert app.people.person(app.people.add(a_person(kind=None))).kind == ""


@only_sqlite
def test_impossible_facts_reach_no_table(app):
    before = rows_kept(app)
    with pytest.raises(RuleError):
        app.people.add(a_person(name=""))
    assert rows_kept(app) == before


def test_an_id_number_stands_once(app):
    first = app.people.add(a_person("陈明"))
    other = app.people.add(a_person("王芳", 2))
    before = rows_kept(app)
    with pytest.raises(RuleError, match="陈明"):
        app.people.add(a_person("陈铭"))
    with pytest.raises(RuleError, match="陈明"):
        app.people.change(other, a_person("王芳"))
    assert rows_kept(app) == before
    app.people.change(first, a_person("陈铭"))
    assert names(app, "陈铭") == ["陈铭"]


@only_sqlite
def test_people_without_id_number_do_not_collide(app):
    for name in ("陈明", "王芳"):
        app.people.add(a_person(name, id_number=""))
    assert len(names(app, "")) == 2


@only_sqlite
def test_a_new_name_is_found_by_its_own_reading(app):
    person = app.people.add(a_person("陈明"))
    app.people.change(person, a_person("解珍", kind=InstructorKind.FULL_TIME))
    assert names(app, "xz") == ["解珍"]
    assert names(app, "cm") == []
    assert app.people.person(person).kind == "full_time"


@only_sqlite
def test_a_kind_given_later_makes_an_instructor(app):
    person = app.people.add(a_person(kind=None))
    app.people.change(person, a_person(kind=InstructorKind.FULL_TIME))
    assert app.people.person(person).kind == "full_time"


@only_sqlite
def test_a_kind_taken_away_ends_the_post_until_undone(app):
    person = app.people.add(a_person(kind=InstructorKind.FULL_TIME))
    app.people.change(person, a_person(kind=None))
    assert app.people.person(person).kind == ""
    assert [post["deleted"] for post in table(app, "instructor")] == [1]
    app.history.undo(app.history.actions(limit=1)[0].id)
    assert app.people.person(person).kind == "full_time"


@only_sqlite
def test_an_instructor_once_more_has_one_post(app):
    person = app.people.add(a_person(kind=InstructorKind.FULL_TIME))
    app.people.change(person, a_person(kind=None))
    app.people.change(person, a_person(kind=InstructorKind.PART_TIME))
    (row,) = app.people.people()
    assert row.kind == "part_time"


@only_sqlite
def test_a_station_keeps_its_own_people(app):
    with pytest.raises(RuleError, match="只管“周庄镇”"):
        app.people.add(a_person(station="华士镇"))
    assert app.people.person(app.people.add(a_person(station=""))).station == "周庄镇"


@only_sqlite
def test_the_city_keeps_people_of_all_stations(city):
    person = city.people.add(a_person(station="华士镇"))
    city.people.change(person, a_person(station="周庄镇"))
    assert city.people.person(person).station == "周庄镇"
    with pytest.raises(RuleError, match="没有选择所在指导站"):
        city.people.add(a_person(index=2, station=""))


@only_sqlite
def test_somebody_removed_is_gone_until_undone(app):
    person, other = add_people(app, 2)
    action = app.people.remove([person])
    assert [row.id for row in app.people.people()] == [other]
    with pytest.raises(RuleError, match="已被删除"):
        app.people.person(person)
    assert app.history.undo(action) == 2
    assert app.people.person(person).kind == "part_time"


@only_sqlite
def test_many_people_are_asked_for_at_once(app):
    ids = add_people(app, 3)
    strangers = [uuid4() for _ in range(1200)]
    assert {row.id for row in app.people.people(ids=[*strangers, *ids])} == set(ids)


@only_sqlite
def test_an_export_masks_unless_asked_and_imports_again(app, tmp_path, clock, new_folder, open_at):
    add_people(app, 3)
    masked, full = tmp_path / "masked.xlsx", tmp_path / "full.xlsx"
    assert app.rosters.export(masked) == 3
    assert app.rosters.export(full, full=True) == 3
    text = str(list(load_workbook(masked).worksheets[0].iter_rows(values_only=True)))
    assert an_id(1) not in text
    assert "13900000001" not in text
    other = open_at(new_folder("周庄镇", "B"))
    assert import_people(other, full).imported == 3
    plain = [(row.name, row.id_number, row.phone, row.kind) for row in app.people.people()]
    assert plain == [
        (row.name, row.id_number, row.phone, row.kind) for row in other.people.people()
    ]


@only_sqlite
def test_a_locked_target_is_a_sentence(app, tmp_path):
    add_people(app, 1)
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileError, match="taken"):
        app.rosters.export(tmp_path / "taken")


@only_sqlite
def test_the_template_is_read_as_an_empty_roster(app, tmp_path):
    app.rosters.write_template(tmp_path / "t.xlsx")
    plan = app.rosters.plan(tmp_path / "t.xlsx")
    assert plan.rows == ()


@only_sqlite
def test_somebody_taken_off_the_list_is_still_found_by_his_key(app):
    person = app.people.add(a_person("陈明", 0))
    app.people.remove([person])
    assert app.people.people() == []
    assert [(row.name, row.removed) for row in app.people.people(ids=[person])] == [("陈明", True)]
    with pytest.raises(RuleError, match="已被删除"):
        app.people.person(person)


@only_sqlite
@pytest.mark.parametrize(
    "change",
    [
        {"phone": "13900000009"},
        {"kind": InstructorKind.FULL_TIME},
        {"kind": None},
    ],
)
def test_a_form_filled_before_somebody_elses_change_is_refused(app, change):
    person = app.people.add(a_person())
    seen = app.people.person(person).version
    app.people.change(person, a_person(**change), seen)
    before = rows_kept(app)
    with pytest.raises(RuleError, match="又被改动过") as caught:
        app.people.change(person, a_person(post="书记"), seen)
    assert caught.value.hint
    assert rows_kept(app) == before
    app.people.change(person, a_person(post="书记"), app.people.person(person).version)
    assert app.people.person(person).post == "书记"


@only_sqlite
def test_somebody_removed_meanwhile_is_not_changed(app):
    (person,) = add_people(app, 1)
    app.people.remove([person])
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已被删除"):
        app.people.change(person, a_person(post="书记"))
    assert rows_kept(app) == before
