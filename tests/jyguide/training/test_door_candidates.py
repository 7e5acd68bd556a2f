from hypothesis import given
from hypothesis import strategies as st

from jyguide.ids import PersonId
from jyguide.people.names import search_text
from jyguide.training.candidates import candidates
from jyguide.training.session import Attendance, EnrolmentRow


def a_row(name, key=0, attendance=Attendance.UNKNOWN, phone="13800000000"):
    return EnrolmentRow(
        person_id=PersonId(key),
        name=name,
        sex="",
        station="周庄镇",
        organisation="",
        post="",
        kind="",
        phone=phone,
        search=search_text(name),
        attendance=attendance,
        signed_at=None,
        reason="",
    )


def names(text, rows):
    return [row.name for row in candidates(text, rows).rows]


ROOM = [a_row(name, at) for at, name in enumerate(("张三丰", "张三", "赵帅", "李伟", "单晓红"))]


def test_whole_name_goes_before_a_longer_one():
    found = candidates("张三", ROOM)
    assert [row.name for row in found.rows] == ["张三", "张三丰"]
    assert found.sure


def test_same_initials_are_nobody_for_certain():
    found = candidates("zs", ROOM)
    assert [row.name for row in found.rows] == ["张三", "赵帅", "张三丰"]
    assert not found.sure


def test_more_letters_settle_it():
    assert candidates("zhaos", ROOM).sure
    assert names("zhaos", ROOM) == ["赵帅"]


def test_surname_is_read_as_surname():
    assert names("sxh", ROOM) == ["单晓红"]
    assert names("shanxiaohong", ROOM) == ["单晓红"]


def test_full_width_letters_and_spaces_are_forgiven():
    assert names("ＬＷ", ROOM) == ["李伟"]
    assert names(" li wei ", ROOM) == ["李伟"]


def test_who_is_in_already_still_counts_as_meant():
    room = [a_row("张三", 1, Attendance.PRESENT), a_row("赵帅", 2)]
    assert not candidates("zs", room).sure


def test_phone_tail_finds_one_of_two_of_the_same_name():
    room = [a_row("王伟", 1, phone="13800010000"), a_row("王伟", 2, phone="13800020000")]
    assert not candidates("王伟", room).sure
    assert [row.phone for row in candidates("20000", room).rows] == ["13800020000"]


def test_nothing_typed_means_nobody():
    for text in ("", "  "):
        assert candidates(text, ROOM).rows == ()
        assert not candidates(text, ROOM).sure


@given(st.text(alphabet="zhangsliwe张三李伟晓", max_size=6))
def test_sure_means_the_first_stands_alone_in_the_best_class(text):
    found = candidates(text, ROOM)
    assert found.sure <= bool(found.rows)
    assert set(found.rows) <= set(ROOM)
    assert len(set(found.rows)) == len(found.rows)
    assert found == candidates(text, ROOM[::-1]) or len(found.rows) > 1
