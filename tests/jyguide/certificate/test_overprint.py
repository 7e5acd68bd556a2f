"""Bought blanks: words at their place in millimetres, moved as the printer needs it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.certificate.blank import PAPERS, BlankField, check_blank, first_fields
from jyguide.certificate.calibration import calibration_page
from jyguide.certificate.design import Design, design_of, kept_design, new_blank
from jyguide.certificate.fields import PICTURES
from jyguide.certificate.kinds import DesignForm
from jyguide.certificate.overprint import STRAIGHT, Offset, overprint_document
from jyguide.documents.measure import lines_needed
from jyguide.errors import RuleError
from tests.jyguide.certificate.test_certificate_document import COMPLETION

BLANK = new_blank().design


def placed(design=BLANK, offset=STRAIGHT, **changes):
    return overprint_document(replace(COMPLETION, **changes), design, offset).placed


def texts(found):
    return {one.block.text: one for one in found}


def test_each_word_stands_where_it_was_measured():
    where = texts(placed())["张三"]
    field = BLANK.fields["姓名"]
    assert (where.x, where.y, where.width) == (field.x / 10, field.y / 10, field.width / 10)
    moved = texts(placed(offset=Offset(-12, 5)))["张三"]
    assert (moved.x, moved.y) == (pytest.approx(where.x - 1.2), pytest.approx(where.y + 0.5))


def test_what_is_not_known_or_taken_out_is_not_printed():
    design = replace(
        BLANK,
        fields={"姓名": BlankField(100, 100, 0), "核验码": BlankField(100, 100, 300)},
    )
    assert placed(design) == ()
    assert [one.block.text for one in placed(design, mark="7K3M-Q9XT")] == ["7K3M-Q9XT"]
    pictured = replace(BLANK, fields={"照片": BlankField(100, 200, 250, 350)})
    (photo,) = placed(pictured, photo=b"jpeg")
    assert (photo.block.width, photo.block.height, photo.x, photo.y) == (25, 35, 10, 20)


def test_a_picture_keeps_its_shape_in_the_middle_of_its_place():
    fields = {"照片": BlankField(0, 0, 500, 350), "二维码": BlankField(0, 0, 260, 400)}
    photo, code = placed(replace(BLANK, fields=fields), photo=b"jpeg", code="JYC1")
    assert (photo.block.width, photo.block.height) == (25, 35)
    assert (photo.x, photo.y) == (12.5, 0)
    assert (code.block.width, code.block.height, code.y) == (26, 26, 7)


@given(name=st.text("张三·阿卜杜𠮷A", min_size=1, max_size=40), width=st.integers(100, 900))
def test_a_name_shrinks_until_it_fits_its_place(name, width):
    design = replace(BLANK, fields={"姓名": BlankField(0, 0, width, 220)})
    (one,) = placed(design, name=name)
    size = one.block.runs[0].style.size
    assert size == 5 or lines_needed(name, size, width / 10) == 1
    assert size <= 22


@pytest.mark.parametrize("paper", PAPERS)
def test_a_new_blank_of_any_paper_can_be_printed(paper):
    width, height = PAPERS[paper]
    fields = first_fields(width, height)
    check_blank(width, height, fields, PICTURES)
    small = {"二维码": replace(fields["二维码"], width=199)}
    with pytest.raises(RuleError, match="小于 20 毫米见方"):
        check_blank(width, height, small, PICTURES)


@pytest.mark.parametrize(
    ("size", "field", "words"),
    [
        ((2970, 2100), BlankField(2000, 100, 1000), "“姓名”超出了纸张"),
        ((2970, 2100), BlankField(100, 2100, 1000), "“姓名”超出了纸张"),
        ((2970, 2100), BlankField(100, 100, 1000, 901), "字号应在 5 到 90 磅之间"),
        ((2970, 2100), BlankField(100, 100, 0), "还没有放任何字段"),
        ((499, 2100), BlankField(0, 0, 100), "50 到 420 毫米之间"),
    ],
)
def test_what_no_printer_can_print_is_refused(size, field, words):
    with pytest.raises(RuleError, match=words):
        check_blank(*size, {"姓名": field}, PICTURES)


@given(width=st.integers(500, 4200), height=st.integers(500, 4200))
def test_lines_of_the_calibration_page_stand_where_they_say(width, height):
    page = calibration_page(replace(BLANK, width=width, height=height), "某打印机")
    (table,) = page.blocks
    assert page.setup.left == 10
    assert set(table.columns) == {10}
    assert page.setup.inner_width == pytest.approx(sum(table.columns))
    assert sum(row.height for row in table.rows) <= page.setup.inner_height
    numbers = [cell.blocks[0].text for cell in table.rows[0].cells]
    assert numbers == [str(10 * at) for at in range(1, len(numbers) + 1)]


def test_a_wording_remembers_its_design_and_older_ones_are_of_the_first():
    built_in = Design(portrait=True, code=False)
    assert design_of(kept_design(built_in)) == built_in
    assert design_of(None) == Design()
    assert design_of({"builtin": "of a later release"}).form is DesignForm.BUILT_IN
