"""The same documents as Word, opened by LibreOffice, and as our own PDF, page by page.

One conversion for all: starting LibreOffice takes seconds.
"""

import shutil
import subprocess
import unicodedata
from datetime import date
from functools import partial

import pytest
from PySide6.QtGui import QImage

from jyguide.certificate.document import CertificateText, certificate_document
from jyguide.certificate.kinds import CertificateKind
from jyguide.documents.fonts import FontRole
from jyguide.documents.official import Annex, Imprint, OfficialPaper, Signature, official_document
from jyguide.documents.page import (
    PAGE_NUMBER,
    Align,
    Cell,
    Document,
    PageBreak,
    Paragraph,
    Picture,
    Placed,
    Row,
    Run,
    RunningLine,
    Shape,
    Style,
    Table,
    paragraph,
)
from jyguide.documents.pictures import resource_bytes
from jyguide.documents.word import write_word
from jyguide.standard.kinds import BranchKind
from jyguide.standard.printing.checklist import SheetHead, blank_body, blank_document
from jyguide.standard.printing.volume.binding import bind
from jyguide.standard.printing.volume.part import VolumeWish
from jyguide.training.sign_in_sheet import SignInLine, SignInText, sign_in_sheet
from tests.jyguide.standard.test_forms import KEYS
from tests.jyguide.standard.visiting import CRITERIA
from tests.jyguide.standard.volume_cases import DAY, head, parts
from ui.printing.layout import lay_out_all
from ui.printing.pdf import write_pdf

RARE = "阿卜杜拉·买买提依明𠮷"


def a_letter():
    signed = Signature("中共江阴市周庄镇委员会组织人事和社会保障局", date(2026, 11, 22))
    text = "根据全市基层党建工作部署，现将有关事项通知如下，请认真贯彻落实。" * 4
    return official_document(
        OfficialPaper(
            "关于开展二〇二六年第四季度党建指导员任前培训的通知",
            [text] * 9,
            number="周委组[2026]12号",
            addressee="各村（社区）党组织",
            annexes=(Annex("参训人员名单", tuple(paragraph(f"{n}．{RARE}") for n in range(20))),),
            signature=signed,
            imprint=Imprint("周庄镇党建工作办公室", date(2026, 11, 22), ("市委组织部",)),
        )
    )


def a_certificate():
    return certificate_document(
        CertificateText(
            kind=CertificateKind.COMPLETION,
            name=RARE,
            sex="男",
            subject="2026年第四季度党建指导员任前培训",
            start=date(2026, 11, 20),
            end=date(2026, 11, 21),
            hours=80,
            number="2026-S13A-0001",
            issuer="周庄镇基层党建工作指导站",
            issued=date(2026, 11, 21),
        )
    )


def a_checklist():
    head = SheetHead(
        "检查表", "2026 年 建设", BranchKind.VILLAGE, KEYS, "", "山泉村党支部", "周庄镇"
    )
    return blank_document(head, blank_body(CRITERIA))


def a_list():
    lines = tuple(
        SignInLine(f"张{n:03}号", "祝塘镇人民政府基层党建工作指导站第一联合支部" * (n % 2))
        for n in range(120)
    )
    return sign_in_sheet(SignInText("任前培训班", (("时间", "9:00"), ("地点", "会议室")), lines))


def two_columns():
    """The first column, the second, and a part that is counted with them."""
    side = partial(Cell, bordered=False)
    rows = tuple(
        Row((side((paragraph(f"左{n}"),)), side((paragraph(f"右{n}"),)))) for n in range(60)
    )
    return Document("两栏", (Table((80, 80), rows),), footer=PAGE_NUMBER)


def at_fixed_places():
    red = Picture(resource_bytes("certificate_frame.png"), 30, 20)
    big = Style(FontRole.TITLE, 36)
    placed = (
        Placed(red, 20, 20, 30),
        Placed(paragraph("国中央国", big, Shape(Align.CENTRE, line=50)), 60, 60, 90),
        Placed(paragraph("右边国", Style(FontRole.KAI, 12), Shape(Align.RIGHT)), 60, 100, 120),
        Placed(paragraph("国" * 9, Style(FontRole.HEI, 16), Shape(line=30)), 20, 130, 30),
        Placed(red, 150, 250, 30, page=2),
        Placed(Paragraph((Run("国二页", Style(FontRole.BODY, 22)),)), 20, 250, 100, page=2),
    )
    return Document("放", (PageBreak(),), placed=placed)


def a_volume():
    """Papers that other pages print, upright and across, on pages that end where they must."""
    wish = VolumeWish(both_sides=True, dividers=True, box_label=True)
    return bind(head(until=DAY), parts(), wish).documents


SEVERAL = [
    Document("甲", tuple(paragraph(f"甲{n}") for n in range(100)), footer=PAGE_NUMBER),
    Document("乙", (paragraph("乙"),)),
    Document("丙", (paragraph("丙"),), footer=PAGE_NUMBER, footer_even=RunningLine("偶 {page}")),
    Document("丁", (paragraph("丁"),), footer=PAGE_NUMBER, continues=True),
]
FILES = {
    "公文": [a_letter()],
    "证书": [a_certificate(), a_certificate()],
    "检查表": [a_checklist(), a_checklist()],
    "签到表": [a_list()],
    "两栏": [two_columns()],
    "定位": [at_fixed_places()],
    "几份": SEVERAL,
    "案卷": a_volume(),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """A folder with every Word file as LibreOffice prints it: the one start of it in all tests."""
    for program in ("soffice", "pdftotext", "pdftoppm"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: `make setup` installs it, or says how")
    folder = tmp_path_factory.mktemp("both")
    words = [folder / f"{name}.docx" for name in FILES]
    for word, documents in zip(words, FILES.values(), strict=True):
        write_word(documents, word)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
    subprocess.run([*convert, *words], check=True, capture_output=True, timeout=120)
    return folder


def characters(text):
    """Without spaces and in any order: programs take tables apart differently."""
    return "".join(sorted("".join(unicodedata.normalize("NFKC", text).split())))


@pytest.mark.parametrize("name", FILES)
def test_word_and_print_agree_page_by_page(printed, name):
    command = ["pdftotext", printed / f"{name}.pdf", "-"]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    word = [characters(page) for page in text.split("\f")[:-1]]
    assert word == [characters(page.text) for page in lay_out_all(FILES[name])]


def test_what_has_a_fixed_place_has_it_in_both(printed, tmp_path):
    """Within a third of a millimetre, typefaces aside: a certificate's blank is bought printed."""
    ours = tmp_path / "ours.pdf"
    write_pdf(FILES["定位"], ours)
    for page in (1, 2):
        one, other = (inked(pdf, page) for pdf in (printed / "定位.pdf", ours))
        assert len(one) == len(other) > 0
        for place, place_of_ours in zip(one, other, strict=True):
            assert place == pytest.approx(place_of_ours, abs=0.35)


def test_the_imprint_ends_the_type_area_in_both(printed, tmp_path):
    ours = tmp_path / "ours.pdf"
    write_pdf(FILES["公文"], ours)
    pages = len(lay_out_all(FILES["公文"]))
    for pdf in (printed / "公文.pdf", ours):
        ends = [end for _, end, _ in inked(pdf, pages) if end < 265]  # under it the page number
        assert ends[-1] == pytest.approx(297 - 35, abs=0.7), pdf


def inked(pdf, page):
    """Upper, lower and left edge of each strip of ink on the page, in millimetres."""
    dots = 150
    target = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(dots), "-gray", "-singlefile", "-f", str(page), pdf, target]
    subprocess.run(command, check=True)
    picture = QImage(f"{target}.pgm").convertToFormat(QImage.Format.Format_Grayscale8)
    across = picture.width()
    rows = [bytes(picture.constScanLine(y))[:across] for y in range(picture.height())]
    dark = [min(row) < 140 for row in rows]
    edges = [y for y in range(1, len(dark)) if dark[y] != dark[y - 1]]
    strips = zip(edges[::2], edges[1::2], strict=True)
    return [
        tuple(25.4 / dots * at for at in (top, end, left_of(rows[top:end]))) for top, end in strips
    ]


def left_of(rows):
    return min(
        next(x for x, value in enumerate(row) if value < 140) for row in rows if min(row) < 140
    )
