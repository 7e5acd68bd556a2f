from dataclasses import replace
from datetime import date

import docx
import pytest

from jyguide.certificate.design import BuiltIn, Design
from jyguide.certificate.document import CertificateText, certificate_document, statement
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.pictures import resource_bytes
from jyguide.documents.word import write_word

COMPLETION = CertificateText(
    kind=CertificateKind.COMPLETION,
    name="张三",
    subject="2026年村党组织书记任前培训班",
    start=date(2026, 11, 20),
    end=date(2026, 11, 21),
    number="暨指〔2026〕ZT-A-000123",
    issuer="祝塘镇基层党建工作指导站",
    issued=date(2026, 11, 22),
    sex="女",
    hours=85,
)
PASS = replace(COMPLETION, kind=CertificateKind.EXAM_PASS, hours=None, score=865)


def test_what_a_completion_certificate_says():
    assert statement(COMPLETION) == (
        "于2026年11月20日至21日参加“2026年村党组织书记任前培训班”，"
        "共8.5学时，经考核成绩合格，准予结业。"
    )


def test_what_an_exam_certificate_says():
    said = "于2026年11月20日至21日参加“{}”{}，成绩86.5分，达到合格标准。"
    for subject, exam in (("百问一口清", "考试"), ("统一考试", ""), ("随堂测验", "")):
        text = replace(PASS, subject=subject)
        assert statement(text) == said.format(subject, exam)


def test_what_is_not_known_is_not_said():
    assert "学时" not in statement(replace(COMPLETION, hours=None))
    assert "（" not in statement(replace(COMPLETION, hours=None))
    assert "成绩86.5分" in statement(PASS)
    assert "成绩" not in statement(replace(PASS, score=None))


def test_hours_of_nought_are_still_said():
    assert "共0学时" in statement(replace(COMPLETION, hours=0))
    assert "成绩0分" in statement(replace(PASS, score=0))


@pytest.mark.parametrize(("text", "title"), [(COMPLETION, "结业证书"), (PASS, "合格证书")])
def test_all_facts_arrive_in_word(tmp_path, text, title):
    target = tmp_path / "c.docx"
    write_word(certificate_document(text), target)
    word = docx.Document(str(target))
    said = "".join(node.text or "" for node in word.element.body.iter("{*}t"))
    for fact in (title, "张三 同志（女）：", statement(text), "特发此证。", text.issuer):
        assert fact in said
    assert "证书编号：暨指〔2026〕ZT-A-000123" in said
    assert "二〇二六年十一月二十二日" in said
    assert word.sections[0].orientation == 1
    assert len(word.inline_shapes) == 0
    assert "behindDoc" in word.element.xml


def test_the_name_stands_out():
    body = certificate_document(COMPLETION).blocks[1]
    name, rest = body.rows[0].cells[0].blocks[0].runs
    assert name.text == "张三"
    assert name.style.bold
    assert name.style.size > rest.style.size


def test_a_photo_takes_a_column_of_its_own():
    photo = resource_bytes("certificate_frame.png")
    document = certificate_document(replace(COMPLETION, photo=photo))
    _words, picture = document.blocks[1].rows[0].cells
    assert picture.blocks[0].source == photo
    assert len(certificate_document(COMPLETION).blocks[1].rows[0].cells) == 1


def test_the_frame_is_small_enough_for_hundreds_of_files():
    assert len(resource_bytes("certificate_frame.png")) < 150_000


def test_a_long_name_is_not_cut_from_how_he_is_addressed():
    upright = Design(builtin=BuiltIn.UPRIGHT)
    long = replace(COMPLETION, name="阿卜杜拉·买买提·艾力江江", sex="男", photo=b"png")
    for text, lines in (
        (long, {"阿卜杜拉·买买提·艾力江江", "同志（男）："}),
        (COMPLETION, {"张三 同志（女）："}),
    ):
        blocks = certificate_document(text, upright).blocks[1].rows[0].cells[0].blocks
        said = [one.text for one in blocks]
        assert set(said[: len(lines)]) == lines
