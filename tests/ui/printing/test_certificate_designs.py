"""Every design that ships: whatever the words, one page inside its frame, room for the seal."""

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jyguide.certificate.design import BuiltIn, Design
from jyguide.certificate.document import CertificateText, certificate_document
from jyguide.certificate.duty_card import MOST_A_PAGE, card_pages
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.pictures import resource_bytes
from jyguide.ids import PersonId
from tests.jyguide.certificate.test_certificate_document import COMPLETION
from ui.printing.layout import lay_out
from ui.printing.shapes import UNITS_PER_MM, Image, Text

pytestmark = pytest.mark.usefixtures("qapp")

PHOTO = resource_bytes("certificate_small.png")
SHEETS = [one for one in BuiltIn if one is not BuiltIn.CARD]
INSIDE = {BuiltIn.CLASSIC: 24, BuiltIn.FINE: 18, BuiltIn.UPRIGHT: 18, BuiltIn.SMALL: 10.5}
"""Millimetres from the edge within which the frame is drawn."""
SEAL = 40
SIGNED = ("祝塘镇基层党建工作指导站", "二〇二六年十一月二十二日")
LONG = "二〇二六年度全市镇街园区基层党建工作指导站指导员暨村党组织书记后备人才任前培训示范班"
FULL = replace(
    COMPLETION,
    duty="专职",
    office="祝塘镇基层党建工作指导站",
    document="澄组〔2026〕12号",
    until=date(2029, 11, 30),
    code="JYC1" + "8J3K9" * 61,
    mark="7K3M-Q9XT",
)


def laid_out(text: CertificateText, builtin: BuiltIn):
    (page,) = lay_out(certificate_document(text, Design(builtin=builtin)))
    return page


def assert_fits(page, builtin):
    edge = INSIDE[builtin]
    for mark in page.marks[1:]:
        left, top = mark.x / UNITS_PER_MM, mark.y / UNITS_PER_MM
        width = mark.width / UNITS_PER_MM if isinstance(mark, (Image, Text)) else 0
        assert left >= edge, mark
        assert left + width <= page.setup.width - edge + 0.5, mark
        assert edge <= top <= page.setup.height - edge, mark
    assert "特发此证。" in page.text


@pytest.mark.parametrize("builtin", SHEETS)
def test_words_of_any_length_stay_inside_the_frame(builtin):
    changes = (
        {},
        {"name": "阿卜杜热合曼·买买提依明·吐尔逊江", "subject": LONG, "score": 1000},
        {"name": "张" * 30, "subject": "班" * 90, "document": "澄组〔2026〕12号" * 3},
        {"issuer": "中共江阴市祝塘镇委员会组织人事和社会保障局基层党建工作指导站"},
        {"name": "𠮷", "code": "", "mark": "", "until": None, "document": ""},
    )
    # the photo narrows the text: what fits beside it fits without one
    for kind, change in product(CertificateKind, changes):
        text = replace(FULL, kind=kind, photo=PHOTO, **change)
        assert_fits(laid_out(text, builtin), builtin)


@settings(max_examples=15)
@given(
    builtin=st.sampled_from(SHEETS),
    kind=st.sampled_from(CertificateKind),
    name=st.text("张三·阿卜杜䶮A ", min_size=1, max_size=24).filter(str.strip),
    subject=st.text("培训班2026（第一期）Ab-", min_size=1, max_size=80),
)
def test_whatever_the_words(builtin, kind, name, subject):
    text = replace(FULL, kind=kind, name=name, subject=subject, photo=PHOTO)
    assert_fits(laid_out(text, builtin), builtin)


@pytest.mark.parametrize("builtin", SHEETS)
def test_the_seal_has_its_room_and_the_code_stands_at_the_lower_left(builtin):
    page = laid_out(replace(FULL, photo=PHOTO), builtin)
    others = [mark for mark in page.marks[1:] if getattr(mark, "text", "") not in SIGNED]
    signed = [mark for mark in page.marks if getattr(mark, "text", "") in SIGNED]
    x = sum(mark.x + mark.width / 2 for mark in signed) / len(SIGNED) / UNITS_PER_MM
    y = sum(mark.y for mark in signed) / len(SIGNED) / UNITS_PER_MM
    for mark in others:
        left, top = mark.x / UNITS_PER_MM, mark.y / UNITS_PER_MM
        right = left + mark.width / UNITS_PER_MM
        bottom = top + (mark.height / UNITS_PER_MM if isinstance(mark, Image) else 0)
        apart = right <= x - SEAL / 2 or bottom <= y - SEAL / 2
        assert apart, mark
    assert x + SEAL / 2 <= page.setup.width - INSIDE[builtin]
    (code, number, mark) = others[-3:]
    assert isinstance(code, Image)
    assert code.x < page.setup.width / 3 * UNITS_PER_MM
    assert code.width >= 25 * UNITS_PER_MM
    assert code.y + code.height < number.y < mark.y
    assert number.text == f"证书编号：{FULL.number}"
    assert mark.text.endswith("7K3M-Q9XT")


def test_cards_share_a_page_and_say_number_and_short_code():
    people = [(PersonId(UUID(int=n)), replace(FULL, number=f"2026-S13A-{n:04}")) for n in range(3)]
    (page,) = lay_out(card_pages(people))
    for _, text in people:
        assert f"编号 {text.number}　核验码 7K3M-Q9XT" in page.text
    assert "澄组〔2026〕12号" in page.text
    assert "2029.11.30" in page.text
    assert page.text.count("祝塘镇基层党建工作指导站") == len(people)
    assert MOST_A_PAGE == 10
