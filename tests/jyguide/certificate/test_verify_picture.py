"""Codes are found on poor scans: coarse, askew, soft, badly packed."""

import io
import random
from datetime import date

import pytest
from PIL import Image, ImageFilter

from jyguide.certificate.kinds import CertificateKind
from jyguide.certificate.numbering import CertificateNumber
from jyguide.certificate.seal import Record, seal
from jyguide.certificate.verify_picture import codes_in
from jyguide.documents.qr import dense_qr_png

A4, CODE, DPI = (297, 210), 26, 100
"""Millimetres of a certificate, and of the smallest code that is printed."""


@pytest.fixture(scope="module")
def printed():
    """What the code says, and the sheet as a poor scanner sees it."""
    number = CertificateNumber(2026, "S07", "A", 12)
    record = Record(
        CertificateKind.DUTY, number, date(2026, 11, 26), "阿卜杜拉·买买提", b"12345678"
    )
    text, _ = seal(record, lambda body: random.Random(body).randbytes(64))
    code = Image.open(io.BytesIO(dense_qr_png(text))).convert("L")
    sheet = Image.new("L", tuple(side * 16 for side in A4), 255)
    sheet.paste(code.resize((CODE * 16, CODE * 16)), (20 * 16, 160 * 16))
    small = tuple(round(side / 25.4 * DPI) for side in A4)
    return text, sheet.resize(small, Image.Resampling.LANCZOS)


@pytest.mark.parametrize(("turned", "soft"), [(7, 0.0), (90, 0.0), (180, 0.8)])
def test_a_code_is_read_off_a_poor_scan(printed, turned, soft):
    text, sheet = printed
    seen = sheet.rotate(turned, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    written = io.BytesIO()
    seen.filter(ImageFilter.GaussianBlur(soft)).save(written, "JPEG", quality=30)
    assert codes_in(written.getvalue(), "扫描.jpg") == [text]
