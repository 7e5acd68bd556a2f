from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jyguide.errors import FileError
from jyguide.exchange.text_file import decode, read_text

SENTENCE = "党员的权利：参加党的有关会议，阅读党的有关文件。\n"
texts = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff", exclude_categories=["Cs"])
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_office_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "题库.txt"
    path.write_bytes((SENTENCE * 3).encode(encoding))
    assert read_text(path) == SENTENCE * 3


def test_utf_16_in_either_byte_order() -> None:
    assert decode(b"\xff\xfe" + SENTENCE.encode("utf-16-le"), "a") == SENTENCE
    assert decode(b"\xfe\xff" + SENTENCE.encode("utf-16-be"), "a") == SENTENCE


@given(texts)
def test_any_utf_8_text_comes_back(text: str) -> None:
    assert decode(text.encode(), "a") == text
    assert decode(text.encode("utf-8-sig"), "a") == text
    assert decode(text.encode("utf-16"), "a") == text


def test_rare_characters_of_gb18030_come_back() -> None:
    assert decode("𬱖之与王䶮".encode("gb18030"), "a") == "𬱖之与王䶮"


@pytest.mark.parametrize(
    "content", [b"\x00\x00", b"\xff\xfe\x00\xd8", b"\xef\xbb\xbf\xff", b"\xff\xff"]
)
def test_other_bytes_are_refused_by_file_name(content: bytes) -> None:
    with pytest.raises(FileError, match=r"“题库\.txt”不是文本文件"):
        decode(content, "题库.txt")


def test_a_missing_text_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="找不到"):
        read_text(tmp_path / "没有.txt")


def test_a_torn_utf8_file_is_not_read_as_gbk() -> None:
    whole = "预备党员的预备期为一年。" * 20
    with pytest.raises(FileError, match="有一部分文字已损坏"):
        decode(whole.encode()[:-1], "题库.txt")
    assert decode(whole.encode("gb18030"), "题库.txt") == whole


@pytest.mark.parametrize(
    ("content", "kind", "advice"),
    [
        (b"%PDF-1.4\n1 0 obj", "PDF 文档", "另存为“Word 文档"),
        (b"\x89PNG\r\n", "图片", "识别成文字"),
        (b"BM" + bytes(20), "图片", "识别成文字"),
        (b"PK\x03\x04 xl/workbook.xml", "Excel 表格", "改回 .xlsx"),
        (b"PK\x03\x04 word/document.xml", "Word 文档", "改回 .docx"),
        (b"PK\x03\x04 collection.anki21", "Anki 卡片包", "再试"),
        (b"PK\x03\x04 1.jpg", "压缩包", "解压"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0", "Excel 表格", ".xls"),
        (b"{\\rtf1\\ansi 1. abc}", "RTF 文档", "另存为"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><p>1.", "网页", "浏览器"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(
    content: bytes, kind: str, advice: str
) -> None:
    with pytest.raises(FileError) as caught:
        decode(content, "题库.txt")
    assert f"“题库.txt”其实是{kind}，不是文本" in caught.value.message
    assert advice in caught.value.hint


@pytest.mark.parametrize("text", ["BMI 是什么？", "<题>", "GIF8 是什么", "%PD"])
def test_text_that_begins_like_another_kind_is_text(text: str) -> None:
    assert decode(text.encode(), "a") == text


def test_traditional_characters_in_big5() -> None:
    text = "1. 黨員大會多久一次（  ）\nA. 每月\nB. 每季度\n答案：B\n"
    assert decode(text.encode("big5"), "a") == text


def test_a_private_character_or_two_make_no_big5() -> None:
    text = "党支部党员大会一般每季度召开一次\ue000，由支部书记召集并主持。"
    assert decode(text.encode("gb18030"), "a") == text
