"""What an office puts on its letters: typed, kept, read back, printed."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.documents.letterhead import (
    BARE,
    LONGEST,
    MOST_COPIES,
    Letterhead,
    dressed,
    offices_in,
    read_letterhead,
    tidy_letterhead,
)
from jyguide.documents.official import OfficialPaper
from jyguide.errors import RuleError

DAY = date(2026, 2, 28)
LINES = st.text("王芳 电话，、\n1", max_size=LONGEST)


@given(LINES, LINES, LINES, st.lists(LINES, max_size=MOST_COPIES))
def test_what_is_kept_is_read_back(head, signatory, contact, copies):
    tidy = tidy_letterhead(Letterhead(head, signatory, contact, tuple(copies), "7"))
    again = read_letterhead(json.loads(json.dumps(tidy.terms)), "7")
    assert (again, again.version) == (tidy, "7")
    assert tidy_letterhead(again) == again
    assert "\n" not in again.text


def test_a_row_that_is_too_long_for_paper_is_cut():
    kept = {"head": "字" * 999, "copies": ["镇\n" * 99] * 999}
    found = read_letterhead({"letterhead": kept})
    assert (len(found.head), len(found.copies), len(found.copies[0])) == (
        LONGEST, MOST_COPIES, LONGEST,
    )  # fmt: skip
    assert "\n" not in found.copies[0]


@pytest.mark.parametrize("terms", [{}, {"letterhead": None}, {"letterhead": {"copies": "市委"}}])
def test_rows_of_other_releases_are_read_as_far_as_they_go(terms):
    assert read_letterhead(terms) == BARE


def test_copies_are_typed_with_any_mark_between_them():
    assert offices_in("抄送：市委办公室，市民政局；各镇、 市民政局。") == (
        "市委办公室", "市民政局", "各镇",
    )  # fmt: skip
    assert offices_in(" 、，") == ()


@pytest.mark.parametrize(
    "wrong",
    [
        Letterhead(head="字" * (LONGEST + 1)),
        Letterhead(copies=("字" * (LONGEST + 1),)),
        Letterhead(copies=tuple(map(str, range(MOST_COPIES + 1)))),
    ],
)
def test_what_paper_does_not_take_is_refused(wrong):
    with pytest.raises(RuleError, match="没有保存"):
        tidy_letterhead(wrong)


@pytest.mark.parametrize(
    ("number", "kept", "imprinted"),
    [
        ("", BARE, False),
        ("", Letterhead(contact="王芳"), False),
        ("澄组〔2026〕1号", BARE, True),
        ("", Letterhead(copies=("市委",)), True),
        ("", Letterhead(head="文件"), True),
    ],
)
def test_the_imprint_stands_on_what_goes_out_formally(number, kept, imprinted):
    made = dressed(OfficialPaper("请示", (), number=number), kept, "指导站", DAY)
    assert (made.imprint is not None) is imprinted
    assert made.note == (f"联系人：{kept.contact}" if kept.contact else "")
    assert made.head == kept.head


def test_a_draft_says_but_whom_to_ask():
    kept = Letterhead("文件", "张建国", "王芳", ("市委",))
    made = dressed(OfficialPaper("通报", ()), kept, "指导站", None)
    assert (made.head, made.signatory, made.imprint) == ("", "", None)
    assert made.note == "联系人：王芳"
