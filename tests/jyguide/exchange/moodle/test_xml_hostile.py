"""Files that are broken, too much, or meant to do harm."""

import time

import pytest

from jyguide.errors import FileError
from jyguide.exchange.moodle import read_moodle_xml

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BOMB = (
    f'<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY a0 "甲">{ENTITIES}]>'
    '<quiz><question type="essay"><questiontext><text>&a9;</text></questiontext></question></quiz>'
)
OUTSIDE = (
    '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<quiz><question type="essay"><questiontext><text>&x;</text></questiontext></question></quiz>'
)


def refused(data):
    with pytest.raises(FileError) as told:
        read_moodle_xml(data, "题.xml")
    assert "没有导入任何题目" in told.value.message
    assert told.value.hint
    return told.value.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
@pytest.mark.parametrize("text", [BOMB, OUTSIDE, '<!DOCTYPE quiz SYSTEM "x.dtd"><quiz></quiz>'])
def test_any_dtd_is_refused(text, encoding):
    assert "DOCTYPE" in refused(text.encode(encoding))


def test_a_dtd_behind_what_looks_like_the_root():
    refused(OUTSIDE.replace("<!DOCTYPE", "<!-- <quiz> --><!DOCTYPE").encode())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"<html></html>", "不是 Moodle"),
        (b"<quizzes></quizzes>", "不是 Moodle"),
        ("1. 题干\n答案：A".encode(), "不是 Moodle"),
        (b"<quiz>\n<question>\n</quiz>", "第 3 行不合 XML"),
        (b"<quiz>\n&nbsp;</quiz>", "第 2 行不合 XML"),
        (b"<quiz>\n\n<question type='essay'>", "第 3 行不合 XML"),
        (b"<quiz>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</quiz>", "嵌套太深"),
        (b"<quiz><a>" + b"x" * 11_000_000 + b"</a></quiz>", "超过 10 MB"),
        (b"<quiz>" + b" " * 53_000_000, "超过 50 MB"),
        (b"<quiz>\xff\xff\xff\xff</quiz>", "编码无法识别"),
    ],
)
def test_a_file_that_cannot_be_read(data, words):
    assert words in refused(data)


def test_a_large_picture_does_not_stop_the_file():
    picture = "iVBOR" * 2_500_000
    text = (
        '<quiz><question type="essay"><questiontext format="html"><text>甲</text>'
        f'<file name="a.png" encoding="base64">{picture}</file></questiontext></question></quiz>'
    )
    (item,) = read_moodle_xml(text.encode(), "题.xml").items
    assert item.warnings[0] == "题干里有附件，没有导入。"


def test_thousands_of_questions_take_seconds():
    one = (
        '<question type="multichoice"><questiontext format="html"><text>&lt;p&gt;甲&lt;/p&gt;'
        '</text></questiontext><answer fraction="100"><text>乙</text></answer>'
        '<answer fraction="0"><text>丙</text></answer></question>\n'
    )
    begun = time.process_time()
    file = read_moodle_xml(f"<quiz>\n{one * 5_000}</quiz>".encode(), "题.xml")
    assert len(file.items) == 5_000
    assert file.items[-1].line == 5_001
    assert time.process_time() - begun < 8
